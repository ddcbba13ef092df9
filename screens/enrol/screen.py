"""Joining the central service with an address and a one-time code."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.central_errors import AddressInsecure, AddressUnreadable
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import page
from concierge_tui.text import sync as text
from screens import keys
from screens.address_page import AddressPage
from screens.enrol.fingerprint import FingerprintScreen
from screens.long_work import Cancelled, Progress, Work
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.services.sync_ports import Enrolled


class EnrolScreen(AddressPage):
    """Sends the code in a thread, then shows the words both sides compare."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.ENROL_TITLE
    DRAFT = "enrol"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "save", text.ENROL_BUTTON)]

    def body(self) -> Iterable[Widget]:
        """Yield the two fields."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.ENROL_INTRO)
            yield from self.asked((text.ADDRESS, text.ADDRESS_HINT), (text.CODE, text.CODE_HINT))
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="back")
                yield PushButton(text.ENROL_BUTTON, id="save", variant="primary")

    def on_mount(self) -> None:
        """Show what was typed before."""
        self.begin_with({})

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Enrol."""
        address, code = self.values()["address"], self.values()["code"]
        if self.desk.practice:
            self.notice.say(text.ENROL_PRACTICE, "care")
        elif not address:
            self.ask_again("address", text.ADDRESS_EMPTY)
        elif not code:
            self.ask_again("code", text.CODE_EMPTY)
        else:
            self.start(
                text.ENROLLING, self._enrolling(address, code), self._enrolled, self._not_enrolled
            )

    def _enrolling(self, address: str, code: str) -> Work:
        def work(_progress: Progress, _cancelled: Cancelled) -> "Enrolled":
            with self.desk.fork() as other:
                return other.enrolment.enrol(address, code)

        return work

    def _not_enrolled(self, error: ConciergeError) -> None:
        self.say_error(error)
        is_address = isinstance(error, AddressUnreadable | AddressInsecure)
        self.ask_again("address" if is_address else "code")

    def _enrolled(self, enrolled: "Enrolled") -> None:
        self.saved()
        self.app.switch_screen(FingerprintScreen(self.desk, enrolled))
