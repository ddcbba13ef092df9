"""The words of a hub's key, compared before anything is sent to it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.services.hub import words_of
from concierge_tui.text import hub as text
from concierge_tui.text.kana_words import as_words
from screens.page import Page
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.hub_ports import Seen


class CompareScreen(Page):
    """Answers whether the words are the same; the button of a hurried hand says no."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.COMPARE_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#stop"

    def __init__(self, desk: "Desk", seen: "Seen") -> None:
        super().__init__(desk)
        self._seen = seen

    def body(self) -> Iterable[Widget]:
        """Yield the words."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(text.joined_at(self._seen.url), markup=False)
            yield Prose(text.COMPARE)
            words = text.grouped(as_words(words_of(self._seen.pin)))
            yield Static(words, id="words", markup=False)
            with Horizontal(classes="buttons"):
                yield PushButton(text.STOP, id="stop")
                yield PushButton(text.SAME, id="same", variant="primary")

    @on(Button.Pressed, "#same")
    def say_same(self) -> None:
        """Join."""
        self.dismiss(True)

    @on(Button.Pressed, "#stop")
    def say_stop(self) -> None:
        """Join nothing; nothing was sent."""
        self.dismiss(False)
