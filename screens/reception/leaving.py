"""Who goes home: each person is named, nobody leaves by a timer."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from concierge_tui.services.reception import Household
from concierge_tui.text import incident, people
from concierge_tui.text import reception as text
from screens.widgets.asking_box import AskingBox
from screens.widgets.prose import Prose
from screens.widgets.tick_list import Tick, TickList

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


def leave_screen(desk: "Desk", household: Household, meetup: str) -> "LeaveScreen":
    """Return the question who goes home, with what a guardian has still to read and sign.

    A family may always go, and the record must say who is in the house: it is warned, and what
    is unsigned stays open until the closing (docs/decisions/0011-closing.md).
    """
    waiting = desk.incidents(meetup).unsigned_of(household.family.id)
    return LeaveScreen(household, warning=incident.UNSIGNED_LEAVING if waiting else "")


class LeaveScreen(AskingBox[tuple[str, ...]]):
    """Shows who of a household is inside, everyone ticked; Enter notes that they went."""

    DEFAULT_CSS = "LeaveScreen #warning { color: $state-care; text-style: bold; }"
    AUTO_FOCUS: ClassVar[str | None] = "TickList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "answer", text.LEAVE)]

    ticks = getters.query_one(TickList)

    def __init__(self, household: Household, *, warning: str = "") -> None:
        super().__init__()
        self._household = household
        self._warning = warning

    def compose(self) -> ComposeResult:
        """Yield the question and the people."""
        with Vertical() as box:
            box.border_title = text.LEAVE_TITLE
            box.border_subtitle = text.LEAVE_KEYS
            yield Prose(text.LEAVE_ASK)
            if self._warning:
                yield Prose(self._warning, id="warning")
            yield TickList()

    def on_mount(self) -> None:
        """Tick everyone who is inside."""
        family, rows = self._household.family, self._household.attendance
        self.ticks.show(
            people.family_name(family),
            [
                Tick(person.id, people.with_relation(person, family))
                for person in family.people
                if person.id in rows and rows[person.id].here
            ],
        )

    def action_answer(self) -> None:
        """Answer with those who are ticked; nobody is no answer."""
        if self.ticks.ticked:
            self.dismiss(self.ticks.ticked)
