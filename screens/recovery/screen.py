"""A new recovery key: shown once, and it counts from the moment that it stands on paper."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from concierge_tui.text import page
from concierge_tui.text import welcome as text
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class NewRecoveryScreen(LongWork):
    """Asks for the passphrase, shows the new key, and replaces the old one after a tick."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.REPLACE_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#passphrase JpInput"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "save", text.REPLACE)]

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._recovery = ""

    def body(self) -> Iterable[Widget]:
        """Yield the question, and what takes its place."""
        with Vertical(id="ask"):
            yield Prose(text.REPLACE_WORDS)
            yield FormField(
                text.PASSPHRASE, JpInput(kind="secret"), hint=text.REPLACE_HINT, id="passphrase"
            )
            yield TickBox(text.SHOW_SECRET, id="show")
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="back")
                yield PushButton(text.REPLACE_MAKE, id="make", variant="primary")
        with Vertical(id="made"):
            yield Prose(text.REPLACE_NEW)
            yield Static("", id="key", markup=False)
            yield TickBox(text.WRITTEN_DOWN, id="written")
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="leave")
                yield PushButton(text.REPLACE, id="replace", variant="primary")

    @on(TickBox.Changed, "#show")
    def show_secret(self, event: TickBox.Changed) -> None:
        """Show what is typed, for those who cannot type blindly in kana."""
        self.query_one("#passphrase JpInput", JpInput).password = not event.value

    @on(Button.Pressed, "#back, #leave")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#make")
    @on(Input.Submitted, "#passphrase JpInput")
    def make(self) -> None:
        """Make a key in a thread, for whoever knows the passphrase."""
        passphrase = self.query_one("#passphrase", FormField).value
        if not passphrase:
            self.notice.say(text.PASSPHRASE_EMPTY, "care")
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> str:
            with self.desk.fork() as other:
                return other.recovery.make(passphrase)

        self.start(text.REPLACE_MAKING, work, self._show)

    def _show(self, recovery: str) -> None:
        self._recovery = recovery
        self.query_one("#passphrase JpInput", JpInput).value = ""
        self.query_one("#key", Static).update(text.to_copy(recovery))
        self.add_class("-made")
        self.refresh_bindings()
        self.query_one("#written").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to replace the old key only beside the new one."""
        if action == "save" and not self._recovery:
            return False
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#replace")
    def action_save(self) -> None:
        """Let the new key count, once it is on paper."""
        if not self.query_one("#written", TickBox).value:
            self.notice.say(text.TICK_FIRST, "care")
            return
        recovery = self._recovery

        def work(_progress: Progress, _cancelled: Cancelled) -> None:
            with self.desk.fork() as other:
                other.recovery.keep(recovery)

        self.start(text.REPLACING, work, self._replaced)

    def _replaced(self, _answer: None) -> None:
        self.dismiss(text.REPLACED)

    def action_back(self) -> None:
        """Leave the old key as it is, and say so where a new one was seen."""
        if self._recovery and not self.busy:
            self.dismiss(text.NOT_REPLACED)
        else:
            super().action_back()
