"""The end of a trial: each child goes back to somebody who may collect it, named on the screen."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from concierge_tui.text import trial as text
from concierge_tui.text import trial_diary
from screens.question_page import choice
from screens.trial.asking import TrialForm
from screens.widgets.form_line import FormLine
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.domain.family import Person


class EndScreen(TrialForm):
    """Asks to whom each child is given; nobody who may not collect can be chosen."""

    HEADLINE = text.END
    DO = text.END_DO
    LETS_GO = True
    AUTO_FOCUS: ClassVar[str | None] = "ChoiceLine"

    def questions(self) -> Iterable[Widget]:
        """Yield one question a child that is minded."""
        now = self.trials.get(self.about)
        if not self._is_minding:
            yield Prose(text.END_TOGETHER)
            return
        receivers = self.trials.receivers(self.about)
        gone = [child for child in now.children if child.id not in receivers]
        yield Prose("\n".join((text.END_WORDS, *map(self._where, gone))))
        for number, child in self._held():
            people = [(p.id, f"{p.called} {p.relation}".strip()) for p in receivers[child.id][:9]]
            yield FormLine(child.given, choice(f"to-{number}", people))

    def _held(self) -> "list[tuple[int, Person]]":
        """Return the children whom the host still holds, each with the number of its question."""
        receivers = self.trials.receivers(self.about)
        children = enumerate(self.trials.get(self.about).children)
        return [(number, child) for number, child in children if child.id in receivers]

    def _where(self, child: "Person") -> str:
        now = self.desk.custody(self.meetup_id).child(child.id)
        return trial_diary.not_with_host(child.given, now.holder if now.where == "away" else "")

    def on_mount(self) -> None:
        """Begin with who gave the child."""
        receivers = self.trials.receivers(self.about)
        asked = {number: receivers[child.id] for number, child in self._held()}
        self.begin_with({f"to-{at}": people[0].id for at, people in asked.items() if people})

    def action_save(self) -> None:
        """Give every child back, and end the trial."""
        with self.telling():
            held = self._held() if self._is_minding else []
            to = {child.id: self.answered(f"to-{number}") for number, child in held}
            self.trials.end(self.about, to)
            self.saved()
            things = [called for _, called in self.diary.things(self.about)]
            self.dismiss(trial_diary.ended([child.given for _, child in held], things))

    @property
    def _is_minding(self) -> bool:
        return self.trials.get(self.about).trial.service == "minding"
