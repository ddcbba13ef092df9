"""The question before a meetup is closed while people stand as inside."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from concierge_tui.text import closing as text
from screens.widgets.asking_box import AskingBox
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.prose import Prose


class LookRoundScreen(AskingBox[bool]):
    """Answers True only for whoever says so by number: an Enter in passing closes nothing."""

    AUTO_FOCUS: ClassVar[str | None] = "ChoiceLine"

    def __init__(self, inside: int) -> None:
        super().__init__(classes="-grave")
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
