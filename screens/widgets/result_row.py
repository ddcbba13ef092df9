"""One row of results, and how it becomes a painted line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.widgets.cell_text import fit
from screens.widgets.column_layout import GAP, Column

_MARK: Final = ">"
"""▸ is missing from common Japanese terminal fonts."""


Cell = str | tuple[str, ...]
"""What a column says, or several ways of saying it, the longest first."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result: who it is, what the columns say, and the colour of the state column."""

    key: str
    cells: tuple[Cell, ...]
    state: str = ""
    """One of `theme.STATES`, or nothing."""
    number: int | None = None
    """What stands before it instead of its place, such as its number on paper."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The styles of one row, mixed once and not for every cell."""

    row: Style
    number: Style
    states: Mapping[str, Style]
    marked: bool


def paint_row(
    row: ResultRow, number: int, columns: Sequence[Column], room: Sequence[int], inks: Inks
) -> Strip:
    """Return the line of a row; neighbours of one style are one segment, which paints faster."""
    segments = [Segment(f"{_MARK if inks.marked else ' '}{row.number or number:>2} ", inks.number)]
    words = ""
    for column, cell, cells in zip(columns, row.cells, room, strict=False):
        if not cells:
            continue
        if not isinstance(cell, str):
            cell = next((way for way in cell if cell_len(way) <= cells), cell[-1])  # noqa: PLW2901
        if column.is_state and row.state:
            segments += [Segment(words, inks.row)] if words else []
            segments.append(Segment(fit(cell, cells), inks.states.get(row.state, inks.row)))
            words = " " * GAP
        else:
            words += fit(cell, cells) + " " * GAP
    segments.append(Segment(words, inks.row))
    return Strip(segments)
