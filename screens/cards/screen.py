"""The families in the hall, and whether their preference cards are filled in."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.text import cards as text
from concierge_tui.text import page
from concierge_tui.text.names import by_name
from screens import keys
from screens.cards.facing import card_pages, mark_of
from screens.cards.paper import PaperCardScreen
from screens.facing.page import Answer
from screens.facing.screen import FacingScreen
from screens.hall.finding import FindingPage
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from concierge_tui.services.cards import CardOf
    from concierge_tui.services.desk import Desk


class CardList(ByNumberList):
    """Families; Enter copies a card from paper."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.ENTER)]


class CardsScreen(FindingPage):
    """Says who has answered, and never what."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "CardList"
    MATTER: ClassVar[Collection[str]] = ("card.set",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.KEY_IN, "face", text.FACE, key_display="Ctrl+E"),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._cards = desk.cards(meetup)
        self._all: dict[str, CardOf] = {}

    def body(self) -> Iterable[Widget]:
        """Yield the list and the promise."""
        yield self.find_row()
        yield CardList(
            Column(20, grow=2),
            Column(8),
            Column(6, is_state=True),
            empty=text.EMPTY,
            most=None,
        )
        yield Prose(text.HIDDEN, classes="words")

    @on(ResultList.Chosen)
    def copy_from_paper(self, event: ResultList.Chosen) -> None:
        """Open the card of a family for copying."""
        event.stop()
        card = self._card()
        if card is not None:
            screen = PaperCardScreen(self.desk, self.meetup.id, card)
            self.app.push_screen(screen, self._kept)

    def action_face(self) -> None:
        """Turn the laptop to the family: it answers for itself, unseen."""
        card = self._card()
        if card is None:
            return
        family = card.family.id

        def take(answer: Answer) -> None:
            self._cards.answer(family, answer.page, mark_of(answer))

        self.app.push_screen(
            FacingScreen(self.desk, card_pages(card.others, self.meetup.date), take)
        )

    def _card(self) -> "CardOf | None":
        row = self.query_one(CardList).highlighted
        card = self._all.get(row.key) if row else None
        if card is not None and not card.others:
            self.notice.say(text.NOBODY, "care")
            return None
        return card

    def _kept(self, words: str | None) -> None:
        if words:
            self.show_now()
            self.notice.say(words, "done", hint=page.UNDO_HINT)

    def show_now(self) -> None:
        """Read and show how things stand."""
        with self.telling():
            cards = self._cards.all()
            self._all = {card.family.id: card for card in cards}
            done = sum(_is_done(card) for card in cards)
            self.head_here(text.stands(done, len(cards)))
            names = by_name(card.family for card in cards)
            self.list_found((_row(card, names), (card.family,)) for card in cards)


def _is_done(card: "CardOf") -> bool:
    return bool(card.others) and len(card.answered) == len(card.others)


def _row(card: "CardOf", names: "Mapping[str, str]") -> ResultRow:
    begun = text.BEGUN if card.answered else text.OPEN
    word, colour = (text.DONE, "done") if _is_done(card) else (begun, "todo")
    cells = (names[card.family.id], text.answered(len(card.answered), len(card.others)), word)
    return ResultRow(card.family.id, cells, colour)
