"""A link is cancelled because one of the two wants it: who, and why."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.text import link as text
from concierge_tui.text import page
from concierge_tui.text.names import by_name
from screens import keys
from screens.lost_typing import TellsLostTyping
from screens.page import Page
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.linked import Between
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.linking import Linking


class CancelLinkScreen(Page, TellsLostTyping):
    """Explains that it is not undone, and answers with what was done."""

    CSS_PATH = "cancelling.tcss"
    HEADLINE = text.CANCELLING
    AUTO_FOCUS: ClassVar[str | None] = "#who"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "confirm", text.CONFIRM, key_display="Ctrl+S")
    ]

    def __init__(self, desk: "Desk", linking: "Linking", seen: "Between") -> None:
        super().__init__(desk)
        self._linking = linking
        self._seen = seen

    def body(self) -> Iterable[Widget]:
        """Yield what it does, who wants it, why, and the two buttons."""
        families = [side.family for side in self._seen.sides]
        who = ChoiceLine([Answer(*pair) for pair in by_name(families).items()], id="who")
        reason = ChoiceLine([Answer(*pair) for pair in text.REASONS], id="reason")
        reason.choose("wish")
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.CANCEL_WORDS, id="effects")
            yield FormLine(text.WHO, who)
            yield FormLine(text.REASON, reason)
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.CONFIRM, id="confirm", compact=True, variant="warning")

    def on_mount(self) -> None:
        """Say which link."""
        self.head(text.titles(*(side.family for side in self._seen.sides)))

    @on(ChoiceLine.GoneOn)
    def go_on(self, event: ChoiceLine.GoneOn) -> None:
        """Go to the next question, then to the button."""
        event.stop()
        self.query_one("#reason" if event.line.id == "who" else "#confirm").focus()

    @on(Button.Pressed, "#back")
    def leave(self) -> None:
        """Leave everything as it is."""
        self.action_back()

    @on(Button.Pressed, "#confirm")
    def action_confirm(self) -> None:
        """Cancel it, once it is known who wants that."""
        who = self.query_one("#who", ChoiceLine)
        if not who.value:
            self.notice.say(text.CHOOSE_WHO, "care")
            who.focus()
            return
        other = self._seen.side_of(who.value, other=True).family.id
        reason = self.query_one("#reason", ChoiceLine).value
        with self.telling():
            self._linking.cancel(who.value, other, reason)
            self.dismiss(text.CANCELLED_NOW)
