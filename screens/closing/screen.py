"""Before one closes: everything that is open, the way to settle it, and who is still inside."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.closing import Obstacle, StillInside
from concierge_tui.text import after_trial, incident, people, trial
from concierge_tui.text import closing as text
from screens import keys
from screens.closing.asking import LookRoundScreen
from screens.form_page import FormPage
from screens.hall.page import HallPage
from screens.reception.leaving import leave_screen
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from concierge_tui.domain.closing_sheet import TrialOver
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.reception import Household

_SCREENS = {
    "contested": ("custody",),
    "away": ("custody",),
    "trial": ("trials", "trial"),
    "item": ("trials", "trial"),
}
"""By which way of the hall something is settled."""


class OpenList(ByNumberList):
    """What is open, and who is inside; Enter leads there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class ClosingScreen(HallPage, FormPage):
    """Refuses while anything is open; people inside are asked about and never checked out."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#open"
    MATTER: ClassVar[Collection[str]] = ("visit.leave",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.CLOSE),
        Binding(keys.INCIDENT, "report", incident.NEW, key_display="F4", show=False),
        Binding(keys.ROLL_CALL, "inside", text.INSIDE, key_display="F5"),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._end_of = desk.closing(meetup)
        self._open: dict[str, Obstacle] = {}
        self._here: dict[str, Household] = {}
        self._unwritten: dict[str, TrialOver] = {}

    @property
    def draft_name(self) -> str:
        """What worked is kept while it is written."""
        return f"closing:{self.meetup.id}"

    def body(self) -> Iterable[Widget]:
        """Yield what is open, what worked, and the button."""
        yield Prose(text.HINT, id="hint")
        yield OpenList(
            Column(18, is_state=True), Column(24, grow=1), Column(28, grow=1),
            empty=text.NOTHING_OPEN, most=None, id="open",
        )  # fmt: skip
        yield FormField(text.WORKED, JpInput(), hint=text.WORKED_HINT, id="worked")
        with Horizontal(classes="buttons"):
            yield PushButton(text.BACK, id="back", compact=True)
            yield PushButton(text.CLOSE, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show what worked as far as it is known."""
        self.begin_with({"worked": self.meetup.worked})

    @on(ResultList.Chosen)
    def settle(self, event: ResultList.Chosen) -> None:
        """Go where the highlighted thing is settled."""
        event.stop()
        with self.telling():
            if event.row.key in self._here:
                household = self._here[event.row.key]
                question = leave_screen(self.desk, household, self.meetup.id)
                self.app.push_screen(question, self._note_leaving(household.family.id))
            elif event.row.key in self._unwritten:
                from screens.trial.screen import TrialScreen

                self.app.push_screen(TrialScreen(self.desk, self.meetup.id, event.row.key))
            else:
                self._lead_to(self._open[event.row.key])

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Close, or say what is open; where people are inside, ask first."""
        self._close(everyone_is_out=False)

    def _close(self, *, everyone_is_out: bool) -> None:
        with self.telling():
            self.keep_draft()
            worked = self.query_one("#worked", FormField).value
            try:
                self._end_of.close(everyone_is_out=everyone_is_out, worked=worked)
            except StillInside as inside:
                self.app.push_screen(LookRoundScreen(inside.people), self._looked_round)
                return
            self.saved()
            self._show_sheet()

    def _looked_round(self, said: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if said:
            self._close(everyone_is_out=True)

    def _show_sheet(self) -> None:
        from screens.closing.sheet import ClosingSheetScreen

        self.app.switch_screen(ClosingSheetScreen(self.desk, self.meetup.id, is_new=True))

    def _note_leaving(self, family: str) -> "Callable[[tuple[str, ...] | None], None]":
        def note(people_: tuple[str, ...] | None) -> None:
            if people_:
                with self.telling():
                    self.desk.reception(self.meetup.id).leave(family, people_)
                    self.show_now()

        return note

    def _lead_to(self, obstacle: Obstacle) -> None:
        if obstacle.reason == "incident":
            from screens.incident.record import RecordScreen

            self.app.push_screen(RecordScreen(self.desk, self.meetup.id, obstacle.entity))
            return
        if self._end_of.families_of(obstacle.entity):
            from screens.trial.screen import TrialScreen

            self.app.push_screen(TrialScreen(self.desk, self.meetup.id, obstacle.entity))
            return
        from screens.hall.ways import WAYS

        names = _SCREENS[obstacle.reason]
        way = next((way for way in WAYS if way.name in names), None)
        if way is None:
            self.notice.say(text.NOWHERE, "care")
        else:
            self.app.push_screen(way.opens(self.desk, self.meetup.id))

    def show_now(self) -> None:
        """Read and show how things stand."""
        open_ = self._end_of.obstacles()
        self._open = {f"{at}:{each.entity}": each for at, each in enumerate(open_)}
        rows = self.desk.attendances.of_meetup(self.meetup.id)
        ids = list(dict.fromkeys(row.family for row in rows if row.here))
        households = self.desk.reception(self.meetup.id).households(ids)
        self._here = {each.family.id: each for each in households}
        families = self.desk.families.many({each.family for each in open_})
        over = [each for each in self._end_of.trials_over() if each.left]
        self._unwritten = {each.course.id: each for each in over}
        self.query_one(OpenList).show(
            [
                *(
                    ResultRow(key, self._words(each, families), "care")
                    for key, each in self._open.items()
                ),
                *(ResultRow(key, _unwritten(each), "todo")
                  for key, each in self._unwritten.items()),
                *(ResultRow(key, self._inside(each), "todo") for key, each in self._here.items()),
            ]
        )  # fmt: skip
        self.head_here(text.stands(self.meetup, len(open_))[0])

    def _words(self, obstacle: Obstacle, known: "Mapping[str, Family]") -> tuple[str, ...]:
        whose = text.whose(known.get(obstacle.family), obstacle.person)
        if together := self._end_of.families_of(obstacle.entity):
            whose = trial.pair(together)
        what = incident.what(obstacle.what) if obstacle.reason == "incident" else obstacle.what
        return text.OPEN_WORDS[obstacle.reason], whose, what

    def _inside(self, household: "Household") -> tuple[str, ...]:
        family, rows = household.family, household.attendance
        here = [each for each in family.people if each.id in rows and rows[each.id].here]
        names = "・".join(people.short_name(each, family) for each in here)
        return text.STILL_HERE, people.family_name(family), names


def _unwritten(over: "TrialOver") -> tuple[str, ...]:
    return text.UNWRITTEN, trial.pair(over.families), after_trial.left(over.left)
