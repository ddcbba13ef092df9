"""One child, two hands: both records side by side, and the way to say what one sees."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.custody import Hand, fold_custody
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import custody as custody_text
from concierge_tui.text import inbox as text
from screens import keys
from screens.custody.who import WhoScreen
from screens.page import Page
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_heads import ColumnHeads
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.meetup_day import CustodyNow
    from concierge_tui.services.custody_board import ChildNow
    from concierge_tui.services.desk import Desk


_COLUMNS = (Column(22, grow=2), Column(14, grow=1), Column(11), Column(11, grow=1))


class HandList(ByNumberList):
    """The hands that were written; Enter goes on to what one sees."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CONTESTED_SETTLE)]


class ContestedScreen(Page):
    """Nothing is chosen from afar: it is settled by who sees the child."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.CONTESTED_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "HandList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "settle", text.CONTESTED_SETTLE, show=False)
    ]

    def __init__(self, desk: "Desk", now: "CustodyNow") -> None:
        super().__init__(desk)
        self._now = now
        self._child: ChildNow | None = None

    def body(self) -> Iterable[Widget]:
        """Yield what happened, both records and the way on."""
        yield Prose("", classes="about", id="child")
        yield Prose(text.CONTESTED_WORDS, classes="sentence")
        yield ColumnHeads(text.HEADS_OF_HANDS, _COLUMNS)
        yield HandList(*_COLUMNS)
        with Horizontal(classes="buttons"):
            yield PushButton(text.CONTESTED_SETTLE, id="settle", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show the child and both records."""
        with self.telling():
            custody = self.desk.custody(self._now.meetup)
            self._child = custody.child(self._now.child)
            of = self._child
            self.head(text.CONTESTED_TITLE, custody.meetup.title)
            who = custody_text.child_name(of.child, of.family)
            self.query_one("#child", Prose).show(who)
        folded = fold_custody(self._now.id, self.desk.journal.history(self._now.id))
        self.query_one(HandList).show([self._row(hand) for hand in folded.hands])

    def _row(self, hand: Hand) -> ResultRow:
        inbox = self.desk.inbox
        names = {member.id: member.name for member in self.desk.staff.all()}
        device = inbox.device_of(hand.op_id)
        holder = custody_text.with_whom(hand.role, self._called(hand.to, names), contested=False)
        cells = (
            f"{holder}  {hand.place}".rstrip(),
            text.who(names.get(hand.actor, "")),
            text.when(hand.at),
            text.device(inbox.device_names().get(device, ""), is_own=device == inbox.device),
        )
        return ResultRow(hand.op_id, cells, "care")

    def _called(self, who: str, staff: dict[str, str]) -> str:
        if who in staff or not who:
            return staff.get(who, "")
        try:
            return self.desk.families.person(who).called
        except ConciergeError:
            return ""

    @on(ResultList.Chosen)
    @on(Button.Pressed, "#settle")
    def action_settle(self) -> None:
        """Ask with whom the child is, now that somebody looks."""
        if self._child is not None:
            screen = WhoScreen(self.desk, self._now.meetup, self._child)
            self.app.push_screen(screen, self._settled)

    def _settled(self, words: object) -> None:
        if isinstance(words, str) and words:
            self.dismiss(words)
