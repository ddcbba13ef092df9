"""Amber rules: why it is right all the same, and who besides the concierge agrees."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.widget import Widget

from concierge_tui.domain.gate import Approval
from concierge_tui.text import agreeing
from concierge_tui.text import trial as text
from screens.question_page import choice, wide_line
from screens.trial.asking import TrialForm
from screens.trial.reading import agreeing_screen
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from concierge_tui.domain.family import Person
    from concierge_tui.services.desk import Desk
    from screens.facing.page import Answer

_MOST = 9


class ApproveScreen(TrialForm):
    """Starts the trial once somebody agreed; answers with what was done."""

    HEADLINE = text.APPROVE_TITLE
    DO = text.APPROVE
    AUTO_FOCUS: ClassVar[str | None] = "#reason"

    def __init__(self, desk: "Desk", meetup: str, trial: str) -> None:
        super().__init__(desk, meetup, trial)
        self._ambers = self.trials.gate(trial).of("amber")
        self._asked: list[Person] = []
        me = desk.author().actor
        self._others = [
            (each.id, each.name) for each in desk.staff.all() if not each.removed and each.id != me
        ][:_MOST]

    def questions(self) -> Iterable[Widget]:
        """Yield what is amber, and three short questions."""
        yield Prose(text.amber_lines(self._ambers))
        yield wide_line(text.REASON, "reason", text.REASON_HINT)
        ways = text.WAYS if self._others else text.WAYS[:-1]
        yield FormLine(text.SECOND, choice("how", ways))
        yield FormLine(text.CALLED, JpInput(id="called"), id="called-line")
        yield FormLine(text.NUMBER, JpInput(id="number", kind="digits"), id="number-line")
        yield FormLine(text.STAFF, choice("staff", self._others), id="staff-line")

    def on_mount(self) -> None:
        """Begin with the coordinator whom the area names."""
        area = self.desk.areas.here()
        self.begin_with({"called": area.coordinator, "number": area.coordinator_phone})

    def rearrange(self) -> None:
        """Ask only about the second person that was chosen."""
        how = self.answered("how")
        for name in ("called", "number"):
            self.query_one(f"#{name}-line").display = how == "telephone"
        self.query_one("#staff-line").display = how == "staff"

    def action_save(self) -> None:
        """Start, or turn the screen to the guardian first."""
        if not self.answered("reason"):
            self.notice.say(text.REASON_NEEDED, "care")
            self.query_one("#reason").focus()
            return
        how = self.answered("how")
        if lacking := self._lacking(how):
            self.notice.say(text.SECOND_NEEDED[how], "care")
            self.query_one(f"#{lacking}").focus()
        elif how == "guardian":
            self._turn_to_guardian()
        elif how == "telephone":
            self._start("telephone", self.answered("called"), number=self.answered("number"))
        else:
            self._start("staff", self.answered("staff"))

    def _lacking(self, how: str) -> str:
        """Return which answer about the second person is still owed; none where nothing is."""
        match how:
            case "guardian":
                return ""
            case "telephone" if self.answered("called"):
                return "" if re.search(r"\d", self.answered("number")) else "number"
            case "telephone":
                return "called"
            case "staff":
                return "" if self.answered("staff") else "staff"
        return "how"

    def _turn_to_guardian(self) -> None:
        here = self.trials.guardians_here(self.about)
        if not (here and all(here.values())):
            self.notice.say(text.NOBODY_HERE, "care")
            return
        self._asked = [own[0] for own in here.values()]
        screen = agreeing_screen(self.desk, self._asked, self._ambers, self.answered("reason"))
        self.app.push_screen(screen, self._answered_by_guardians)

    def _answered_by_guardians(self, answers: "Mapping[str, Answer] | None") -> None:
        given = [answer.choice for answer in (answers or {}).values()]
        if "no" in given or len(given) < len(self._asked):
            self.notice.say(agreeing.NOT_AGREED if "no" in given else agreeing.NOT_ASKED, "care")
            return
        self._start("guardian", *(each.id for each in self._asked))

    def _start(
        self, how: Literal["telephone", "guardian", "staff"], *who: str, number: str = ""
    ) -> None:
        reason, at = self.answered("reason"), self.trials.now_ms
        approvals = [
            Approval(rule.name, rule.reason, reason, how, each, number, at)
            for rule in self._ambers
            for each in who
        ]
        with self.telling():
            self.trials.start(self.about, approvals)
            self.saved()
            now = self.trials.get(self.about)
            self.dismiss(text.started(now.families, now.until))
