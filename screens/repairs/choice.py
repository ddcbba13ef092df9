"""Two or more values of one field, side by side: a person chooses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.text import repairs as text
from screens.page import Page
from screens.widgets.cell_text import plain
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.task import Conflict, Proposal
    from concierge_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Choice:
    """One value, where it comes from, and what choosing it does."""

    value: str
    source: str
    choose: Callable[[], object]
    note: str = ""


class ValueList(ResultList):
    """The values; Enter chooses one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CHOOSE)]


class ChoiceScreen(Page):
    """Answers with what was done."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "ValueList"

    def __init__(self, desk: "Desk", title: str, words: str, choices: Sequence[Choice]) -> None:
        super().__init__(desk)
        self._title_words = title
        self._words = words
        self._choices = choices

    def body(self) -> Iterable[Widget]:
        """Yield the question and the values."""
        yield Prose(plain(self._title_words), classes="about")
        yield Prose(self._words, classes="sentence")
        yield ValueList(Column(30, grow=2), Column(24, grow=1), Column(10))

    def on_mount(self) -> None:
        """Show the values."""
        self.head(text.SEVERAL_TITLE)
        self.query_one(ValueList).show(
            [
                ResultRow(str(number), (choice.value, choice.source, choice.note))
                for number, choice in enumerate(self._choices)
            ]
        )

    @on(ResultList.Chosen)
    def choose(self, event: ResultList.Chosen) -> None:
        """Write what was chosen."""
        if self.attempt(self._choices[int(event.row.key)].choose):
            self.dismiss(text.CHOSEN)


def choice_of_proposal(desk: "Desk", proposal: "Proposal", who: str, now: Any) -> ChoiceScreen:
    """Return the question whether a later roster wins."""
    repairs = desk.repairs()
    new, old = (text.value(said, proposal.field) for said in (proposal.value, now))
    choices = (
        Choice(new, text.NEW_ROSTER, lambda: repairs.take(proposal, now)),
        Choice(old, text.REGISTERED_NOW, lambda: repairs.leave(proposal)),
    )
    title = f"{who}  {text.field_name(proposal.field)}"
    return ChoiceScreen(desk, title, text.PROPOSAL_WORDS, choices)


def choice_of_conflict(desk: "Desk", conflict: "Conflict", who: str) -> ChoiceScreen:
    """Return the question which of several values is right."""
    repairs = desk.repairs()
    names = {member.id: member.name for member in desk.staff.all()}

    def choosing(op_id: str) -> Callable[[], object]:
        return lambda: repairs.choose(conflict, op_id)

    choices = tuple(
        Choice(
            text.value(said.value, conflict.field),
            text.said_by(names.get(said.actor, ""), said.wall),
            choosing(said.op_id),
            text.SHOWN_NOW if said.shown else "",
        )
        for said in conflict.values
    )
    title = f"{who}  {text.field_name(conflict.field)}"
    return ChoiceScreen(desk, title, text.CONFLICT_WORDS, choices)
