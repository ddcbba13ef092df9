"""The trials of a meetup, and the linked families that have none yet."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from concierge_tui.domain.eligibility import age_months
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trial_now import TrialNow
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text import after_trial
from concierge_tui.text import trial as text
from concierge_tui.text.names import by_house
from screens import keys
from screens.hall.page import HallPage
from screens.link.choosing import ChooseFamilyScreen
from screens.trial.gate import GateScreen
from screens.trial.health import HealthScreen
from screens.trial.plan import PlanScreen
from screens.trial.screen import TrialScreen
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.key_button import KeyButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk

LOOK_AGAIN = 10.0
"""Seconds between two looks at the clock and at what other laptops wrote."""
_OVER = ("ended", "cancelled")


class TrialList(ByNumberList):
    """The trials; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class TrialsScreen(HallPage):
    """Lists the trials and begins new ones."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "TrialList"
    MATTER: ClassVar[Collection[str]] = ("trial.start", "trial.end", "trial.set")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NEW, "begin", text.NEW, key_display="F3"),
        Binding(keys.BESIDE, "health", text.HEALTH, key_display="F2"),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._trials = trials_at(desk, meetup)
        self._diary = TrialDiary(self._trials)
        self._linked: dict[str, tuple[str, str]] = {}
        self._host = ""

    def body(self) -> Iterable[Widget]:
        """Yield the list and the two ways on."""
        yield TrialList(
            Column(20, grow=2), Column(18, grow=2), Column(14), Column(10, is_state=True),
            empty=text.EMPTY, most=None,
        )  # fmt: skip
        with Horizontal(classes="buttons"):
            yield KeyButton(keys.NEW, text.NEW, "begin")
            yield KeyButton(keys.BESIDE, text.HEALTH, "health")

    def on_mount(self) -> None:
        """Look at the clock now and then."""
        self.set_interval(LOOK_AGAIN, self.show_now)

    @on(ResultList.Chosen)
    def open_chosen(self, event: ResultList.Chosen) -> None:
        """Open a trial, or plan one for two families that are linked."""
        event.stop()
        with self.telling():
            if event.row.key in self._linked:
                self._plan(*self._linked[event.row.key])
            else:
                self._open(event.row.key)

    def action_begin(self) -> None:
        """Ask who minds, then whose children."""
        asked = ChooseFamilyScreen(self.desk, self.meetup.id, text.CHOOSE_HOST)
        self.app.push_screen(asked, self._host_chosen)

    def action_health(self) -> None:
        """Ask whose children are looked at."""
        asked = ChooseFamilyScreen(self.desk, self.meetup.id, text.CHOOSE_HEALTH)
        self.app.push_screen(asked, self._check)

    def _host_chosen(self, host: str | None) -> None:
        if host:
            self._host = host
            asked = ChooseFamilyScreen(self.desk, self.meetup.id, text.CHOOSE_GUEST, (host,))
            self.app.push_screen(asked, self._guest_chosen)

    def _guest_chosen(self, guest: str | None) -> None:
        if guest:
            self._plan(self._host, guest)

    def _check(self, family: str | None) -> None:
        children = self.desk.families.get(family).children if family else ()
        if children:
            self.app.push_screen(HealthScreen(self.desk, self.meetup.id, children), self._said)

    def _plan(self, host: str, guest: str) -> None:
        self.app.push_screen(PlanScreen(self.desk, self.meetup.id, host, guest), self._planned)

    def _planned(self, trial: str | None) -> None:
        if trial:
            self._open(trial)

    def _open(self, trial: str) -> None:
        is_draft = self._trials.get(trial).course.state == "draft"
        screen = GateScreen if is_draft else TrialScreen
        self.app.push_screen(screen(self.desk, self.meetup.id, trial), self._said)

    def _said(self, words: object) -> None:
        if isinstance(words, str) and words:
            self.notice.say(words, "done")

    def show_now(self) -> None:
        """Read and show how things stand."""
        with self.telling():
            self.head_here()
            trials = self._trials.all()
            linked = self._linked_without(trials)
            names = by_house(chain(*(now.families for now in trials), *linked.values()))
            rows = [self._row(now, names) for now in trials]
            over = sum(now.course.state in _OVER for now in trials)
            at = len(rows) - over
            rows[at:at] = [
                ResultRow(link, (text.side_by_side(both, names), *text.LINKED), "todo")
                for link, both in linked.items()
            ]
            self.query_one(TrialList).show(rows)

    def _row(self, now: TrialNow, names: Mapping[str, str]) -> ResultRow:
        state, today = now.course.state, self._trials.facts.today
        months = {c.id: age_months(c.birthday, today) for c in now.children if c.birthday}
        clock = text.countdown(now.until, self._trials.now_ms) if state == "running" else ""
        words, colour = text.STATES[state], text.COLOURS[state]
        if left := self._diary.left(now):
            clock, colour = after_trial.short(left), "todo"
        if self._diary.alerts(now):
            words, colour = text.URGENT, "care"
        cells = (text.pair(now.families, names), text.children(now.children, months), clock, words)
        return ResultRow(now.trial.id, cells, colour)

    def _linked_without(self, trials: list[TrialNow]) -> "dict[str, list[Family]]":
        """Return linked families who are here and have no trial yet, by their link."""
        planned = {
            frozenset((now.trial.host, each.id))
            for now in trials
            for each in now.families
            if each.id != now.trial.host
        }
        made = {
            each.link: each
            for each in self.desk.linking(self.meetup.id).of_meetup()
            if each.state == "made" and all(side.is_here for side in each.sides)
        }
        self._linked = {
            name: (each.one.family.id, each.other.family.id)
            for name, each in made.items()
            if {each.one.family.id, each.other.family.id} not in planned
        }
        return {name: [side.family for side in made[name].sides] for name in self._linked}
