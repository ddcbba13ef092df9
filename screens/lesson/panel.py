"""A few lines above the screen: who stands before the desk, and what to do."""

from textual.content import Content
from textual.widgets import Static

from concierge_tui.rehearsal.situation import Situation
from concierge_tui.text import lesson as text


class LessonPanel(Static):
    """Shows the story of a lesson and one hint, or that it is done."""

    DEFAULT_CSS = """
    LessonPanel { dock: top; height: auto; max-height: 4; padding: 0 1; background: $boost; }
    """

    def show(self, situation: Situation, step: int, *, is_solved: bool) -> None:
        """Say where the lesson stands; `step` counts from 0."""
        title = text.title(situation.title)
        if is_solved:
            said = (f"{title}  {text.DONE}", "$state-done bold")
            self.update(Content.assemble(said))
            return
        hint = text.hint(step + 1, len(situation.steps), situation.steps[step].hint)
        story = (f"  {situation.story}\n", "")
        self.update(Content.assemble((title, "bold"), story, (hint, "$text-accent")))
