"""A tick whose state is a sign, not a colour alone."""

from textual.content import Content
from textual.widgets import Checkbox

from concierge_tui.text.widgets import TICKED, UNTICKED
from screens.widgets.cell_text import plain


class TickBox(Checkbox):
    """A Checkbox that reads [×] or [ ]."""

    def __init__(self, label: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(plain(label)), id=id, compact=True)

    @property
    def _button(self) -> Content:
        return Content(TICKED if self.value else UNTICKED)
