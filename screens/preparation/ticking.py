"""A list of ticks over the preparation: who is in the house, what was looked at."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from concierge_tui.text import preparation as text
from screens.widgets.attentive import Attentive
from screens.widgets.scanner import Misread, Scanned
from screens.widgets.tick_list import Tick, TickList


class TickScreen(ModalScreen[tuple[str, ...] | None], Attentive):
    """Answers with what is ticked, which may be nothing."""

    CSS = """
    TickScreen { align: center middle; }
    TickScreen > Vertical {
        width: 74; max-width: 96%; height: auto; max-height: 90%; padding: 1 2;
        border: round $primary; background: $surface;
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = "TickList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", text.STAFF_TITLE, show=False),
        Binding("escape", "refuse", text.BACK),
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
            yield TickList()

    def on_mount(self) -> None:
        """Show what is ticked now."""
        self.query_one(TickList).show("", self._ticks)

    def action_answer(self) -> None:
        """Answer with the ticks."""
        self.dismiss(self.query_one(TickList).ticked)

    def action_refuse(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    def on_scanned(self, event: Scanned) -> None:
        """A card ticks nothing."""
        event.stop()

    def on_misread(self, event: Misread) -> None:
        """Nor does half a card."""
        event.stop()
