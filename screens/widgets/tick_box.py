"""A tick whose state is a sign, not a colour alone."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Checkbox

from concierge_tui.text import widgets as text
from screens.widgets.cell_text import plain


class TickBox(Checkbox):
    """A Checkbox that reads [✓] or [ ]."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "toggle_button", text.TICK),
        # Space, Enter must not take the tick off again: as on every line, Enter goes on.
        Binding("enter", "app.focus_next", show=False),
    ]

    def __init__(self, label: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(plain(label)), id=id, compact=True)

    @property
    def _button(self) -> Content:
        return Content(text.TICKED if self.value else text.UNTICKED)
