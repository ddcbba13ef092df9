"""Slips: a name and a code, eight on a page, or two in large print."""

from collections.abc import Iterator, Sequence
from typing import Final

from concierge_tui.printing.page import HEIGHT, WIDTH, Paper
from concierge_tui.services.paper_content import SignUp, Slips
from concierge_tui.services.slips import Slip
from concierge_tui.text import paper as words
from concierge_tui.text import slip as text

_COLUMNS: Final = 2
_ROWS: Final = 4
_LARGE_ROWS: Final = 2
_MARGIN: Final = 7.0
_QR: Final = 34.0
_LARGE_QR: Final = 58.0
_SIGN_UP_QR: Final = 27.0
_LARGE_SIGN_UP_QR: Final = 44.0
_SMALL: Final = 6.6
"""What stands beneath the number; smaller than this nobody reads without glasses."""
LEAST_LARGE: Final = 18
"""No letter of a large slip is smaller than this many points."""


def draw(paper: Paper, content: Slips) -> Iterator[None]:
    """Draw slip after slip."""
    columns, rows = (1, _LARGE_ROWS) if content.large else (_COLUMNS, _ROWS)
    width, height = WIDTH / columns, HEIGHT / rows
    halves = list(_halves(content))
    for at, (slip, is_also) in enumerate(halves):
        place = at % (columns * rows)
        if place == 0:
            here = [slip for slip, _ in halves[at : at + columns * rows]]
            paper.add_page(page_words(list(dict.fromkeys(here))), marked=False)
        x, y = place % columns * width, place // columns * height
        paper.mark(x, y, width - (_LARGE_QR if content.large else _QR), height * 0.8)
        paper.cut_line(x, y, width, height)
        if is_also:
            _also(paper, slip, x, y)
        elif content.large:
            _large(paper, slip, x, y, content.sign_up)
        else:
            _small(paper, slip, x, y, content.sign_up)
        yield


def _halves(content: Slips) -> Iterator[tuple[Slip, bool]]:
    """Yield every slip; in large print, other words need a piece of paper of their own."""
    for slip in content.slips:
        yield slip, False
        if content.large and slip.also:
            yield slip, True


def _also(paper: Paper, slip: Slip, x: float, y: float) -> None:
    left, room = x + 14, WIDTH - 28
    below = paper.words(f"{text.HEADING}  {slip.code}", left, y + 12, LEAST_LARGE, room, lines=1)
    for line in slip.also:
        below = paper.words(line, left, below + 8, 26, room, lines=3)


def page_words(slips: Sequence[Slip]) -> str:
    """Return what the preview says of a page."""
    return words.page_of_names(slips[0].name, slips[-1].name, len(slips), text.TITLE)


def _small(paper: Paper, slip: Slip, x: float, y: float, sign_up: SignUp | None) -> None:
    left, room = x + _MARGIN, WIDTH / _COLUMNS - 2 * _MARGIN
    beside = room - _QR - 3
    heading = f"{text.PRACTICE} {slip.heading}" if slip.practice else slip.heading
    below = paper.words(heading, left, y + 5, 8, beside, lines=1)
    below = paper.name(slip.name, slip.kana, left, below + 0.8, beside, (15, 12, 10))
    below = paper.words(slip.event, left, below + 0.8, 8, beside, lines=3)
    paper.words(slip.after, left, below + 0.8, 9, beside, lines=2)
    paper.qr(slip.code, left + room - _QR, y + 3.5, _QR)
    paper.words(slip.code, left, y + 35.5, 20, room, lines=1)
    foot = room if sign_up is None else room - _SIGN_UP_QR - 1
    below = paper.words(text.FAIRNESS, left, y + 45, _SMALL, foot, lines=3)
    # Other words take the place of the advice on passwords, which also hangs on the wall.
    for line in slip.also or (words.ADVICE_SHORT,):
        size = paper.fitting(line, (_SMALL, 6, 5.6), foot) if slip.also else _SMALL
        below = paper.words(line, left, below + 0.4, size, foot, lines=1 if slip.also else 4)
    if sign_up is not None:
        said = words.sign_up_address(sign_up.address)
        paper.words(
            said, left, below + 0.6, paper.fitting(said, (6.3, 5.6, 5), foot), foot, lines=1
        )
        _small_sign_up(paper, sign_up, left + foot + 2, y)
    paper.words(slip.contact, left, y + 68, 7.5, foot, lines=1)


def _small_sign_up(paper: Paper, sign_up: SignUp, x: float, y: float) -> None:
    """Draw the way to sign up at the lower right; its words stand above it, in its quiet zone."""
    paper.qr(sign_up.url, x, y + 45, _SIGN_UP_QR)
    room = _SIGN_UP_QR + 3
    below = paper.words(words.SIGN_UP_HEAD, x + 1.5, y + 39.4, 6.8, room, lines=1)
    paper.words(words.sign_up_code(sign_up.code), x + 1.5, below, 6.8, room, lines=1)


def _large(paper: Paper, slip: Slip, x: float, y: float, sign_up: SignUp | None) -> None:
    left, room = x + 14, WIDTH - 28
    beside = room - _LARGE_QR - 5
    heading = f"{text.PRACTICE} {slip.heading}" if slip.practice else slip.heading
    upper, apart = (10, 2) if sign_up is None else (6.5, 1)
    below = paper.words(heading, left, y + upper, LEAST_LARGE, beside, lines=1)
    below = paper.name(slip.name, slip.kana, left, below + apart, beside, (40, 40))
    paper.words(slip.event, left, below + apart, LEAST_LARGE, beside, lines=3)
    paper.qr(slip.code, left + room - _LARGE_QR, y + 6, _LARGE_QR)
    if sign_up is not None:
        _large_sign_up(paper, sign_up, left, y, room)
    foot, top, gap = (room, 66, 2.0) if sign_up is None else (room - _LARGE_SIGN_UP_QR, 62, 0.7)
    below = paper.words(slip.code, left, y + top, 40, room, lines=1)
    below = paper.words(slip.after, left, below + gap / 2, 20, foot, lines=1)
    below = paper.words(text.FAIRNESS, left, below + gap, LEAST_LARGE, foot, lines=3)
    paper.words(slip.contact, left, below + gap, LEAST_LARGE, foot, lines=1)


def _large_sign_up(paper: Paper, sign_up: SignUp, left: float, y: float, room: float) -> None:
    """Draw the way to sign up at the lower right, and below everything what to type."""
    x = left + room - _LARGE_SIGN_UP_QR + 2
    paper.words(words.SIGN_UP_HEAD, x + 3, y + 77, LEAST_LARGE, room, lines=1)
    paper.qr(sign_up.url, x, y + 84, _LARGE_SIGN_UP_QR)
    code = words.sign_up_code(sign_up.code)
    below = paper.words(code, left, y + 128.6, LEAST_LARGE, room, lines=1)
    paper.words(sign_up.address, left, below, LEAST_LARGE, room, lines=1)
