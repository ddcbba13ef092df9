"""The plan of a trial: who minds whose children, where, until when, and what was talked about."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widget import Widget

from concierge_tui.domain.eligibility import age_months, reached
from concierge_tui.domain.gate import EXCHANGED
from concierge_tui.domain.policy import Policy
from concierge_tui.services.custody import read_until
from concierge_tui.services.trial_facts import ALLERGY_READ
from concierge_tui.text import gate
from concierge_tui.text import trial as text
from concierge_tui.text.times import clock_time
from screens.question_page import choice
from screens.trial.asking import TrialForm
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family, Person
    from concierge_tui.domain.meetup_day import Trial
    from concierge_tui.services.desk import Desk

_MOST = 9
"""As many as have a digit of their own."""


class PlanScreen(TrialForm):
    """Writes a new plan, or corrects one that has not started; answers with its id."""

    HEADLINE = text.PLAN_TITLE
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(
        self,
        desk: "Desk",
        meetup: str,
        host: str,
        guest: str,
        trial: "Trial | None" = None,
        begin_at: str = "children",
    ) -> None:
        super().__init__(desk, meetup, trial.id if trial else f"{host}:{guest}")
        self._trial = trial
        self._begin_at = begin_at
        known = desk.families.many([host, guest])
        self._host, self._guest = known[host], known[guest]
        self._staff = [each for each in desk.staff.all() if not each.removed][:_MOST]

    def questions(self) -> Iterable[Widget]:
        """Yield everything that is agreed, the usual answers given."""
        sides = [(each.id, text.family_name(each)) for each in (self._host, self._guest)]
        if self._trial is None:
            yield FormLine(text.HOST, choice("host", sides))
        yield FormLine(text.CHILDREN, choice("children", self._children(), several=True))
        yield FormLine(text.ACQUAINTED, choice("acquainted", self._children(), several=True))
        told = [(name, gate.EXCHANGED[name]) for name in EXCHANGED]
        yield FormLine(text.EXCHANGED, choice("exchanged", told, several=True))
        yield FormLine(text.PLACE, JpInput(id="place"), hint=text.PLACE_HINT)
        yield FormLine(text.UNTIL, JpInput(id="until", kind="digits"), hint=text.UNTIL_HINT)
        yield FormLine(text.PICK_UP, JpInput(id="pick_up"))
        staff = [(each.id, each.name) for each in self._staff]
        yield FormLine(text.SUPERVISOR, choice("supervisor", staff))
        yield FormLine(text.SERVICE, choice("service", text.SERVICES))
        yield FormLine(text.RECENT, JpInput(id="recent"), hint=text.RECENT_HINT)
        yield FormLine(text.THANKS, JpInput(id="thanks"), hint=text.THANKS_HINT)

    def on_mount(self) -> None:
        """Begin with what is usual, or with what was agreed."""
        self.head(f"{text.PLAN_TITLE}  {text.pair([self._host, self._guest])}")
        self.begin_with(self._agreed(self._trial) if self._trial else self._usual())
        self.query_one(f"#{self._begin_at}").focus()

    def rearrange(self) -> None:
        """Ask for the children of whoever entrusts them."""
        if self._trial is None and self.answered("host") == self._guest.id:
            self._host, self._guest = self._guest, self._host
            self.head(f"{text.PLAN_TITLE}  {text.pair([self._host, self._guest])}")
            answers = [Answer(*pair) for pair in self._children()]
            for name in ("children", "acquainted"):
                self.query_one(f"#{name}", ChoiceLine).offer(answers)
            self.query_one("#children", ChoiceLine).choose(*self._old_enough())

    def fill(self, values: Mapping[str, str]) -> None:
        """Put answers into the lines; first who minds, for the children are the other family's."""
        if "host" in values and self._trial is None:
            self.query_one("#host", ChoiceLine).choose(values["host"])
            self.rearrange()
        super().fill(values)

    def action_save(self) -> None:
        """Write the plan; the gate says what is missing."""
        until = read_until(self.answered("until"), self.desk.now())
        if until is None and self.answered("until"):
            self.notice.say(text.UNTIL_BAD, "care")
            return
        said = self._said(until)
        with self.telling():
            if self._trial is None:
                trial = self.trials.plan({**said, "starts": self.trials.now_ms}).id
            else:
                trial = self._trial.id
                self.trials.correct(trial, said)
            self.saved()
            self.dismiss(trial)

    def _said(self, until: int | None) -> dict[str, Any]:
        kept = self._trial.exchanged if self._trial else ()
        marks = [mark for mark in kept if mark.startswith(ALLERGY_READ)]
        words = {n: self.answered(n) for n in ("place", "pick_up", "recent", "thanks")}
        return {
            **words,
            "host": self._host.id,
            "guest": self._guest.id,
            "children": self.several("children"),
            "acquainted": self.several("acquainted"),
            "service": self.answered("service") or "minding",
            "supervisor": self.answered("supervisor"),
            "exchanged": [*self.several("exchanged"), *marks],
            "ends": until,
        }

    def _usual(self) -> dict[str, str]:
        free = [each.id for each in self.trials.facts.free()]
        me = self.desk.author().actor
        first = me if me in free else next(iter(free), "")
        return {
            "host": self._host.id,
            "children": "\n".join(self._old_enough()),
            "service": "minding",
            "place": self.desk.meetups.get(self.meetup_id).venue,
            "until": "30",
            "pick_up": text.PICK_UP_USUAL,
            "supervisor": first,
            "thanks": text.THANKS_USUAL,
        }

    def _agreed(self, trial: "Trial") -> dict[str, str]:
        return {
            "children": "\n".join(trial.children),
            "acquainted": "\n".join(trial.acquainted),
            "service": trial.service,
            "place": trial.place,
            "until": clock_time(trial.ends),
            "pick_up": trial.pick_up,
            "supervisor": trial.supervisor,
            "exchanged": "\n".join(n for n in trial.exchanged if n in EXCHANGED),
            "recent": trial.recent,
            "thanks": trial.thanks,
        }

    def _children(self) -> list[tuple[str, str]]:
        return [(each.id, self._words(each)) for each in _children_of(self._guest)]

    def _old_enough(self) -> list[str]:
        policy, today = self._policy, self.trials.facts.today
        return [
            each.id
            for each in _children_of(self._guest)
            if each.birthday and reached(each.birthday, policy.trial_from_months) <= today
        ]

    def _words(self, child: "Person") -> str:
        if child.birthday is None:
            return child.given
        today = self.trials.facts.today
        words = text.child_words(child, age_months(child.birthday, today))
        first = reached(child.birthday, self._policy.trial_from_months)
        return words if first <= today else text.first_day(words, first.month, first.day)

    @property
    def _policy(self) -> Policy:
        return self.trials.facts.policy


def _children_of(family: "Family") -> tuple["Person", ...]:
    return family.children[:_MOST]
