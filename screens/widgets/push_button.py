"""A button whose key the footer names while it has the focus."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Button

from concierge_tui.text import widgets as text


class PushButton(Button):
    """A Button that says how it is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "press", text.PRESS)]
