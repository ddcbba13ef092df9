"""A small question over a screen: Escape answers nothing, and a scanned card is no answer."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from concierge_tui.text import page
from screens.near_roll_call import NearRollCall
from screens.widgets.dialog import Dialog
from screens.widgets.scanner import Misread, Scanned

Said = TypeVar("Said")


class AskingBox(Dialog[Said | None], NearRollCall):
    """Holds one box of questions; answers None where it is left."""

    DEFAULT_CSS = """
    AskingBox > Vertical {
        width: 70; max-width: 96%; height: auto; max-height: 90%; padding: 1 2;
        border: round $primary; background: $surface;
    }
    AskingBox.-grave > Vertical { border: round $state-care; }
    AskingBox > Vertical > Prose { margin-bottom: 1; }
    AskingBox .buttons { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "refuse", page.BACK)]

    def action_refuse(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    def on_scanned(self, event: Scanned) -> None:
        """A card opens nothing."""
        event.stop()

    def on_misread(self, event: Misread) -> None:
        """Nor does half a card."""
        event.stop()
