"""Some days after a trial: what a family said, or who asks it instead and by when."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from concierge_tui.domain.schedule import read_day
from concierge_tui.services.trials_at import follow_ups_at
from concierge_tui.text import after_trial as text
from concierge_tui.text import trial
from concierge_tui.text.names import by_house
from screens.question_page import choice
from screens.trial.asking import TrialForm
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.trial_follow_up import FollowUp

_SAID = {"yes": True, "no": False}


class FollowUpScreen(TrialForm):
    """Asks how it went on; what is still to be asked keeps a name and a day."""

    HEADLINE = text.FOLLOW_UP
    AUTO_FOCUS: ClassVar[str | None] = "#state"

    def __init__(self, desk: "Desk", meetup: str, about: str, family: str = "") -> None:
        super().__init__(desk, meetup, about)
        self._service = follow_ups_at(desk, meetup)
        found = self._service.of(self.trials.get(about))
        self._all = {each.family.id: each for each in found}
        open_ = (name for name, each in self._all.items() if each.is_open)
        first = family if family in self._all else next(open_, next(iter(self._all), ""))
        self._first = self._shown = first

    def questions(self) -> Iterable[Widget]:
        """Yield whom one asks, how it turned out, and either its words or who asks by when."""
        yield Prose(text.HOW)
        sides = by_house([each.family for each in self._all.values()]).items()
        yield FormLine(text.WHOSE, choice("family", sides))
        yield FormLine(text.OUTCOME, choice("state", text.OUTCOMES))
        yield FormLine(text.WORDS, JpInput(id="words"), hint=text.WORDS_HINT, id="words-line")
        yield FormLine(text.AGAIN, choice("again", trial.AGAIN_WORDS), id="again-line")
        yield FormLine(text.USED, choice("used", text.USED_WORDS), id="used-line")
        yield FormLine(text.WHO, JpInput(id="who"), hint=text.WHO_HINT, id="who-line")
        due = JpInput(id="due", kind="date")
        yield FormLine(text.DUE, due, hint=text.DUE_HINT, id="due-line")

    def on_mount(self) -> None:
        """Begin with the family that is asked first, and who was to ask it."""
        self.begin_with({"family": self._first, **self._promised(self._first)})

    def rearrange(self) -> None:
        """Ask only for what belongs to the outcome."""
        family, state = self.answered("family"), self.answered("state")
        if family != self._shown:
            for name, value in self._promised(family).items():
                self.query_one(f"#{name}", JpInput).value = value
            self._shown = family
        for name in ("words", "again", "used"):
            self.shown(name, when=state == "done")
        for name in ("who", "due"):
            self.shown(name, when=state == "open")

    def _promised(self, family: str) -> dict[str, str]:
        one = self._all.get(family)
        due = one.task.due if one else None
        day = f"{due.year}/{due.month}/{due.day}" if due else ""
        return {"who": one.task.assignee if one else "", "due": day}

    def action_save(self) -> None:
        """Keep what was said, or who asks and by when."""
        state, one = self.answered("state"), self._all.get(self.answered("family"))
        if not state or one is None:
            self.notice.say(text.OUTCOME_NEEDED, "care")
            return
        due = read_day(self.answered("due"), today=self.trials.facts.today)
        if state == "open" and (problem := self._problem(due)):
            self.notice.say(problem, "care")
            return
        with self.telling():
            self._keep(one, state, due)
            self.saved()
            self.dismiss(text.outcome(one.family, state, self.answered("who"), due))

    def _keep(self, one: "FollowUp", state: str, due: date | None) -> None:
        if state == "open" and due is not None:
            self._service.put_off(self.about, one.family.id, self.answered("who"), due)
            return
        again, used = (_SAID.get(self.answered(name)) for name in ("again", "used"))
        words, sure = self.answered("words"), state == "done"
        self._service.asked(self.about, one.family.id, words, again=again, used=used, sure=sure)

    def _problem(self, due: date | None) -> str:
        if not self.answered("who"):
            return text.WHO_NEEDED
        return text.DUE_BAD if due is None or due < self.trials.facts.today else ""
