"""A page of a few questions: numbered answers and lines, kept as they are given."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.errors import FieldMissing
from concierge_tui.text import page
from screens import keys
from screens.form_page import FormPage
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.held_enter import HeldEnter
from screens.widgets.jp_input import JpInput
from screens.widgets.push_button import PushButton
from screens.widgets.scanner import Scanned


class QuestionPage(FormPage):
    """Asks one thing after the other; what was answered outlives the lock and the power."""

    DO: ClassVar[str] = page.SAVE
    """What the button says."""
    LETS_GO: ClassVar[bool] = False
    """Whether the button wants an Enter of its own, not one that was held through the lines."""
    KEEPS_CHOICES: ClassVar[bool] = True
    """Whether numbered answers outlive the page; never those that say who stands there."""

    def __init_subclass__(cls, **traits: Any) -> None:
        """Let the footer say of its key what the button says."""
        if "DO" in vars(cls):
            said = Binding(keys.SAVE, "save", cls.DO)
            cls.BINDINGS = [*vars(cls).get("BINDINGS", ()), said]
        super().__init_subclass__(**traits)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._enter = HeldEnter(self)

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
        """Return what is kept of the answers; several of one question stand below each other."""
        chosen = self._chosen if self.KEEPS_CHOICES else {}
        return chosen | {str(field.id): field.value for field in self.query(JpInput) if field.id}

    @property
    def _chosen(self) -> dict[str, str]:
        lines = (line for line in self.query(ChoiceLine) if line.id)
        return {str(line.id): "\n".join(line.chosen) for line in lines}

    def fill(self, values: Mapping[str, str]) -> None:
        """Put answers into the lines of the same name."""
        for line in self.query(ChoiceLine):
            if line.id and line.id in values:
                line.choose(*values[line.id].splitlines())
        for field in self.query(JpInput):
            if field.id and field.id in values:
                field.value = values[field.id]
        self.rearrange()

    def say_error(self, error: BaseException) -> None:
        """Say a fact, and go to the line that it speaks of."""
        super().say_error(error)
        if isinstance(error, FieldMissing):
            for line in self.query(f"JpInput#{error.field}, ChoiceLine#{error.field}"):
                line.focus()

    def rearrange(self) -> None:
        """Show only what has to be asked now."""

    def answered(self, name: str) -> str:
        """Return the answer to a question."""
        return (self._chosen | self.values()).get(name, "").strip()

    def several(self, name: str) -> list[str]:
        """Return the answers that were ticked."""
        return self.answered(name).splitlines()

    def shown(self, name: str, *, when: bool) -> None:
        """Show or hide a line of the form."""
        self.query_one(f"#{name}-line").display = when

    @on(ChoiceLine.Changed)
    def _answered(self) -> None:
        self.rearrange()
        self.keep_draft()

    @on(ChoiceLine.GoneOn)
    def _go_on(self, event: ChoiceLine.GoneOn) -> None:
        self._enter.is_held()
        self.gone_on(event.line)

    def gone_on(self, line: ChoiceLine) -> None:
        """Go to the next question, at last to the button."""
        del line
        self.focus_next("JpInput, ChoiceLine, #save")

    def entered(self, field: Input) -> None:
        """Go on from a line that was ended with Enter."""
        del field
        self.focus_next("JpInput, ChoiceLine, #save")

    @on(Input.Blurred)
    def _keep_left(self) -> None:
        self.keep_draft()

    def on_scanned(self, event: Scanned) -> None:
        """Say that a card is read once the questions are answered; they are not lost for it."""
        event.stop()
        self.notice.say(page.CARD_LATER, "care")

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave everything as it is."""
        self.action_back()

    @on(Button.Pressed, "#save")
    def do_it(self) -> None:
        """Do what the page is for."""
        if not (self._enter.is_held() and self.LETS_GO):
            self.action_save()


def choice(
    name: str, answers: Iterable[tuple[str, str]], *, several: bool = False, reveals: bool = False
) -> ChoiceLine:
    """Return a line of numbered answers; each of them may reveal something."""
    asked = [Answer(*pair) for pair in answers]
    shows = [each.key for each in asked] if reveals else ()
    return ChoiceLine(asked, several=several, reveals=shows, id=name)


def wide_line(label: str, name: str, hint: str = "") -> FormLine:
    """Return a line for a whole sentence: as wide as the screen, an example in it until typed."""
    return FormLine(label, JpInput(id=name, placeholder=hint), classes="wide")
