"""A box over a screen: F1 says which keys it hears."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from concierge_tui.text import widgets as text
from screens import keys
from screens.widgets.attentive import Attentive

Said = TypeVar("Said")


class Dialog(ModalScreen[Said], Attentive):
    """Hears the key for help itself: those of the program end at whatever is modal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.HELP, "app.show_keys", text.KEYS, show=False)
    ]

    def help_note(self) -> str:
        """Return how one goes about in a box."""
        return text.IN_A_DIALOG
