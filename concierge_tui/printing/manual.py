"""What to do in an accident, for the pack: in letters that one reads while standing (A17)."""

from collections.abc import Iterator
from math import ceil
from typing import Final

from concierge_tui.printing.page import WIDTH, Paper
from concierge_tui.services.paper_content import Panel, Sheet
from concierge_tui.text import paper as words

_SIDE: Final = 18.0
_ROOM: Final = WIDTH - 2 * _SIDE
_BOTTOM: Final = 272.0
_SIZE: Final = 14.0
_GAP: Final = 3.5


def draw(paper: Paper, content: Panel, sheet: Sheet) -> Iterator[None]:
    """Draw every step; each page is headed by the version, and says that ours is to be replaced."""
    y = _head(paper, content, sheet)
    for step in content.words.splitlines():
        lines = ceil(paper.width_of(step, _SIZE) / (_ROOM * 0.96))
        if y + lines * paper.line_height(_SIZE) > _BOTTOM:
            yield
            y = _head(paper, content, sheet)
        y = paper.words(step, _SIDE, y, _SIZE, _ROOM) + _GAP
    yield


def _head(paper: Paper, content: Panel, sheet: Sheet) -> float:
    paper.add_page(words.PAGE_OF_MANUAL)
    y = paper.words(content.head, _SIDE, 16, 18, _ROOM, lines=2)
    return paper.words(sheet.event, _SIDE, y + 1, 11, _ROOM, lines=1) + 5
