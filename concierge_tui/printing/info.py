"""The paper on the wall: what families ask, in letters to be read from a step away."""

from collections.abc import Iterator
from typing import Final

from concierge_tui.printing.page import WIDTH, Paper
from concierge_tui.services.paper_content import Info, Sheet
from concierge_tui.text import paper as words

_SIDE: Final = 20.0
_ROOM: Final = WIDTH - 2 * _SIDE
_QR: Final = 46.0


def draw(paper: Paper, content: Info, sheet: Sheet) -> Iterator[None]:
    """Draw the one page."""
    paper.add_page(words.PAGE_OF_INFO)
    paper.words(words.INFO, _SIDE, 18, 36, 90, lines=1)
    y = paper.words(sheet.event, _SIDE, 36, 14, _ROOM, lines=2) + 4
    for panel in content.panels:
        paper.shade(_SIDE, y, 2.5, paper.line_height(17) - 1, 90)
        y = paper.words(panel.head, _SIDE + 6, y - 0.4, 17, _ROOM, lines=1)
        y = paper.words(panel.words, _SIDE + 6, y + 0.6, 13.5, _ROOM - 6, lines=6) + 5
    if content.sign_up is not None:
        paper.qr(content.sign_up.url, WIDTH - _SIDE - _QR, y, _QR)
        room = _ROOM - _QR - 12
        below = paper.words(words.SIGN_UP_HEAD, _SIDE + 6, y + 4, 20, room, lines=1)
        below = paper.words(words.SIGN_UP, _SIDE + 6, below + 1, 12, room, lines=2)
        size = paper.fitting(content.sign_up.address, (18, 14, 11), room)
        below = paper.words(content.sign_up.address, _SIDE + 6, below + 1, size, room, lines=2)
        code = words.sign_up_code(content.sign_up.code)
        paper.words(code, _SIDE + 6, below + 1, 18, room, lines=1)
    yield
