"""A few lines above the screen: who stands before the desk, and what to do."""

from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical

from concierge_tui.text import lesson as text
from screens.widgets.prose import Prose

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.rehearsal.situation import Situation


class LessonPanel(Vertical):
    """Shows the story of a lesson and one hint, or that it is done."""

    DEFAULT_CSS = """
    LessonPanel { dock: top; height: auto; max-height: 4; padding: 0 1; background: $boost; }
    LessonPanel > #lesson-hint { color: $text-accent; }
    LessonPanel.-solved > #lesson-hint { color: $state-done; text-style: bold; }
    """

    story = getters.query_one("#lesson-story", Prose)
    hint = getters.query_one("#lesson-hint", Prose)

    def __init__(self, situation: "Situation", step: int) -> None:
        super().__init__()
        self._situation = situation
        self._step = step

    def compose(self) -> ComposeResult:
        """Yield the story and the hint of the step that is reached, counted from 0."""
        yield Prose(self._situation.story, id="lesson-story")
        yield Prose(self._hint(self._step, is_solved=False), id="lesson-hint")

    def show(self, step: int, *, is_solved: bool) -> None:
        """Say where the lesson stands; `step` counts from 0."""
        if not self.query("#lesson-hint"):
            return  # it is being taken away
        words = self._hint(step, is_solved=is_solved)
        if self.hint.words != words:
            self.set_class(is_solved, "-solved")
            self.story.display = not is_solved
            self.hint.show(words)

    def _hint(self, step: int, *, is_solved: bool) -> str:
        steps = self._situation.steps
        if is_solved:
            return text.done(self._situation.title)
        return text.hint(step + 1, len(steps), steps[step].hint)
