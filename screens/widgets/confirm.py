"""The question before something that cannot be undone."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from concierge_tui.text import widgets as text
from screens.near_roll_call import NearRollCall
from screens.widgets.cell_text import plain
from screens.widgets.dialog import Dialog


class ConfirmScreen(Dialog[bool], NearRollCall):
    """Asks once; answers True only for the button that was meant, and Enter alone is harmless."""

    CSS = """
    ConfirmScreen { align: center middle; }
    ConfirmScreen > Vertical {
        width: 64; max-width: 96%; height: auto; max-height: 90%; padding: 1 2;
        border: round $state-care; background: $surface;
    }
    ConfirmScreen Horizontal { height: auto; margin-top: 1; align-horizontal: right; }
    ConfirmScreen Button { margin-left: 2; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "#confirm-no"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "refuse", text.GO_BACK),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, sentence: str, yes: str, no: str = text.GO_BACK) -> None:
        super().__init__()
        self._heading = plain(title)
        self._sentence = sentence
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Yield the question and its two buttons."""
        with Vertical() as box:
            box.border_title = Content(self._heading).markup
            yield Static(
                "\n".join(map(plain, self._sentence.splitlines())), markup=False, id="confirm-words"
            )
            with Horizontal():
                yield Button(Content(plain(self._no)), id="confirm-no")
                yield Button(Content(plain(self._yes)), id="confirm-yes", variant="warning")

    def action_refuse(self) -> None:
        """Leave everything as it is."""
        self.dismiss(result=False)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(result=event.button.id == "confirm-yes")
