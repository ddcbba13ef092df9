"""The age below which a guardian must consent: everyone may see it, a coordinator changes it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.consent import GUARDIAN_AGES
from concierge_tui.domain.errors import FieldInvalid
from concierge_tui.text import consenting as text
from concierge_tui.text import page
from concierge_tui.text.errors import sentence
from screens.form_page import FormPage
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton


class AgeScreen(FormPage):
    """Shows the age with its source; answers with what was changed."""

    HEADLINE = text.AGE_TITLE
    DRAFT = "guardian_age"
    AUTO_FOCUS: ClassVar[str | None] = "#age JpInput"

    def body(self) -> Iterable[Widget]:
        """Yield the source, the age and the buttons."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.AGE_SOURCE)
            yield FormField(text.AGE_LABEL, JpInput(kind="digits"), id="age", check=_flaw)
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="back", compact=True)
                yield PushButton(text.AGE_SAVE, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show the age as it is."""
        self.begin_with({"age": str(self.desk.consents.guardian_age)})

    def entered(self, field: Input) -> None:
        """Save from the only field."""
        del field
        self.action_save()

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave it as it is."""
        self.action_back()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Change the age."""
        if self.wrong_field() is not None:
            return
        age = int(self.values()["age"])
        if self.attempt(lambda: self.desk.consents.set_guardian_age(age)):
            self.saved()
            self.dismiss(text.age_set(age))


def _flaw(value: str) -> str | None:
    is_age = value.isascii() and value.isdigit() and len(value) < 4 and int(value) in GUARDIAN_AGES
    return None if is_age else sentence(FieldInvalid("guardian_age"))
