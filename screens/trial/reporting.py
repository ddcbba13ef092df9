"""After a trial: the report for one family, and what each family says."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from concierge_tui.text import trial as text
from concierge_tui.text import trial_diary
from concierge_tui.text.names import by_house
from screens.question_page import choice, wide_line
from screens.trial.asking import TrialForm
from screens.widgets.form_line import FormLine

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class ReportScreen(TrialForm):
    """What was done to help (D14), and how each child of one family took it (B22)."""

    HEADLINE = text.REPORT
    AUTO_FOCUS: ClassVar[str | None] = "#actions"

    def __init__(self, desk: "Desk", meetup: str, trial: str, family: str) -> None:
        super().__init__(desk, meetup, trial)
        self._family = family
        self._children = self.trials.get(trial).children_of(family)

    @property
    def draft_name(self) -> str:
        """Return the name of the draft: each family has a report of its own."""
        return f"{super().draft_name}:{self._family}"

    def questions(self) -> Iterable[Widget]:
        """Yield ticks, a reaction a child, and a line."""
        yield FormLine(text.ACTIONS, choice("actions", text.ACTION_WORDS, several=True))
        for number, child in enumerate(self._children):
            yield FormLine(child.given, choice(f"reaction-{number}", text.REACTION_WORDS))
        yield wide_line(text.FEEDBACK_WORDS, "words", text.NOTE_HINT)

    def on_mount(self) -> None:
        """Say for whom it is, and show what was typed before."""
        family = self.desk.families.get(self._family)
        names = by_house([family, *self.trials.get(self.about).families])
        self.head(f"{text.REPORT}  {names[family.id]}")
        self.begin_with({})

    def action_save(self) -> None:
        """Add the report."""
        said = {c.id: self.answered(f"reaction-{at}") for at, c in enumerate(self._children)}
        if not all(said.values()):
            self.notice.say(text.REACTION_NEEDED, "care")
            return
        with self.telling():
            self.diary.report(
                self.about,
                self._family,
                actions=self.several("actions"),
                reactions=said,
                words=self.answered("words"),
            )
            self.saved()
            self.dismiss(text.ADDED)


class FeedbackScreen(TrialForm):
    """What one of the families says about it."""

    HEADLINE = text.FEEDBACK
    AUTO_FOCUS: ClassVar[str | None] = "#family"

    def questions(self) -> Iterable[Widget]:
        """Yield whose words, the words, and whether they would do it again."""
        families = self.trials.get(self.about).families
        yield FormLine(text.WHOSE, choice("family", by_house(families).items()))
        yield wide_line(text.FEEDBACK_WORDS, "words")
        yield FormLine(text.AGAIN, choice("again", text.AGAIN_WORDS))

    def on_mount(self) -> None:
        """Begin with whoever has not said anything yet, first who asked for help."""
        now = self.trials.get(self.about)
        silent = [left.family for left in self.diary.left(now) if left.part == "feedback"]
        asked = sorted(silent, key=lambda family: family == now.trial.host)
        self.begin_with({"family": next(iter(asked), now.trial.guest)})

    def action_save(self) -> None:
        """Add the words."""
        again = {"yes": True, "no": False}.get(self.answered("again"))
        if again is None and not self.answered("words"):
            self.notice.say(trial_diary.NOTHING_SAID, "care")
            self.query_one("#words").focus()
            return
        with self.telling():
            self.diary.feedback(
                self.about, self.answered("family"), self.answered("words"), again=again
            )
            self.saved()
            self.dismiss(text.ADDED)
