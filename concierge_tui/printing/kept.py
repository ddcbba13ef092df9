"""The sheet of a closing: plain parts of a few lines, as many pages as they need."""

from collections.abc import Iterator
from typing import Final

from concierge_tui.printing.page import HEIGHT, WIDTH, Paper
from concierge_tui.services.paper_content import Kept, Sheet

_SIDE: Final = 18.0
_ROOM: Final = WIDTH - 2 * _SIDE
_BOTTOM: Final = HEIGHT - 16


def draw(paper: Paper, content: Kept, sheet: Sheet) -> Iterator[None]:
    """Draw part after part; a heading never stands alone at the foot of a page."""
    paper.add_page(content.heading)
    y = paper.words(content.heading, _SIDE, 14, 18, _ROOM, lines=1)
    y = paper.words(sheet.event, _SIDE, y + 1, 11, _ROOM, lines=2) + 4
    for head, lines in content.parts:
        if y + 18 > _BOTTOM:
            y = _next(paper, content)
        paper.shade(_SIDE, y, _ROOM, 7)
        y = paper.words(head, _SIDE + 2, y + 1, 12, _ROOM - 4, lines=1) + 2
        for line in lines:
            if y + 7 > _BOTTOM:
                y = _next(paper, content)
            y = paper.words(line, _SIDE + 2, y, 11, _ROOM - 4, lines=3) + 0.8
        y += 4
        yield
    if not content.parts:
        yield


def _next(paper: Paper, content: Kept) -> float:
    paper.add_page(content.heading)
    return 14.0
