"""A list of ticks over the preparation: who is in the house, what was looked at."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from concierge_tui.text import preparation as text
from screens.widgets.asking_box import AskingBox
from screens.widgets.tick_list import Tick, TickList

_MOST_STACKED: Final = 14
"""So many lines a small screen has room for; more ticks stand side by side."""


class TickScreen(AskingBox[tuple[str, ...]]):
    """Answers with what is ticked, which may be nothing."""

    AUTO_FOCUS: ClassVar[str | None] = "TickList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", text.STAFF_TITLE, show=False),
    ]

    def __init__(self, title: str, ticks: Sequence[Tick]) -> None:
        super().__init__()
        self._heading = title
        self._ticks = ticks

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical() as box:
            box.border_title = self._heading
            box.border_subtitle = text.STAFF_KEYS
            yield TickList(stacked=len(self._ticks) <= _MOST_STACKED)

    def on_mount(self) -> None:
        """Show what is ticked now."""
        self.query_one(TickList).show("", self._ticks)

    def action_answer(self) -> None:
        """Answer with the ticks."""
        self.dismiss(self.query_one(TickList).ticked)
