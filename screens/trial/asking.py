"""A form about a trial: numbered answers and lines, kept as they are given."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text import page
from screens.form_page import FormPage
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.jp_input import JpInput
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class TrialForm(FormPage):
    """Asks something about one trial; what was answered outlives the lock and the power."""

    CSS_PATH = "screen.tcss"
    DO: ClassVar[str] = page.SAVE
    """What the button says."""

    def __init__(self, desk: "Desk", meetup: str, about: str) -> None:
        super().__init__(desk)
        self.meetup_id = meetup
        self.about = about
        """The trial, or whatever else the draft belongs to."""
        self.trials = trials_at(desk, meetup)
        self.diary = TrialDiary(self.trials)

    @property
    def draft_name(self) -> str:
        """One draft a form and trial."""
        return f"trial:{type(self).__name__}:{self.meetup_id}:{self.about}"

    def body(self) -> Iterable[Widget]:
        """Yield the questions and the two buttons."""
        with VerticalScroll(classes="form", can_focus=False):
            yield from self.questions()
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(self.DO, id="save", compact=True, variant="primary")

    def questions(self) -> Iterable[Widget]:
        """Yield the lines of the form."""
        return ()

    def values(self) -> dict[str, str]:
        """Return what is answered now; several answers stand below each other."""
        chosen = {str(line.id): "\n".join(line.chosen) for line in self.query(ChoiceLine)}
        typed = {str(field.id): field.value for field in self.query(JpInput)}
        return chosen | typed

    def fill(self, values: Mapping[str, str]) -> None:
        """Put answers into the lines of the same name."""
        for line in self.query(ChoiceLine):
            if line.id and line.id in values:
                line.choose(*values[line.id].splitlines())
        for field in self.query(JpInput):
            if field.id and field.id in values:
                field.value = values[field.id]
        self.rearrange()

    def rearrange(self) -> None:
        """Show only what has to be asked now."""

    def answered(self, name: str) -> str:
        """Return the answer to a question."""
        return self.values().get(name, "").strip()

    def several(self, name: str) -> list[str]:
        """Return the answers that were ticked."""
        return self.answered(name).splitlines()

    @on(ChoiceLine.Changed)
    def _answered(self) -> None:
        self.rearrange()
        self.keep_draft()

    @on(ChoiceLine.GoneOn)
    def _go_on(self) -> None:
        self.focus_next("JpInput, ChoiceLine, #save")

    def entered(self, field: Input) -> None:
        """Go on from a line that was ended with Enter."""
        del field
        self.focus_next("JpInput, ChoiceLine, #save")

    @on(Input.Blurred)
    def _keep_left(self) -> None:
        self.keep_draft()

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave everything as it is."""
        self.action_back()

    @on(Button.Pressed, "#save")
    def do_it(self) -> None:
        """Do what the form is for."""
        self.action_save()


def ask(name: str, answers: Iterable[tuple[str, str]], *, several: bool = False) -> ChoiceLine:
    """Return a line of numbered answers."""
    return ChoiceLine([Answer(*pair) for pair in answers], several=several, id=name)
