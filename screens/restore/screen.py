"""Bringing a backup back, on a laptop without a store."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.errors import ConciergeError, StoreLocked
from concierge_tui.text import page
from concierge_tui.text import welcome as text
from screens import keys
from screens.front import Doorway, Entered, OpenHere
from screens.long_work import LongWork
from screens.typed_path import read_path
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton


class RestoreScreen(LongWork):
    """Asks for the file and the passphrase it was written under."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.RESTORE_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#file JpInput"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "restore", text.RESTORE_BUTTON)]

    def __init__(self, doorway: Doorway, typed: dict[str, str] | None = None) -> None:
        super().__init__()
        self._doorway = doorway
        self._typed = {} if typed is None else typed
        """What was typed before somebody went back; there is no store yet."""

    def body(self) -> Iterable[Widget]:
        """Yield the two fields."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.RESTORE_INTRO)
            yield FormField(text.FILE, JpInput(), hint=text.FILE_HINT, id="file")
            yield FormField(
                text.PASSPHRASE, JpInput(kind="secret"), hint=text.PASSPHRASE_HINT, id="passphrase"
            )
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="back")
                yield PushButton(text.RESTORE_BUTTON, id="restore", variant="primary")

    def on_mount(self) -> None:
        """Show what was typed before."""
        self.query_one("#file", FormField).value = self._typed.get("file", "")

    def action_back(self) -> None:
        """Keep what was typed for the next time and go back."""
        if not self.busy:
            self._typed["file"] = self.query_one("#file", FormField).value
        super().action_back()

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Input.Submitted, "#file JpInput")
    def _next(self) -> None:
        self.query_one("#passphrase JpInput").focus()

    @on(Button.Pressed, "#restore")
    @on(Input.Submitted, "#passphrase JpInput")
    def action_restore(self) -> None:
        """Restore in a thread, then open the desk."""
        path = read_path(self.query_one("#file", FormField).value)
        passphrase = self.query_one("#passphrase", FormField).value
        if path is None:
            self._ask_again("file", text.FILE_EMPTY)
            return
        if not passphrase:
            self._ask_again("passphrase", text.PASSPHRASE_EMPTY)
            return
        self.start(
            text.RESTORING,
            lambda _progress, _cancelled: self._doorway.restore(path, passphrase),
            self._enter,
            self._refused,
        )

    def _ask_again(self, name: str, words: str) -> None:
        self.notice.say(words, "care")
        self.query_one(f"#{name}", FormField).input.focus()

    def _refused(self, error: ConciergeError) -> None:
        self.say_error(error)
        name = "#passphrase" if isinstance(error, StoreLocked) else "#file"
        self.query_one(name, FormField).input.focus()

    def _enter(self, open_here: OpenHere) -> None:
        with self.telling():
            self.post_message(Entered(open_here()))
