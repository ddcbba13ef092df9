"""Two or more values of one field, side by side: a person chooses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.text import inbox as inbox_text
from concierge_tui.text import repairs as text
from screens.page import Page
from screens.widgets.by_number import ByNumberList
from screens.widgets.cell_text import plain
from screens.widgets.column_heads import ColumnHeads
from screens.widgets.column_layout import Column
from screens.widgets.held_enter import HeldEnter
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.task import Conflict, Proposal
    from concierge_tui.services.desk import Desk


_COLUMNS = (
    Column(20, grow=2), Column(14, grow=1), Column(11), Column(11, grow=1), Column(8),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One value, where it comes from, and what choosing it does."""

    value: str
    choose: Callable[[], object]
    who: str
    when: str = ""
    where: str = ""
    note: str = ""


class ValueList(ByNumberList):
    """The values; the number goes to one, Enter chooses it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CHOOSE)]


class ChoiceScreen(Page):
    """Answers with what was done."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "ValueList"

    def __init__(
        self,
        desk: "Desk",
        title: str,
        words: str,
        choices: Sequence[Choice],
        *,
        pick: bool = True,
    ) -> None:
        super().__init__(desk)
        self._pick = pick
        self._title_words = title
        self._words = words
        self._choices = choices
        self._is_done = False
        self._enter = HeldEnter(self)

    def body(self) -> Iterable[Widget]:
        """Yield the question and the values."""
        yield Prose(plain(self._title_words), classes="about")
        yield Prose(self._words, classes="sentence")
        yield ColumnHeads(inbox_text.HEADS, _COLUMNS)
        yield ValueList(*_COLUMNS)
        yield Static("", id="in-full", markup=False)

    def on_mount(self) -> None:
        """Show the values."""
        self.head(text.SEVERAL_TITLE)
        self.query_one(ValueList).show(
            [
                ResultRow(str(number), (each.value, each.who, each.when, each.where, each.note))
                for number, each in enumerate(self._choices)
            ],
            pick=self._pick,
        )

    @on(ResultList.Highlighted)
    def show_in_full(self, event: ResultList.Highlighted) -> None:
        """Show what a column may have cut."""
        words = self._choices[int(event.row.key)].value if event.row else ""
        self.query_one("#in-full", Static).update(plain(words))

    @on(ResultList.Chosen)
    def choose(self, event: ResultList.Chosen) -> None:
        """Write what was chosen."""
        if self._enter.is_held() or self._is_done:
            return  # it comes several times: before anything was read, and before the page is gone
        if self.attempt(self._choices[int(event.row.key)].choose):
            self._is_done = True
            self.dismiss(text.CHOSEN)


def choice_of_proposal(desk: "Desk", proposal: "Proposal", who: str, now: Any) -> ChoiceScreen:
    """Return the question whether a later roster wins."""
    repairs = desk.repairs()
    new, old = (text.value(said, proposal.field) for said in (proposal.value, now))
    choices = (
        Choice(new, lambda: repairs.take(proposal, now), text.NEW_ROSTER),
        Choice(old, lambda: repairs.leave(proposal), text.REGISTERED_NOW),
    )
    title = f"{who}  {text.field_name(proposal.field)}"
    return ChoiceScreen(desk, title, text.PROPOSAL_WORDS, choices)


def choice_of_conflict(desk: "Desk", conflict: "Conflict", who: str) -> ChoiceScreen:
    """Return the question which of several values is right, with who wrote each, when, where."""
    repairs, inbox = desk.repairs(), desk.inbox
    names = {member.id: member.name for member in desk.staff.all()}
    devices = inbox.device_names()

    def choosing(op_id: str) -> Callable[[], object]:
        return lambda: repairs.choose(conflict, op_id)

    choices = tuple(
        Choice(
            text.value(said.value, conflict.field),
            choosing(said.op_id),
            inbox_text.who(names.get(said.actor, "")),
            inbox_text.when(said.wall),
            inbox_text.device(devices.get(said.device, ""), is_own=said.device == inbox.device),
            text.SHOWN_NOW if said.shown else "",
        )
        for said in conflict.values
    )
    title = f"{who}  {inbox_text.field(conflict.field)}"
    words = inbox_text.DECIDE_WORDS if conflict.sensitive else inbox_text.MERGED_WORDS
    if not any(said.shown for said in conflict.values):
        words += inbox_text.BOTH_SHOWN
    # Nothing is chosen by an Enter that was meant for the list.
    return ChoiceScreen(desk, title, words, choices, pick=False)
