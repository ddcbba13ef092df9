"""What the columns of a list below it are called."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.cell_text import fit
from screens.widgets.column_layout import Column, widths

_NUMBER = 4
"""Cells of the number before each row."""


class ColumnHeads(Widget):
    """One quiet line that shares the width as the list does."""

    DEFAULT_CSS = "ColumnHeads { height: 1; color: $text-muted; }"

    def __init__(self, words: tuple[str, ...], columns: tuple[Column, ...]) -> None:
        super().__init__()
        self._words = words
        self._columns = columns

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        room = widths(self._columns, width - _NUMBER)
        words = " ".join(
            fit(word, cells) for word, cells in zip(self._words, room, strict=True) if cells
        )
        return Strip([Segment(fit(" " * _NUMBER + words, width), self.rich_style)], width)
