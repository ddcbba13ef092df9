"""The consent form: purpose by purpose, yes or no, with the version of what was read."""

from collections.abc import Iterator
from typing import Final

from concierge_tui.printing.page import HEIGHT, WIDTH, Paper
from concierge_tui.services.paper_content import Consent, PurposeText, Sheet
from concierge_tui.text import paper as words

_SIDE: Final = 16.0
_ROOM: Final = WIDTH - 2 * _SIDE
_ANSWERS: Final = 46.0
_BOX: Final = 14.0


def draw(paper: Paper, content: Consent, sheet: Sheet) -> Iterator[None]:
    """Draw one form for each number."""
    for number in content.numbers:
        draw_one(paper, content, number, sheet)
        yield


def draw_one(paper: Paper, content: Consent, number: str, sheet: Sheet) -> None:
    """Draw the form that belongs to a number; without one its place stays open."""
    paper.add_page(words.page_of_consent(number))
    y = _head(paper, number, sheet)
    size = 14.0 if content.large else 11.5
    for text in content.texts:
        y = _purpose(paper, text, y, size)
        if y > HEIGHT - 66:  # a coordinator's own texts may be long
            paper.add_page(words.page_of_consent(number))
            y = 20
    _signatures(paper, max(y + 1, HEIGHT - 68))


def _head(paper: Paper, number: str, sheet: Sheet) -> float:
    paper.words(words.CONSENT, _SIDE, 12, 20, 60, lines=1)
    paper.words(sheet.event, _SIDE, 22.5, 9.5, 110, lines=1)
    paper.words(words.FORM_NUMBER, 128, 12, 9, 40, lines=1)
    if number:
        paper.words(number, 128, 16.5, 20, 46, lines=1)
        paper.qr(number, WIDTH - _SIDE - 24, 10, 24)
    else:
        paper.rule(128, 24, WIDTH - _SIDE - 128)
    return paper.words(words.CONSENT_INTRO, _SIDE, 34, 9.5, _ROOM, lines=3) + 3


def _purpose(paper: Paper, text: PurposeText, y: float, size: float) -> float:
    paper.shade(_SIDE, y, _ROOM, 7, 232)
    paper.words(text.title, _SIDE + 2, y + 0.8, 12.5, 90, lines=1)
    version = words.version(text.version)
    paper.words(version, _SIDE, y + 1.8, 8, _ROOM - 2, lines=1, align="right", grey=80)
    below = paper.words(text.text, _SIDE + 2, y + 9, size, _ROOM - _ANSWERS - 6)
    x = WIDTH - _SIDE - _ANSWERS
    right = paper.tick(x, y + 10, words.YES, 15)
    paper.tick(right + 5, y + 10, words.NO, 15, ticked=text.preset_no)
    if text.preset_no:
        below = max(below, paper.words(words.REUSE_PRESET, x, y + 18, 7.5, _ANSWERS))
    below = max(below, y + 19) + 2.5
    paper.box(_SIDE, y, _ROOM, below - y)
    return below + 3


def _signatures(paper: Paper, y: float) -> None:
    paper.tick(_SIDE, y, words.READ_BACK, 11)
    y += 8
    half = _ROOM / 2
    for head, left, width in (
        (words.FOR_WHOM, _SIDE, _ROOM),
        (words.SIGNATURE, _SIDE, half),
        (words.RELATION, _SIDE + half, half),
        (words.WITNESS, _SIDE, half),
        (words.DATE, _SIDE + half, half),
    ):
        paper.box(left, y, width, _BOX)
        paper.words(head, left + 2, y + 1, 8, width - 4, lines=1, grey=80)
        if head == words.DATE:
            paper.blanks(words.DATE_BLANK, left + 4, y + 7, 12)
        if left + width > WIDTH - _SIDE - 1:
            y += _BOX
    paper.words(words.WITHDRAW, _SIDE, y + 2, 10, _ROOM, lines=1)
