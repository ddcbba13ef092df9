"""The first choice, on a laptop without a store."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.text import welcome as text
from screens.front import Doorway, Next, PractiseWished
from screens.page import Page
from screens.widgets.push_button import PushButton

_CHOICES = (
    ("practise", text.PRACTISE, text.PRACTISE_WORDS),
    ("begin", text.BEGIN, text.BEGIN_WORDS),
    ("connect", text.CONNECT, text.CONNECT_WORDS),
    ("restore", text.RESTORE, text.RESTORE_WORDS),
)


class WelcomeScreen(Page):
    """Offers a rehearsal, a beginning, the central service, or an earlier backup."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    IS_FIRST = True
    AUTO_FOCUS: ClassVar[str | None] = "#practise"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, doorway: Doorway) -> None:
        super().__init__()
        self._doorway = doorway
        self._typed: dict[str, str] = {}
        self._typed_to_restore: dict[str, str] = {}

    def body(self) -> Iterable[Widget]:
        """Yield each choice with its sentence."""
        with Vertical(id="choices"):
            yield Static(text.INTRO, id="intro")
            for name, label, words in _CHOICES:
                yield PushButton(label, id=name)
                yield Static(words, classes="quiet")

    @on(Button.Pressed, "#practise")
    def practise(self) -> None:
        """Rehearse."""
        self.post_message(PractiseWished())

    @on(Button.Pressed, "#begin")
    def begin(self) -> None:
        """Create a store."""
        self._create("home")

    @on(Button.Pressed, "#connect")
    def connect(self) -> None:
        """Create a store, then enrol."""
        self._create("enrol")

    @on(Button.Pressed, "#restore")
    def restore(self) -> None:
        """Bring a backup back."""
        from screens.restore.screen import RestoreScreen

        self.app.push_screen(RestoreScreen(self._doorway, self._typed_to_restore))

    def _create(self, then: Next) -> None:
        from screens.create.screen import CreateScreen

        self.app.push_screen(CreateScreen(self._doorway, then, self._typed))
