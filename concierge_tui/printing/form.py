"""The blank registration form: laid out like the form on the screen, in the order of asking."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.printing.page import HEIGHT, WIDTH, Paper
from concierge_tui.services.paper_content import Sheet
from concierge_tui.text import paper as words
from concierge_tui.text import walk_in

_SIDE: Final = 13.0
_ROOM: Final = WIDTH - 2 * _SIDE
_LABEL: Final = 27.0
_CHILDREN: Final = 3
_COLLECTORS: Final = 2


def draw_form(paper: Paper, number: str, sheet: Sheet) -> None:
    """Draw one form; everything of one family fits on one page."""
    paper.add_page(words.page_of_form(number))
    y = _head(paper, number, sheet)
    y = _who(paper, y)
    for child in range(1, _CHILDREN + 1):
        y = _child(paper, y, child)
    y = _row(paper, y, words.EMERGENCY, 12, ((words.EMERGENCY_WHO, 0.5), (words.PHONE, 0.5)))
    for at in range(1, _COLLECTORS + 1):
        fields = ((words.WITH_RELATION, 0.62), (words.PHONE, 0.38))
        head = "" if at > 1 else words.COLLECTORS
        y = _row(paper, y, head, 10.5, fields, joined=at > 1)
    y = _row(paper, y, words.BARRED, 12, ((words.WITH_RELATION, 1.0),), words.BARRED_HINT)
    y = _ticks(paper, y, words.HEARD, [name for name, _ in walk_in.CHANNELS])
    y = _row(paper, y, words.NOTES, 12, (("", 1.0),))
    y = _row(paper, y, words.PROXY, 10.5, ((words.WITH_RELATION, 1.0),))
    _foot(paper, y)


def _head(paper: Paper, number: str, sheet: Sheet) -> float:
    paper.words(words.FORM, _SIDE, 10, 19, 60, lines=1)
    paper.words(sheet.event, _SIDE, 20, 9.5, 112, lines=1)
    paper.blanks(words.CAME_AT, _SIDE, 26.5, 12)
    paper.rule(_SIDE + 18, 32.5, 32)
    paper.words(words.FORM_INTRO, _SIDE, 35.5, 8.5, 126, lines=2)
    paper.words(words.FORM_NUMBER, 128, 10, 9, 40, lines=1)
    paper.words(number, 128, 14.5, 22, 46, lines=1)
    paper.qr(number, WIDTH - _SIDE - 29, 8, 29)
    return 45.5


def _who(paper: Paper, y: float) -> float:
    y = _row(paper, y, words.WHO, 9, ((words.KANA, 1.0),))
    y = _row(paper, y, "", 13, ((words.NAME, 1.0),), joined=True)
    y = _ticks(paper, y, words.RELATION, words.RELATIONS)
    left = _label(paper, y, words.PHONE, 11)
    paper.box(_SIDE, y, _ROOM, 11)
    x = paper.tick(left + 62, y + 3.2, words.NO_PHONE, 10) + 6
    x = paper.words(words.SMARTPHONE, x, y + 3.2, 10, 20, lines=1) and x + 14
    for word in words.HAS:
        x = paper.tick(x, y + 3.2, word, 10) + 4
    y += 11
    y = _ticks(paper, y, words.CONTACTS, words.CONTACT_WAYS)
    return _row(paper, y, words.ADDRESS, 12, ((words.POSTAL, 1.0),))


def _child(paper: Paper, y: float, number: int) -> float:
    y = _row(paper, y, f"{words.CHILD} {number}", 11.5, ((words.KANA, 0.5), (words.NAME, 0.5)))
    left = _label(paper, y, "", 10.5, joined=True)
    paper.box(left, y, _ROOM - _LABEL, 10.5)
    paper.words(words.BORN, left + 1.5, y + 0.8, 7, 30, lines=1, grey=90)
    paper.blanks(words.BORN_HINT, left + 1.5, y + 4.6, 9.5)
    x = left + 67
    paper.words(words.ALLERGY_ASKED, x, y + 0.8, 7, 30, lines=1, grey=90)
    for word in words.ALLERGY_ANSWERS:
        x = paper.tick(x, y + 4.4, word, 10) + 4
    return y + 10.5


def _foot(paper: Paper, y: float) -> None:
    paper.words(words.CONSENT_BESIDE, _SIDE, y + 2, 10, _ROOM, lines=1)
    y = HEIGHT - 28
    paper.shade(_SIDE, y, _ROOM, 5, 225)
    paper.words(words.STAFF_LINE, _SIDE + 1.5, y + 0.7, 8, 40, lines=1)
    paper.words(words.FORM_TO_LAPTOP, _SIDE + 42, y + 0.7, 8, _ROOM - 44, lines=1, align="right")
    width = _ROOM / len(words.STAFF_PARTS)
    for at, part in enumerate(words.STAFF_PARTS):
        paper.box(_SIDE + at * width, y + 5, width, 11)
        paper.words(part, _SIDE + at * width + 1.5, y + 5.6, 7, width - 3, lines=1, grey=90)


def _row(
    paper: Paper,
    y: float,
    label: str,
    height: float,
    fields: Sequence[tuple[str, float]],
    hint: str = "",
    *,
    joined: bool = False,
) -> float:
    left = _label(paper, y, label, height, joined=joined)
    room = WIDTH - _SIDE - left
    x = left
    for field, share in fields:
        paper.box(x, y, room * share, height)
        paper.words(field, x + 1.5, y + 0.8, 7, room * share - 3, lines=1, grey=90)
        x += room * share
    if hint:
        paper.words(hint, left, y + 0.8, 7, room - 2, lines=1, align="right", grey=90)
    return y + height


def _label(paper: Paper, y: float, label: str, height: float, *, joined: bool = False) -> float:
    paper.shade(_SIDE, y, _LABEL, height, 238)
    for edge in (_SIDE, _SIDE + _LABEL):
        paper.upright(edge, y, height)
    if not joined:
        paper.rule(_SIDE, y, _ROOM)
    lines = label.count("\n") + 1
    top = y + (height - lines * paper.line_height(9.5)) / 2
    paper.words(label, _SIDE + 1.5, top, 9.5, _LABEL - 2)
    return _SIDE + _LABEL


def _ticks(paper: Paper, y: float, label: str, answers: Sequence[str]) -> float:
    size = 9.5
    left = _SIDE + _LABEL + 2
    lines = _in_lines(paper, answers, size, WIDTH - _SIDE - left)
    height = 3.6 + 5.2 * len(lines)
    _label(paper, y, label, height)
    paper.box(_SIDE, y, _ROOM, height)
    for at, line in enumerate(lines):
        x = left
        for answer in line:
            x = paper.tick(x, y + 2.2 + at * 5.2, answer, size) + 4
    return y + height


def _in_lines(paper: Paper, answers: Sequence[str], size: float, room: float) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for answer in answers:
        wide = paper.width_of(answer, size) + 9
        if lines[-1] and used + wide > room:
            lines.append([])
            used = 0.0
        lines[-1].append(answer)
        used += wide
    return lines
