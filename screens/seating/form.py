"""How many families a table, how many rounds, how long: asked before a plan is made."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input

from concierge_tui.services.table_plan import Numbers
from concierge_tui.text import table_plan as text
from screens import keys
from screens.widgets.asking_box import AskingBox
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput, normalised
from screens.widgets.number_input import NumberInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton


class SeatingFormScreen(AskingBox[Numbers]):
    """Answers with the numbers, or None."""

    DEFAULT_CSS = "SeatingFormScreen JpInput { width: 10; }"
    AUTO_FOCUS: ClassVar[str | None] = "#size"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "answer", text.START)]

    def __init__(self, numbers: Numbers) -> None:
        super().__init__()
        self._numbers = numbers

    def compose(self) -> ComposeResult:
        """Yield the three numbers."""
        told = {
            "size": (text.SIZE, text.SIZE_HINT),
            "rounds": (text.ROUNDS, text.ROUNDS_HINT),
            "minutes": (text.MINUTES, text.MINUTES_HINT),
        }
        with Vertical() as box:
            box.border_title = text.FORM
            yield Prose(text.FORM_WORDS)
            for name, (label, hint) in told.items():
                before = str(getattr(self._numbers, name))
                field = NumberInput(before, id=name)
                yield FormLine(label, field, hint=hint, id=f"{name}-line")
            with Horizontal(classes="buttons"):
                yield PushButton(text.CANCEL, id="cancel", compact=True)
                yield PushButton(text.START, id="answer", compact=True, variant="primary")

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Go to the next number, at last to the button."""
        self.focus_next("JpInput, #answer")

    @on(Button.Pressed, "#cancel")
    def action_refuse(self) -> None:
        """Plan nothing."""
        self.dismiss(None)

    @on(Button.Pressed, "#answer")
    def action_answer(self) -> None:
        """Answer with the numbers, or say which is none."""
        found = {}
        for name in Numbers._fields:
            typed = normalised(self.query_one(f"#{name}", JpInput).value, "digits").strip()
            is_number = typed.isascii() and typed.isdigit() and int(typed) > 0
            problem = "" if is_number else text.NUMBER_NEEDED
            self.query_one(f"#{name}-line", FormLine).tell(name, problem)
            if is_number:
                found[name] = int(typed)
        if len(found) == len(Numbers._fields):
            self.dismiss(Numbers(**found))
