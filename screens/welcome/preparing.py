"""Making the rehearsal ready."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.text import welcome as text
from screens.front import Doorway, Entered
from screens.long_work import LongWork

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class PreparingScreen(LongWork):
    """Fills a throw-away store with invented families, then opens the desk."""

    HEADLINE = text.TITLE
    IS_FIRST = True

    def __init__(self, doorway: Doorway) -> None:
        super().__init__()
        self._doorway = doorway

    def body(self) -> Iterable[Widget]:
        """Yield the words of waiting."""
        yield Static(text.PREPARING, id="preparing")

    def on_mount(self) -> None:
        """Begin as soon as the words are painted."""
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        desk = self._doorway.practise()
        self.start(
            text.PREPARING,
            lambda progress, _cancelled: self._doorway.furnish(desk, progress),
            lambda _answer: self._enter(desk),
        )

    def _enter(self, desk: "Desk") -> None:
        self.post_message(Entered(desk))
