"""The reason for letting a family in beyond the capacity."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from concierge_tui.domain.errors import MeetupFull
from concierge_tui.services.reception import Reception
from concierge_tui.text import reception as text
from concierge_tui.text.errors import sentence
from screens.widgets.asking_box import AskingBox
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose


class OverrideScreen(AskingBox[str]):
    """Asks for a reason; an empty one lets nobody in."""

    AUTO_FOCUS: ClassVar[str | None] = "#reason"

    def __init__(self, full: MeetupFull) -> None:
        super().__init__(classes="-grave")
        self._full = full

    def compose(self) -> ComposeResult:
        """Yield the fact and the line for the reason."""
        with Vertical() as box:
            box.border_title = text.OVERRIDE_TITLE
            box.border_subtitle = text.OVERRIDE_KEYS
            yield Prose(sentence(self._full))
            yield FormField(
                text.OVERRIDE_LABEL,
                JpInput(id="reason"),
                hint=text.OVERRIDE_HINT,
                check=lambda value: None if value else text.OVERRIDE_NEEDED,
            )

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Let them in with the reason."""
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())


def is_room_for(
    screen: Screen[Any],
    reception: Reception,
    people: int,
    reason: str,
    go_on: Callable[[str], None],
) -> bool:
    """Tell whether so many may come in; where not, ask why all the same, and `go_on` with it."""
    try:
        reception.refuse_crowd(people, reason)
    except MeetupFull as full:
        screen.app.push_screen(OverrideScreen(full), lambda why: go_on(why) if why else None)
        return False
    return True
