"""Who is inside now, family by family."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer

from concierge_tui.services.desk import Desk
from concierge_tui.services.reception import Household
from concierge_tui.text import inside as text
from concierge_tui.text import reception
from screens import keys
from screens.front import call_walk_in
from screens.reception.leaving import leave_screen
from screens.undoing import take_back
from screens.widgets.attentive import Attentive
from screens.widgets.column_layout import Column
from screens.widgets.headline import Headline
from screens.widgets.look import mark_practice
from screens.widgets.notice import Notice
from screens.widgets.result_list import ResultList, ResultRow
from screens.widgets.scanner import Misread, Scanned, hand_down
from screens.widgets.telling import telling

_EVERYONE = 100_000


class FamilyList(ResultList):
    """Families inside; Enter asks who goes home, so the footer must say so."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.LEAVE, show=True)]


class InsideScreen(Attentive, Screen[None]):
    """Lists everyone inside: nobody may be missing, so the list is never cut."""

    CSS = """
    InsideScreen #families { height: 1fr; padding: 0 1; }
    InsideScreen #said { margin: 0 1; }
    """
    AUTO_FOCUS = "#families"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.UNDO, "undo", reception.UNDO),
        Binding(keys.NEW, "walk_in", reception.WALK_IN, key_display="F3"),
        Binding(f"{keys.BACK},{keys.ROLL_CALL}", "back", text.BACK, key_display="Esc"),
    ]

    families = getters.query_one("#families", ResultList)
    notice = getters.query_one(Notice)

    def __init__(self, desk: Desk, meetup_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._reception = desk.reception(meetup_id)
        self._meetup = self._reception.meetup
        self._households: dict[str, Household] = {}

    def compose(self) -> ComposeResult:
        """Yield the headline, the list and what was said."""
        yield Headline(*text.titles(self._meetup))
        yield FamilyList(
            Column(12, grow=1),
            Column(40, grow=3),
            Column(9),
            Column(8, is_state=True),
            empty=text.EMPTY,
            most=_EVERYONE,
            id="families",
        )
        yield Notice(id="said")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Read who is inside."""
        mark_practice(self, is_practice=self._desk.practice)

    def on_screen_resume(self) -> None:
        """Read who is inside, whenever one comes back."""
        self._show()

    @on(ResultList.Chosen)
    def action_leave(self) -> None:
        """Ask who of the highlighted family goes home."""
        household = self._highlighted()
        if household is not None:
            question = leave_screen(self._desk, household, self._meetup.id)
            self.app.push_screen(question, self._note_leaving)

    def action_undo(self) -> None:
        """Take back the last act of this laptop."""
        with telling(self.notice):
            _, words = take_back(self._desk)
            self._show()
            self.notice.say(words, "done")

    def action_walk_in(self) -> None:
        """Let the reception register whoever stands at the desk."""
        call_walk_in(self)

    def on_scanned(self, event: Scanned) -> None:
        """Let the reception show the family of a scanned card."""
        hand_down(self, event)

    def on_misread(self, event: Misread) -> None:
        """Say that the scanner did not get it."""
        event.stop()
        self.notice.say(reception.MISREAD, "care")

    def action_back(self) -> None:
        """Go back to the reception."""
        self.dismiss(None)

    def _highlighted(self) -> Household | None:
        row = self.families.highlighted
        return self._households.get(row.key) if row else None

    def _show(self) -> None:
        rows = self._desk.attendances.of_meetup(self._meetup.id)
        ids = list(dict.fromkeys(row.family for row in rows if row.here))
        households = sorted(self._reception.households(ids), key=_reading)
        self._households = {household.family.id: household for household in households}
        self.families.show([self._row(household) for household in households])
        counts = text.counts(self._reception.counts())
        self.query_one(Headline).show(counts=counts)

    def _row(self, household: Household) -> ResultRow:
        family, rows = household.family, household.attendance
        present = [p for p in family.people if p.id in rows and rows[p.id].here]
        first = family.representative
        cells = (
            first.called if first else "",
            text.people(present, family, self._meetup.date),
            reception.table_cell(household.visit.table) if household.visit else "",
            reception.state("here", household.arrived_at),
        )
        return ResultRow(family.id, cells, "done")

    def _note_leaving(self, people: tuple[str, ...] | None) -> None:
        household = self._highlighted()
        if people and household is not None:
            with telling(self.notice):
                act = self._reception.leave(household.family.id, people)
                self._show()
                at = act.operations[0].wall
                said = reception.left(at, household.family, len(people))
                self.notice.say(said, "done", hint=reception.UNDO_HINT)


def _reading(household: Household) -> str:
    person = household.family.representative
    return (person.kana or person.name) if person else ""
