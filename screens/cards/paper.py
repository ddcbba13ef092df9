"""One card copied from paper: a digit a line, kept as it is typed, shown to nobody."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.services.cards import MARKS
from concierge_tui.text import cards as text
from concierge_tui.text.names import by_name
from screens import keys
from screens.hall.page import HallPage
from screens.undoing import take_back
from screens.widgets.column_layout import Column
from screens.widgets.held_digit import HeldDigit, Press
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.cards import CardOf
    from concierge_tui.services.desk import Desk

_DIGITS: Final = dict(zip("1234１２３４", MARKS * 2, strict=True))


class OtherList(ResultList):
    """Whom the card is about; Enter ends the card."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CLOSE)]


class PaperCardScreen(HallPage):
    """Takes a card digit by digit; answers with what is said about it."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.ENTER
    AUTO_FOCUS: ClassVar[str | None] = "OtherList"
    MATTER: ClassVar[Collection[str]] = ("card.set",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "back", text.CLOSE, show=False),
    ]

    def __init__(self, desk: "Desk", meetup: str, card: "CardOf") -> None:
        super().__init__(desk, meetup)
        self._cards = desk.cards(meetup)
        self._card = card
        self._here = [each.family for each in self._cards.all()]
        """Whoever could be taken for the family or one that it met."""
        self._fresh: set[str] = set()
        """About whom something was typed here."""
        self._held = HeldDigit()
        self._marked: list[str] = []
        """About whom, one after the other."""

    def body(self) -> Iterable[Widget]:
        """Yield how it is done and whom it is about."""
        yield Prose(text.HOW, classes="words")
        yield OtherList(Column(24, grow=1), Column(8, is_state=True), most=None)
        yield Prose(text.HIDDEN, classes="words")

    @property
    def in_view(self) -> Collection[str]:
        """One family's card."""
        return (self._card.family.id,)

    def on_key(self, event: events.Key) -> None:
        """Keep a mark, and go to the next line."""
        mark = _DIGITS.get(event.character or "")
        row = self.query_one(ResultList).highlighted
        if mark is None or row is None:
            return
        event.stop()
        press = self._held.heard(event)
        with self.telling():
            if press is Press.MEANT:
                self._cards.answer(self._card.family.id, row.key, mark)
                self._fresh.add(row.key)
                self._marked.append(row.key)
                self.show_now()
                self.query_one(ResultList).action_move(1)
            elif press is Press.SEEN_THROUGH:
                self._take_repeated_back()

    def _take_repeated_back(self) -> None:
        """Take back what the held key wrote about the family after the one that was meant."""
        rows = self.query_one(ResultList)
        if len(self._marked) > 1 and self._marked[-1] != self._marked[-2]:
            other = self._marked.pop()
            take_back(self.desk)
            self._fresh.discard(other)
            self.show_now()
            rows.point(1 + [row.key for row in rows.rows].index(other))
        self.notice.say(text.HELD_DOWN, "care")

    @on(ResultList.Chosen)
    def end(self, event: ResultList.Chosen) -> None:
        """Go back, as Enter promises."""
        event.stop()
        self.action_back()

    def action_back(self) -> None:
        """Go back; everything typed is kept already."""
        names = self._names()
        self.dismiss(text.kept(names[self._card.family.id]) if self._fresh else None)

    def _names(self) -> dict[str, str]:
        return by_name([self._card.family, *self._card.others, *self._here])

    def show_now(self) -> None:
        """Read and show how things stand."""
        self._card = self._cards.of(self._card.family.id) or self._card
        names = self._names()
        self.head(
            f"{text.TITLE}  {names[self._card.family.id]}",
            text.answered(len(self._card.answered), len(self._card.others)),
        )
        rows = []
        for other in self._card.others:
            is_done = other.id in self._card.answered
            word = (text.NEW if other.id in self._fresh else text.DONE) if is_done else text.OPEN
            rows.append(ResultRow(other.id, (names[other.id], word), "done" if is_done else "todo"))
        self.query_one(ResultList).show(rows)
