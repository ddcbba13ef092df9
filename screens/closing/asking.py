"""The question before a meetup is closed while people stand as inside."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from concierge_tui.text import closing as text
from screens.widgets.attentive import Attentive
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.prose import Prose
from screens.widgets.scanner import Misread, Scanned


class LookRoundScreen(ModalScreen[bool | None], Attentive):
    """Answers True only for whoever says so by number: an Enter in passing closes nothing."""

    CSS = """
    LookRoundScreen { align: center middle; }
    LookRoundScreen > Vertical {
        width: 70; max-width: 96%; height: auto; padding: 1 2;
        border: round $state-care; background: $surface;
    }
    LookRoundScreen Prose { margin-bottom: 1; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "ChoiceLine"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "refuse", text.BACK)]

    def __init__(self, inside: int) -> None:
        super().__init__()
        self._inside = inside

    def compose(self) -> ComposeResult:
        """Yield the question and its two answers, none of them chosen."""
        with Vertical() as box:
            box.border_title = text.ASK_TITLE
            box.border_subtitle = text.ASK_KEYS
            yield Prose(text.ask(self._inside))
            yield ChoiceLine([Answer(*pair) for pair in text.ASK_ANSWERS])

    @on(ChoiceLine.GoneOn)
    def answer(self, event: ChoiceLine.GoneOn) -> None:
        """Answer with what was chosen; nothing chosen is no answer."""
        event.stop()
        if event.line.value:
            self.dismiss(event.line.value == "yes")

    def action_refuse(self) -> None:
        """Leave the meetup open."""
        self.dismiss(None)

    def on_scanned(self, event: Scanned) -> None:
        """A card answers nothing."""
        event.stop()

    def on_misread(self, event: Misread) -> None:
        """Nor does half a card."""
        event.stop()
