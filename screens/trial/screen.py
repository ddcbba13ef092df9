"""A trial that runs or is over: what was written, and what can be added."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trial_now import TrialNow
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text import page, trial_diary
from concierge_tui.text import trial as text
from concierge_tui.text.names import by_house
from concierge_tui.text.times import clock_time
from screens import keys
from screens.hall.page import HallPage
from screens.trial.deeds import TOLD, deeds_of, screen_of
from screens.widgets.by_number import row_of
from screens.widgets.column_layout import Column
from screens.widgets.held_digit import is_still_down
from screens.widgets.held_enter import HeldEnter
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk

LOOK_AGAIN = 10.0
"""Seconds between two looks at the clock and at what other laptops wrote."""


class DeedList(ResultList):
    """What can be done; Enter or the number does it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class DiaryList(ResultList):
    """What was written, the latest first; it is only read."""

    can_focus = False


class TrialScreen(HallPage):
    """Leads through a trial; what must be told at once stands above everything."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#deeds"
    MATTER: ClassVar[Collection[str]] = ("trial.start", "trial.end", "trial.set", "health.set")
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.UNDO, "undo", page.UNDO)]

    def __init__(self, desk: "Desk", meetup: str, trial: str) -> None:
        super().__init__(desk, meetup)
        self._trial = trial
        self._trials = trials_at(desk, meetup)
        self._diary = TrialDiary(self._trials)
        self._enter = HeldEnter(self)

    def body(self) -> Iterable[Widget]:
        """Yield what must be told, what can be done, and what was written."""
        yield Prose("", id="alerts")
        yield Prose("", id="plan")
        yield DeedList(Column(26), Column(30, grow=1, is_state=True), id="deeds")
        yield DiaryList(Column(6), Column(40, grow=1), most=None, id="diary")
        yield Static(text.HINT, id="hint", markup=False)

    @property
    def in_view(self) -> Collection[str]:
        """One trial and its families."""
        return (self._trial, *(each.id for each in self._trials.get(self._trial).families))

    def on_mount(self) -> None:
        """Look at the clock now and then."""
        self.set_interval(LOOK_AGAIN, self.show_now)

    def on_key(self, event: events.Key) -> None:
        """Do by number."""
        rows = self.query_one("#deeds", ResultList).rows
        if (row := row_of(event, len(rows))) is not None:
            event.stop()
            if not is_still_down(self.app):
                self._do(rows[row].key)

    @on(ResultList.Chosen)
    def do_chosen(self, event: ResultList.Chosen) -> None:
        """Do what is highlighted."""
        event.stop()
        if not (self._enter.is_held() and event.row.key == TOLD):
            self._do(event.row.key)

    def _do(self, deed: str) -> None:
        with self.telling():
            if deed == TOLD:
                self._diary.acknowledge(self._trials.get(self._trial))
                self.show_now()
                self.notice.say(text.ACKNOWLEDGED, "done")
            else:
                now = self._trials.get(self._trial)
                self.app.push_screen(screen_of(self.desk, self.meetup.id, now, deed), self._said)

    def _said(self, words: object) -> None:
        if isinstance(words, str) and words:
            self.notice.say(words, "done")

    def show_now(self) -> None:
        """Read and show how things stand."""
        with self.telling():
            now = self._trials.get(self._trial)
            self.head(f"{text.TITLE}  {text.pair(now.families)}", self._stands(now))
            alerts = self._diary.alerts(now)
            said = "\n".join(text.alert(each.what, each.called) for each in alerts)
            self.query_one("#alerts", Prose).show(said)
            supervisor = self._trials.facts.name_of(now.trial.supervisor)
            self.query_one("#plan", Prose).show(text.agreed(now.trial, supervisor, now.children))
            deeds = deeds_of(self.desk, self._diary, now)
            self.query_one("#deeds", ResultList).show(deeds)
            names = {child.id: child.given for child in now.children}
            names |= by_house(now.families)
            seen = self._trials.events(self._trial)
            names |= self._diary.item_names(seen)
            diary = [
                ResultRow(
                    e.op_id, (clock_time(e.at), trial_diary.event_line(e.verb, e.said, names))
                )
                for e in reversed(seen)
            ]
            self.query_one("#diary", ResultList).show(diary, pick=False)

    def _stands(self, now: TrialNow) -> str:
        state = text.STATES[now.course.state]
        if now.course.state != "running":
            return state
        return f"{state} {text.countdown(now.until, self._trials.now_ms)}"
