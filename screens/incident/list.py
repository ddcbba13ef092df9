"""Every record of the meetup, those that wait for a signature in red."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.text import incident as text
from concierge_tui.text.times import clock_time
from screens import keys
from screens.hall.page import HallPage
from screens.incident.opening import manual_of
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.meetup_day import Incident


class IncidentList(ByNumberList):
    """The records; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class IncidentsScreen(HallPage):
    """Lists the records of one meetup."""

    CSS_PATH = "record.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#incidents"
    MATTER: ClassVar[Collection[str]] = ("incident.set",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.INCIDENT, "report", text.NEW, key_display="F4"),
        Binding(keys.ROLL_CALL, "inside", text.INSIDE, key_display="F5"),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield IncidentList(
            Column(5), Column(16, grow=1), Column(18, grow=1), Column(6),
            Column(12, is_state=True), empty=text.EMPTY, id="incidents",
        )  # fmt: skip
        yield Static(text.LIST_HINT, id="hint", markup=False)

    def show_now(self) -> None:
        """Show what there is."""
        incidents = self.desk.incidents(self.meetup.id)
        self.query_one(IncidentList).show([self._row(each) for each in incidents.all()])
        self.head_here(text.stands(len(incidents.all()), len(incidents.unsigned()))[0])

    def help_note(self) -> str:
        """F1 says what to do first, too."""
        return manual_of(self.desk)

    @on(ResultList.Chosen)
    def open_chosen(self, event: ResultList.Chosen) -> None:
        """Open one record."""
        from screens.incident.record import RecordScreen

        event.stop()
        with self.telling():
            self.app.push_screen(RecordScreen(self.desk, self.meetup.id, event.row.key))

    def _row(self, incident: "Incident") -> ResultRow:
        family = self.desk.families.many([incident.family]).get(incident.family)
        person = family.person(incident.person) if family else None
        state, colour = text.row(incident)
        cells = (
            clock_time(incident.at),
            text.who(person, family, incident.whom),
            text.what(incident.what),
            text.LEVEL_WORDS[incident.level],
            state,
        )
        return ResultRow(incident.id, cells, colour)
