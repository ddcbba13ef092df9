"""The safety gate on one screen: every rule with its colour, why, and what to do next.

What is red stands above, what is well below: on a small screen only what is well is out of sight.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.gate import Gate, Rule
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text import gate as words
from concierge_tui.text import insurance, page
from concierge_tui.text import trial as text
from screens import keys
from screens.hall.page import HallPage
from screens.trial.approving import ApproveScreen
from screens.trial.fixing import fixing_screen
from screens.trial.plan import PlanScreen
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.confirm import ConfirmScreen
from screens.widgets.fact_list import Fact, FactList, Part
from screens.widgets.held_enter import HeldEnter
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk

LOOK_AGAIN = 15.0
"""Seconds between two looks at what other laptops wrote."""
_FIRST = {"red": 0, "amber": 1, "notice": 2, "green": 3}


class RuleList(ByNumberList):
    """The rules; Enter leads to what is next for the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.NEXT)]


class GateScreen(HallPage):
    """Shows the gate of a trial that has not started; answers with what was done."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.GATE_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "RuleList"
    MATTER: ClassVar[Collection[str]] = ("trial.start", "trial.end", "trial.set", "health.set")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "start", text.START, key_display="Ctrl+S"),
        Binding(keys.BESIDE, "plan", text.PLAN, key_display="F2"),
        Binding(keys.CALL_OFF, "call_off", text.CALL_OFF, key_display="F9"),
    ]

    def __init__(self, desk: "Desk", meetup: str, trial: str) -> None:
        super().__init__(desk, meetup)
        self._trials = trials_at(desk, meetup)
        self._trial = trial
        self._gate: Gate | None = None
        self._rules: Sequence[Rule] = ()
        self._enter = HeldEnter(self)

    @property
    def in_view(self) -> Collection[str]:
        """One trial and its families."""
        return (self._trial, *(each.id for each in self._trials.get(self._trial).families))

    def body(self) -> Iterable[Widget]:
        """Yield the rules, what is known of the highlighted one, and the buttons."""
        yield RuleList(Column(12), Column(6, is_state=True), Column(30, grow=1), most=None)
        yield FactList(id="about")
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.CALL_OFF, id="call-off", compact=True)
            yield PushButton(text.PLAN, id="plan", compact=True)
            yield PushButton(text.START, id="start", compact=True)

    def on_mount(self) -> None:
        """Look again now and then: another laptop may have written something."""
        self.set_interval(LOOK_AGAIN, self._look)

    def show_now(self) -> None:
        """Judge anew, and point at what is next."""
        self._enter = HeldEnter(self)
        self._look()
        self.query_one(RuleList).point(1)

    @on(ResultList.Highlighted)
    def show_rule(self) -> None:
        """Say why the highlighted rule stands so, and what to do."""
        rule = self._highlighted()
        self.query_one("#about", FactList).show(_facts(rule) if rule else [])

    @on(ResultList.Chosen)
    def mend(self, event: ResultList.Chosen) -> None:
        """Go to where the highlighted rule is put right; with nothing left to do, to the start."""
        event.stop()
        rule = self._highlighted()
        is_held = self._enter.is_held()
        if rule is None or self._gate is None:
            return
        if rule.colour == "green" and not self._gate.is_red:
            if not is_held:
                self.action_start()
            return
        with self.telling():
            screen = fixing_screen(self.desk, self.meetup.id, self._trials.get(self._trial), rule)
            if screen is None:
                self.notice.say(words.next_step(rule) or words.why(rule))
            else:
                self.app.push_screen(screen, self._fixed)

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Start, unless something blocks; for amber ask for a reason and a second person."""
        with self.telling():
            ambers = self._trials.gate(self._trial).of("amber")
            if ambers and not self._trials.gate(self._trial).is_red:
                asked = ApproveScreen(self.desk, self.meetup.id, self._trial)
                self.app.push_screen(asked, self._started)
                return
            self._trials.start(self._trial)
            now = self._trials.get(self._trial)
            self.dismiss(text.started(now.families, now.until))

    @on(Button.Pressed, "#plan")
    def action_plan(self) -> None:
        """Correct the plan."""
        with self.telling():
            plan = self._trials.get(self._trial).trial
            self.app.push_screen(
                PlanScreen(self.desk, self.meetup.id, plan.host, plan.guest, plan), self._planned
            )

    @on(Button.Pressed, "#call-off")
    def action_call_off(self) -> None:
        """Call the trial off, after one question."""
        asked = ConfirmScreen(text.CALL_OFF, text.CALL_OFF_SURE, text.CALL_OFF)
        self.app.push_screen(asked, self._call_off)

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Go one step toward home."""
        self.action_back()

    def _look(self) -> None:
        with self.telling():
            now = self._trials.get(self._trial)
            self._gate = self._trials.gate(self._trial)
            today = self._trials.facts.today
            months = {
                each.id: age_months(each.birthday, today) for each in now.children if each.birthday
            }
            who = f"{text.pair(now.families)}  {text.children(now.children, months)}"
            reds, ambers = len(self._gate.of("red")), len(self._gate.of("amber"))
            self.query_one("#start", Button).variant = "default" if reds else "primary"
            self.head(who, words.summary(reds, ambers))
            self._rules = _in_turn(self._gate.rules)
            self.query_one(RuleList).show([_row(rule) for rule in self._rules])
            self.show_rule()

    def _highlighted(self) -> Rule | None:
        row = self.query_one(RuleList).highlighted
        return next((rule for rule in self._rules if row and rule.name == row.key), None)

    def _started(self, said: object) -> None:
        if isinstance(said, str) and said:
            self.dismiss(said)

    def _fixed(self, said: object) -> None:
        if said == self._trial:
            self.notice.say(text.SAVED, "done")
        elif isinstance(said, str) and (" " in said or "。" in said):  # a sentence, no id
            self.notice.say(said, "done")

    def _planned(self, trial: object) -> None:
        if trial:
            self.notice.say(text.SAVED, "done")

    def _call_off(self, sure: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if sure:
            with self.telling():
                self._trials.cancel(self._trial, "")
                self.dismiss(text.CALLED_OFF)


def _in_turn(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules by their turn: nobody reads an allergy before the families agreed (A25)."""
    agreed = all(rule.colour != "red" for rule in rules if rule.name == "consent")
    return sorted(rules, key=lambda it: (_FIRST[it.colour], it.name == "allergy" and not agreed))


def _row(rule: Rule) -> ResultRow:
    cells = (words.NAMES[rule.name], words.COLOURS[rule.colour], words.why(rule))
    return ResultRow(rule.name, cells, words.STATES[rule.colour])


def _facts(rule: Rule) -> list[Fact]:
    found = [Fact(text.WHY, (Part(words.why(rule), words.STATES[rule.colour]),))]
    if step := words.next_step(rule):
        found.append(Fact(text.DO, (Part(step),)))
    if rule.name == "insurance":
        found.append(Fact("", (Part(insurance.CAPS, "quiet"),)))
    found.append(Fact(text.TEXT_OF, (Part(words.texts(rule), "quiet"),)))
    return found
