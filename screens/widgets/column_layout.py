"""How columns share the width of a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

GAP: Final = 1
_LEAST: Final = 4
"""One kanji, an ellipsis and a blank: less would say nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its least width in cells, and how it takes part in what is left."""

    width: int
    grow: int = 0
    """Its share of the cells left over."""
    is_state: bool = False
    """Painted in the colour of the row's state."""
    from_width: int = 0
    """Left out while the terminal gives the list fewer cells than this."""


def widths(columns: Sequence[Column], room: int) -> tuple[int, ...]:
    """Return the cells of each column, 0 for one that is left out.

    Cells left over go to the columns that grow; missing cells are taken from them.
    """
    cells = [column.width if room >= column.from_width else 0 for column in columns]
    gaps = GAP * sum(1 for width in cells if width)
    spare = room - sum(cells) - gaps
    shares = [column.grow if width else 0 for column, width in zip(columns, cells, strict=True)]
    total = sum(shares)
    if total:
        for index, share in enumerate(shares):
            if share:
                cells[index] = max(_LEAST, cells[index] + spare * share // total)
    return tuple(cells)
