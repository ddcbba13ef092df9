"""The hidden screen: a neutral clock until somebody gives the PIN."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input

from concierge_tui.domain.errors import PinWrong
from concierge_tui.services.desk import Desk
from concierge_tui.text import lock as text
from concierge_tui.text import page
from concierge_tui.text.errors import sentence
from screens.front import LeaveWished
from screens.widgets.attentive import Attentive
from screens.widgets.jp_input import JpInput
from screens.widgets.privacy import BlankScreen
from screens.widgets.prose import Prose
from screens.widgets.scanner import Misread, Scanned

_ASKED_SECONDS = 30.0


class LockScreen(BlankScreen):
    """Answers True when the desk may go on; else the store itself is closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(lambda: desk.now().astimezone())
        self._desk = desk
        self._staff = desk.author().actor

    @on(BlankScreen.ReturnWished)
    def ask(self, event: BlankScreen.ReturnWished) -> None:
        """Ask for the PIN; a rehearsal has none, so any key goes on."""
        event.stop()
        # Textual calls a screen beneath a dialog current too.
        if self.app.screen is not self:
            return
        has_pin = self._desk.staff.has_pin(self._staff)
        if self._desk.practice and not has_pin:
            self.dismiss(result=True)
        else:
            self.app.push_screen(PinScreen(self._desk, has_pin=has_pin), self._answer)

    def on_scanned(self, event: Scanned) -> None:
        """A card opens nothing."""
        event.stop()

    def on_misread(self, event: Misread) -> None:
        """Nor does half a card."""
        event.stop()

    def _answer(self, may_return: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if may_return:
            self.dismiss(result=True)
        elif may_return is not None:
            # Not dismissed: the door takes its place at once, and nothing is bared on the way.
            self.post_message(LeaveWished())


class PinScreen(ModalScreen[bool | None], Attentive):
    """Asks for the PIN; None when nobody answers and the clock comes back."""

    CSS = """
    PinScreen { align: center middle; }
    PinScreen > Vertical {
        width: 50; max-width: 96%; height: auto; padding: 1 2;
        border: round $primary; background: $surface;
    }
    PinScreen #pin-words { margin-bottom: 1; }
    PinScreen #pin-problem { color: $state-care; margin-top: 1; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "#pin"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "refuse", page.BACK)]

    pin = getters.query_one("#pin", JpInput)

    def __init__(
        self, desk: Desk, *, has_pin: bool, keys: str = text.KEYS, words: str = text.WORDS
    ) -> None:
        super().__init__()
        self._words = words
        self._keys = keys
        self._desk = desk
        self._has_pin = has_pin
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the field, or the way to the passphrase."""
        with Vertical() as box:
            box.border_title = text.PIN
            box.border_subtitle = self._keys
            if self._has_pin:
                yield Prose(self._words, id="pin-words")
            yield JpInput(id="pin", kind="secret")
            problem = "" if self._has_pin else text.NO_PIN
            yield Prose(problem, id="pin-problem")

    def on_mount(self) -> None:
        """Go back to the clock when nobody answers."""
        self._timer = self.set_timer(_ASKED_SECONDS, self.action_refuse)

    @on(Input.Changed)
    def wait_longer(self) -> None:
        """Give whoever types more time."""
        if self._timer is not None:
            self._timer.reset()

    @on(Input.Submitted)
    def check(self, event: Input.Submitted) -> None:
        """Open with the right PIN; after too many wrong ones the store is closed."""
        event.stop()
        if not self._has_pin:
            self.dismiss(result=False)
            return
        if not event.value.strip():
            return  # an Enter in passing is no try
        try:
            self._desk.staff.check_pin(self._desk.author().actor, event.value)
        except PinWrong as wrong:
            if not wrong.left:
                self.dismiss(result=False)
                return
            self.pin.value = ""
            self.query_one("#pin-problem", Prose).show(sentence(wrong))
        else:
            self.dismiss(result=True)

    def on_scanned(self, event: Scanned) -> None:
        """A card opens nothing."""
        event.stop()

    def on_misread(self, event: Misread) -> None:
        """Nor does half a card."""
        event.stop()

    def action_refuse(self) -> None:
        """Leave the screen hidden."""
        self.dismiss(None)
