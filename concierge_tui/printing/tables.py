"""The plan of tables for the wall: a page for each round, names in letters to be read standing."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from concierge_tui.printing.page import HEIGHT, POINT, WIDTH, Paper
from concierge_tui.services.paper_content import Sheet, Tables
from concierge_tui.text import paper as words
from concierge_tui.text.people import table_name

_SIDE: Final = 16.0
_TOP: Final = 42.0
_BOTTOM: Final = HEIGHT - 14
_GAP: Final = 6.0
_COLUMNS: Final = 2
_WIDTH: Final = (WIDTH - 2 * _SIDE - _GAP) / _COLUMNS
_SIZES: Final = (32, 30, 28, 26, 24, 22, 20, 18, 16, 14, 13)
"""Of the names, in points."""
_FAR: Final = 24
"""Letters from here on are read from two metres: eight millimetres and more."""


class _Place(NamedTuple):
    """Where a table stands on the pages of its round."""

    page: int
    x: float
    y: float


def draw(paper: Paper, content: Tables, sheet: Sheet) -> Iterator[None]:
    """Draw round after round; a table is never broken over two pages."""
    for number, tables in enumerate(content.rounds, start=1):
        size = _size(tables)
        drawn = -1
        for table, place in _places(tables, size).items():
            if place.page > drawn:
                _begin(paper, number, len(content.rounds), sheet)
                drawn = place.page
            _table(paper, table, tables[table - 1], place, size)
        yield


def _size(tables: tuple[tuple[str, ...], ...]) -> int:
    """Return the largest letters on the fewest pages; where they are small, on one page more."""
    fewest = _pages(tables, _SIZES[-1])
    size = next(size for size in _SIZES if _pages(tables, size) <= fewest)
    if size >= _FAR:
        return size
    return next(size for size in _SIZES if _pages(tables, size) <= fewest + 1)


def _pages(tables: tuple[tuple[str, ...], ...], size: int) -> int:
    return max((place.page + 1 for place in _places(tables, size).values()), default=0)


def _places(tables: tuple[tuple[str, ...], ...], size: int) -> dict[int, _Place]:
    """Return where each table stands that has somebody, by its number."""
    found: dict[int, _Place] = {}
    page, tops = 0, [_TOP] * _COLUMNS
    for table, names in enumerate(tables, start=1):
        if not names:
            continue
        height = _head(size) + _step(size) * len(names) + _GAP
        column = tops.index(min(tops))
        if tops[column] + height > _BOTTOM and found:
            page, tops, column = page + 1, [_TOP] * _COLUMNS, 0
        found[table] = _Place(page, _SIDE + column * (_WIDTH + _GAP), tops[column])
        tops[column] += height
    return found


def _step(size: float) -> float:
    """Return the height of a name."""
    return size * POINT * 1.34


def _head(size: float) -> float:
    """Return the height of the line above the names."""
    return size * POINT * 1.6 + 1.6


def _begin(paper: Paper, number: int, total: int, sheet: Sheet) -> None:
    paper.add_page(words.page_of_round(number))
    paper.words(words.round_heading(number, total), _SIDE, 14, 26, WIDTH - 2 * _SIDE, lines=1)
    paper.words(sheet.event, _SIDE, 28, 12, WIDTH - 2 * _SIDE, lines=1)


def _table(paper: Paper, number: int, names: tuple[str, ...], place: _Place, size: float) -> None:
    paper.shade(place.x, place.y, _WIDTH, size * POINT * 1.6, 225)
    paper.words(table_name(str(number)), place.x + 2, place.y + 0.8, size, _WIDTH - 4, lines=1)
    smaller = [each for each in _SIZES if each <= size]
    for at, name in enumerate(names):
        y = place.y + _head(size) + at * _step(size)
        fits = paper.fitting(name, smaller, _WIDTH - 6)
        paper.words(name, place.x + 4, y + (size - fits) * POINT, fits, _WIDTH - 6, lines=1)
