"""The passphrase, on a laptop that has a store."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.device_errors import LeaseOver
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import welcome as text
from screens.front import Doorway, Entered, OpenHere, PractiseWished
from screens.long_work import LongWork
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.tick_box import TickBox


class UnlockScreen(LongWork):
    """Opens the store with a passphrase or the recovery key."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    IS_FIRST = True
    AUTO_FOCUS: ClassVar[str | None] = "#passphrase JpInput"

    def __init__(self, doorway: Doorway) -> None:
        super().__init__()
        self._doorway = doorway

    def body(self) -> Iterable[Widget]:
        """Yield the passphrase and two buttons."""
        with Vertical(id="unlock"):
            yield Prose(text.UNLOCK_INTRO, id="intro")
            yield FormField(
                text.PASSPHRASE,
                JpInput(kind="secret"),
                hint=text.PASSPHRASE_HINT,
                id="passphrase",
            )
            yield TickBox(text.SHOW_SECRET, id="show")
            with Horizontal(classes="buttons"):
                yield PushButton(text.PRACTISE, id="practise")
                yield PushButton(text.UNLOCK, id="open", variant="primary")

    def on_mount(self) -> None:
        """Say what happened where the service has locked this laptop."""
        barred = self._doorway.barred()
        if barred is not None:
            from concierge_tui.text.errors import sentence

            self.query_one("#intro", Prose).show(sentence(barred))

    @on(TickBox.Changed, "#show")
    def show_secret(self, event: TickBox.Changed) -> None:
        """Show what is typed, for those who cannot type blindly in kana."""
        self.query_one("#passphrase JpInput", JpInput).password = not event.value

    @on(Button.Pressed, "#practise")
    def practise(self) -> None:
        """Rehearse instead."""
        self.post_message(PractiseWished())

    @on(Button.Pressed, "#open")
    @on(Input.Submitted)
    def unlock(self) -> None:
        """Derive the key in a thread, then open the store here."""
        passphrase = self.query_one("#passphrase", FormField).value
        if not passphrase:
            self.notice.say(text.PASSPHRASE_EMPTY, "care")
            return
        self.start(
            text.UNLOCKING,
            lambda _progress, _cancelled: self._doorway.unlock(passphrase),
            self._enter,
            lambda error: self._refused(error, passphrase),
        )

    def _enter(self, open_here: OpenHere) -> None:
        with self.telling():
            self.post_message(Entered(open_here()))

    def _refused(self, error: ConciergeError, passphrase: str) -> None:
        if isinstance(error, LeaseOver):
            from screens.lease.screen import LeaseScreen

            self.app.push_screen(LeaseScreen(self._doorway, passphrase, error), self._renewed)
            return
        self.say_error(error)
        self.query_one("#passphrase JpInput").focus()

    def _renewed(self, open_here: OpenHere | None) -> None:
        if open_here is not None:
            self._enter(open_here)
