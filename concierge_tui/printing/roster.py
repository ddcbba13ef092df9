"""The list of families for a desk without power, and the sheet for a roll call."""

from collections.abc import Iterator, Sequence
from typing import Final

from concierge_tui.printing.page import HEIGHT, WIDTH, Paper
from concierge_tui.services.paper_content import ListedChild, ListedFamily, Place, Roster, Sheet
from concierge_tui.text import paper as words

_SIDE: Final = 12.0
_TOP: Final = 24.0
_BOTTOM: Final = HEIGHT - 12
_ROOM: Final = WIDTH - 2 * _SIDE
_COLUMNS: Final = (10.0, 8.0, 8.0, 50.0, 56.0, 16.0, 38.0)
_ROLL_ROWS: Final = 30
_ROLL_STEP: Final = 6.75


def draw_roster(paper: Paper, content: Roster, sheet: Sheet) -> Iterator[None]:
    """Draw family after family, a row each; a row is never broken over two pages."""
    scale = 1.35 if content.large else 1.0
    pages = _paged(content.families, scale)
    for number, families in enumerate(pages, start=1):
        first, last = (families[0].number, families[-1].number) if families else (1, 0)
        paper.add_page(words.page_of_roster(first, last))
        y = _head(paper, words.heading(words.ROSTER, sheet.event, number, len(pages)))
        y = _row_of_heads(paper, y)
        if not families:
            paper.words(words.NOBODY_LISTED, _SIDE, y + 4, 11, _ROOM)
            yield
        for family in families:
            y = _row(paper, family, y, scale)
            yield


def _paged(families: Sequence[ListedFamily], scale: float) -> list[list[ListedFamily]]:
    pages: list[list[ListedFamily]] = [[]]
    y = _TOP + 6
    for family in families:
        height = _height(family, scale)
        if pages[-1] and y + height > _BOTTOM:
            pages.append([])
            y = _TOP + 6
        pages[-1].append(family)
        y += height
    return pages


def _height(family: ListedFamily, scale: float) -> float:
    children = len(family.children)
    return max(13.0, 3.0 + 4.6 * children, 10.6 + 3.8 * bool(family.others)) * scale


def _head(paper: Paper, title: str) -> float:
    paper.words(title, _SIDE, 9, 11, _ROOM - 62, lines=2)
    paper.shade(WIDTH - _SIDE - 60, 8.5, 60, 7.5, 225)
    paper.words(words.SHRED, WIDTH - _SIDE - 60, 9.7, 11, 60, lines=1, align="centre")
    return _TOP


def _row_of_heads(paper: Paper, y: float) -> float:
    paper.shade(_SIDE, y, sum(_COLUMNS), 6)
    x = _SIDE
    for head, width in zip(words.ROSTER_HEADS, _COLUMNS, strict=True):
        paper.words(head, x + 1, y + 1.1, 8, width - 1.5, lines=1)
        x += width
    return y + 6


def _row(paper: Paper, family: ListedFamily, y: float, scale: float) -> float:
    height = _height(family, scale)
    lefts = [_SIDE + sum(_COLUMNS[:at]) for at in range(len(_COLUMNS))]
    paper.rule(_SIDE, y + height, sum(_COLUMNS), grey=170)
    paper.words(str(family.number), lefts[0] + 1, y + 2.5, 10 * scale, _COLUMNS[0] - 1, lines=1)
    for box in (1, 2):
        paper.box(lefts[box] + 1, y + 3, 5.5, 5.5, grey=60)
    below = paper.name(
        family.name, family.kana, lefts[3] + 1, y + 0.8, _COLUMNS[3] - 3,
        (12.5 * scale, 10 * scale, 8 * scale),
    )  # fmt: skip
    paper.words(family.others, lefts[3] + 1, below, 8 * scale, _COLUMNS[3] - 3, lines=1)
    _children(paper, family.children, lefts[4] + 1, y + 1.8, scale)
    if family.table:
        paper.words(family.table, lefts[5] + 1, y + 2, 13 * scale, _COLUMNS[5] - 2, lines=1)
    else:
        paper.rule(lefts[5] + 2, y + 9, _COLUMNS[5] - 5, grey=190)
    paper.words(family.phone, lefts[6] + 1, y + 1.8, 8, _COLUMNS[6] - 1, lines=1)
    paper.words(family.collect, lefts[6] + 1, y + 6.4, 7.5 * min(scale, 1.15),
                _COLUMNS[6] - 1, lines=2)  # fmt: skip
    return y + height


def _children(
    paper: Paper, children: Sequence[ListedChild], x: float, y: float, scale: float
) -> None:
    room = _COLUMNS[4] - 2
    for child in children:
        word = child.allergy
        right = paper.width_of(word, 8 * scale) + 1.5
        if word == words.allergy("yes"):
            paper.shade(x + room - right - 0.5, y - 0.2, right + 0.7, 4.2 * scale, 215)
        paper.words(words.child(child.name, child.age), x, y, 9 * scale, room - right - 2, lines=1)
        paper.words(word, x + room - right, y + 0.3, 8 * scale, right + 0.5, lines=1)
        y += 4.6 * scale


def draw_roll_call(
    paper: Paper, families: Sequence[ListedFamily], sheet: Sheet, place: Place
) -> Iterator[None]:
    """Draw whom to count when everybody must be found, and what to say on the telephone."""
    pages = [families[at : at + 2 * _ROLL_ROWS] for at in range(0, len(families), 2 * _ROLL_ROWS)]
    for number, listed in enumerate(pages or [()], start=1):
        paper.add_page(words.PAGE_OF_ROLL)
        _head(paper, words.heading(words.ROLL_CALL, sheet.event, number, len(pages) or 1))
        y = _urgent(paper, place)
        paper.blanks(words.ROLL_ROW, _SIDE, y + 2, 11)
        y = paper.words(words.ROLL_HEADS, _SIDE, y + 8, 9, _ROOM, lines=1) + 1
        for at, family in enumerate(listed):
            column, row = divmod(at, _ROLL_ROWS)
            _counted(paper, family, _SIDE + column * (_ROOM / 2 + 1), y + row * _ROLL_STEP)
        yield


def _urgent(paper: Paper, place: Place) -> float:
    width = _ROOM / len(words.URGENT)
    for at, (number, what) in enumerate(words.URGENT):
        x = _SIDE + at * width
        paper.box(x, _TOP - 5, width - 2, 14)
        paper.words(number, x + 2, _TOP - 4.2, 17, width - 6, lines=1)
        paper.words(what, x + 2, _TOP + 3.6, 9, width - 6, lines=1)
    y = _TOP + 12
    for head, known in (
        (words.VENUE, place.venue), (words.PLACE_TO_SAY, place.address), (words.MEET_AT, ""),
        (words.LEAD, place.lead),
    ):  # fmt: skip
        paper.words(head, _SIDE, y, 9, 30, lines=1)
        paper.words(known, _SIDE + 31, y - 0.4, 11, _ROOM - 33, lines=1)
        paper.rule(_SIDE + 30, y + 5, _ROOM - 30, grey=190)
        y += 7
    return y


def _counted(paper: Paper, family: ListedFamily, x: float, y: float) -> None:
    room = _ROOM / 2 - 2
    paper.words(str(family.number), x, y + 1, 9, 7, lines=1, align="right")
    paper.words(family.name, x + 8, y + 0.6, 10, 34, lines=1)
    people = (family.adults, len(family.children))
    left = x + 44
    for count, side in zip(people, (4.4, 3.4), strict=True):
        for _ in range(count):
            if left + side > x + room:
                break
            paper.box(left, y + 1 + (4.4 - side), side, side, grey=60)
            left += side + 1.4
        left += 2.5
    paper.rule(x, y + 6.3, room, grey=210)
