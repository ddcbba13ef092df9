"""The way on where the lease of a laptop is over."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.device_errors import LeaseOver, Wiped
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import lease as text
from screens import keys
from screens.front import Doorway, LeaveWished, OpenHere
from screens.long_work import Cancelled, LongWork, Progress
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton


class LeaseScreen(LongWork):
    """Answers with what opens the desk; Escape goes back to the passphrase."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#contact"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SYNC, "contact", text.CONTACT)]

    def __init__(self, doorway: Doorway, passphrase: str, why: LeaseOver) -> None:
        super().__init__()
        self._doorway = doorway
        self._passphrase = passphrase
        self._why = why

    def body(self) -> Iterable[Widget]:
        """Yield why it does not open, and the two ways on."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.reason(self._why), id="why")
            yield Prose(text.INTRO, id="ways")
            with Horizontal(classes="buttons"):
                yield PushButton(text.BACK, id="back")
                yield PushButton(text.CONTACT, id="contact", variant="primary")
            yield FormField(text.CODE, JpInput(), hint=text.CODE_HINT, id="code")
            with Horizontal(classes="buttons"):
                yield PushButton(text.EXTEND, id="extend")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#contact")
    def action_contact(self) -> None:
        """Speak to the service in a thread, then open the desk."""

        def work(progress: Progress, cancelled: Cancelled) -> OpenHere:
            return self._doorway.renew(self._passphrase, None, progress, cancelled)

        self.start(text.CONTACTING, work, self._renewed, self._failed)

    @on(Button.Pressed, "#extend")
    @on(Input.Submitted)
    def extend(self) -> None:
        """Take the code in a thread: the key is derived once more."""
        code = self.query_one("#code", FormField).value.strip()
        if not code:
            self.notice.say(text.CODE_EMPTY, "care")
            return

        def work(progress: Progress, cancelled: Cancelled) -> OpenHere:
            return self._doorway.renew(self._passphrase, code, progress, cancelled)

        self.start(text.EXTENDING, work, self._renewed, self._failed)

    def _renewed(self, open_here: OpenHere) -> None:
        self.dismiss(open_here)

    def _failed(self, error: ConciergeError) -> None:
        self.say_error(error)
        if isinstance(error, Wiped):  # the door says what happened
            self.post_message(LeaveWished())
