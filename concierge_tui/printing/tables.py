"""The plan of tables for the wall: a page for each round, names in letters to be read standing."""

from collections.abc import Iterator
from typing import Final

from concierge_tui.printing.page import HEIGHT, WIDTH, Paper
from concierge_tui.services.paper_content import Sheet, Tables
from concierge_tui.text import paper as words
from concierge_tui.text.people import table_name

_SIDE: Final = 16.0
_TOP: Final = 42.0
_GAP: Final = 6.0
_COLUMNS: Final = 2
_WIDTH: Final = (WIDTH - 2 * _SIDE - _GAP) / _COLUMNS
_NAME: Final = 13.0
_STEP: Final = 6.2
_HEAD: Final = 9.0


def draw(paper: Paper, content: Tables, sheet: Sheet) -> Iterator[None]:
    """Draw round after round; a table is never broken over two pages."""
    for number, tables in enumerate(content.rounds, start=1):
        _begin(paper, number, len(content.rounds), sheet)
        tops = [_TOP] * _COLUMNS
        for table, names in enumerate(tables, start=1):
            if not names:
                continue
            height = _HEAD + _STEP * len(names) + _GAP
            column = tops.index(min(tops))
            if tops[column] + height > HEIGHT - 14:
                _begin(paper, number, len(content.rounds), sheet)
                tops = [_TOP] * _COLUMNS
                column = 0
            _table(paper, table, names, (_SIDE + column * (_WIDTH + _GAP), tops[column]))
            tops[column] += height
        yield


def _begin(paper: Paper, number: int, total: int, sheet: Sheet) -> None:
    paper.add_page(words.page_of_round(number))
    paper.words(words.round_heading(number, total), _SIDE, 14, 26, WIDTH - 2 * _SIDE, lines=1)
    paper.words(sheet.event, _SIDE, 28, 12, WIDTH - 2 * _SIDE, lines=1)


def _table(paper: Paper, number: int, names: tuple[str, ...], at: tuple[float, float]) -> None:
    x, y = at
    paper.shade(x, y, _WIDTH, 7.5, 225)
    paper.words(table_name(str(number)), x + 2, y + 0.8, 14, _WIDTH - 4, lines=1)
    for place, name in enumerate(names):
        paper.words(name, x + 4, y + _HEAD + place * _STEP, _NAME, _WIDTH - 6, lines=1)
