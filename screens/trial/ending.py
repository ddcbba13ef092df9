"""The end of a trial: each child goes back to somebody who may collect it, named on the screen."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from concierge_tui.text import trial as text
from screens.question_page import choice
from screens.trial.asking import TrialForm
from screens.widgets.form_line import FormLine
from screens.widgets.prose import Prose


class EndScreen(TrialForm):
    """Asks to whom each child is given; nobody who may not collect can be chosen."""

    HEADLINE = text.END
    DO = text.END_DO
    LETS_GO = True
    AUTO_FOCUS: ClassVar[str | None] = "ChoiceLine"

    def questions(self) -> Iterable[Widget]:
        """Yield one question a child that is minded."""
        now = self.trials.get(self.about)
        if now.trial.service != "minding":
            yield Prose(text.END_TOGETHER)
            return
        yield Prose(text.END_WORDS)
        receivers = self.trials.receivers(self.about)
        for number, child in enumerate(now.children):
            people = [(p.id, f"{p.called} {p.relation}".strip()) for p in receivers[child.id][:9]]
            yield FormLine(child.given, choice(f"to-{number}", people))

    def on_mount(self) -> None:
        """Begin with who gave the child."""
        receivers = self.trials.receivers(self.about)
        first = [next(iter(people), None) for people in receivers.values()]
        self.begin_with({f"to-{at}": who.id for at, who in enumerate(first) if who is not None})

    def action_save(self) -> None:
        """Give every child back, and end the trial."""
        with self.telling():
            now = self.trials.get(self.about)
            to = {child.id: self.answered(f"to-{n}") for n, child in enumerate(now.children)}
            self.trials.end(self.about, to)
            self.saved()
            things = [called for _, called in self.diary.things(self.about)]
            was_minded = now.trial.service == "minding"
            called = [child.given for child in now.children] if was_minded else []
            self.dismiss(text.ended(called, things))
