"""A new passphrase for whoever came in by the recovery key."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.passphrase import is_weak
from concierge_tui.text import welcome as text
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.tick_box import TickBox


class PassphraseScreen(LongWork):
    """Asks twice for a new passphrase; Escape leaves it for another day."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.RENEW_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#passphrase JpInput"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "save", text.RENEW)]

    def body(self) -> Iterable[Widget]:
        """Yield the two fields."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.RENEW_WORDS)
            yield FormField(
                text.NEW_PASSPHRASE,
                JpInput(kind="secret"),
                hint=text.NEW_PASSPHRASE_HINT,
                id="passphrase",
                check=lambda value: text.PASSPHRASE_WEAK if is_weak(value, text.EXAMPLE) else None,
            )
            yield FormField(
                text.AGAIN,
                JpInput(kind="secret"),
                hint=text.AGAIN_HINT,
                id="again",
                check=lambda value: (
                    None if value == self._value("passphrase") else text.PASSPHRASE_DIFFERS
                ),
            )
            yield TickBox(text.SHOW_SECRET, id="show")
            with Horizontal(classes="buttons"):
                yield PushButton(text.RENEW_LATER, id="back")
                yield PushButton(text.RENEW, id="save", variant="primary")

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", FormField).value

    @on(TickBox.Changed, "#show")
    def show_secrets(self, event: TickBox.Changed) -> None:
        """Show what is typed, for those who cannot type blindly in kana."""
        for field in self.query(JpInput):
            field.password = not event.value

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Input.Submitted, "#passphrase JpInput")
    def _next(self) -> None:
        self.query_one("#again JpInput").focus()

    @on(Button.Pressed, "#save")
    @on(Input.Submitted, "#again JpInput")
    def action_save(self) -> None:
        """Replace the passphrase in a thread."""
        wrong = [field for field in self.query(FormField) if not field.check()]
        if wrong:
            self.notice.say(text.LOOK_AT_FIELDS, "care")
            wrong[0].input.focus()
            return
        renew, passphrase = self.desk.renew_passphrase, self._value("passphrase")

        def work(_progress: Progress, _cancelled: Cancelled) -> None:
            renew(passphrase)

        self.start(text.RENEWING, work, self._renewed)

    def _renewed(self, _answer: None) -> None:
        self.dismiss(text.RENEWED)
