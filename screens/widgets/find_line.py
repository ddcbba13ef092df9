"""The line above a long list in which one types whom to find."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Label

from concierge_tui.text import widgets as text
from screens.widgets.jp_input import JpInput


class FindLine(JpInput):
    """Where one types; Enter chooses from the list, and the arrows go up and down in it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", text.FIND_ENTER, show=True)]


class FindRow(Horizontal):
    """The line with its word before it."""

    DEFAULT_CSS = """
    FindRow { height: 1; padding: 0 1; }
    FindRow > Label { width: auto; margin-right: 1; color: $text-muted; }
    FindRow > FindLine { width: 1fr; }
    """

    def __init__(self, follow: Callable[[str], object]) -> None:
        super().__init__()
        self._follow = follow

    def compose(self) -> ComposeResult:
        """Yield the word and the line."""
        yield Label(text.FIND, markup=False)
        yield FindLine(id="find", placeholder=text.FIND_HINT, follow=self._follow)
