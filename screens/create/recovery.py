"""The recovery key, shown once."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.text import welcome as text
from screens.front import Entered, Next, OpenHere
from screens.page import Page
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.tick_box import TickBox


class RecoveryScreen(Page):
    """Shows the key until somebody says that it stands on paper."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.RECOVERY_TITLE
    IS_FIRST = True
    AUTO_FOCUS: ClassVar[str | None] = "#written"

    def __init__(self, recovery: str, open_here: OpenHere, then: Next) -> None:
        super().__init__()
        self._recovery = recovery
        self._open_here = open_here
        self._then: Next = then

    def body(self) -> Iterable[Widget]:
        """Yield the key in two lines, as it is copied by hand."""
        with Vertical(id="recovery"):
            yield Prose(text.RECOVERY_WORDS)
            yield Static(text.to_copy(self._recovery), id="key", markup=False)
            yield TickBox(text.WRITTEN_DOWN, id="written")
            yield PushButton(text.GO_ON, id="go-on", variant="primary")

    @on(Button.Pressed, "#go-on")
    def go_on(self) -> None:
        """Open the desk, once the key is on paper."""
        if not self.query_one("#written", TickBox).value:
            self.notice.say(text.TICK_FIRST, "care")
            return
        with self.telling():
            self.post_message(Entered(self._open_here(), self._then))
