"""Six words that both sides read to each other."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.text import sync as text
from concierge_tui.text.kana_words import as_words
from screens.page import Page
from screens.widgets.cell_text import plain
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.sync_ports import Enrolled


class FingerprintScreen(Page):
    """Shows the words until somebody has compared them."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.COMPARE_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#same"

    def __init__(self, desk: "Desk", enrolled: "Enrolled") -> None:
        super().__init__(desk)
        self._enrolled = enrolled

    def body(self) -> Iterable[Widget]:
        """Yield the words."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(plain(text.enrolled(self._enrolled.area_name)), markup=False)
            yield Prose(text.COMPARE_WORDS)
            yield Static(as_words(self._enrolled.fingerprint), id="words", markup=False)
            with Horizontal(classes="buttons"):
                yield PushButton(text.LATER, id="later")
                yield PushButton(text.SAME, id="same", variant="primary")

    @on(Button.Pressed)
    def go_on(self) -> None:
        """Leave; sending is another step."""
        self.action_back()
