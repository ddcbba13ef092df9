"""Letters for somebody half a metre away: spread out, with small kana above the kanji."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from concierge_tui.text import widgets as text
from concierge_tui.text.furigana import READINGS
from screens.widgets.cell_text import fit, plain

_NEVER_FIRST: Final = frozenset(text.NEVER_FIRST)
_NEVER_LAST: Final = frozenset(text.NEVER_LAST)
_WIDE: Final = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
_ROWS: Final = 2
"""A line of small kana, then the line itself."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line as it is written, and how its rarer words are read, such as names."""

    written: str
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Piece:
    written: str
    reading: str
    cells: int


def large(written: str) -> str:
    """Return letters in their widest form; a blank stays a blank."""
    return plain(written).translate(_WIDE)


def spread(written: str) -> str:
    """Return a few words with room between the letters, as for a button."""
    return large(written) if written.isascii() else " ".join(large(written))


def laid_out(lines: Iterable[Words], width: int) -> list[tuple[str, str]]:
    """Return rows of at most `width` cells: the small kana, and below them the words."""
    rows: list[tuple[str, str]] = []
    for line in lines:
        rows += _rows(line, max(8, width))
    return rows


def _rows(line: Words, width: int) -> Iterator[tuple[str, str]]:
    row: list[_Piece] = []
    used = 0
    for unit in _units(list(_pieces(line))):
        cells = sum(piece.cells for piece in unit)
        if row and used + cells > width:
            yield _painted(row)
            row, used = [], 0
        for piece in unit:
            if row and used + piece.cells > width:  # a word longer than the line
                yield _painted(row)
                row, used = [], 0
            if row or piece.written != " ":
                row.append(piece)
                used += piece.cells
    yield _painted(row)


def _pieces(line: Words) -> Iterator[_Piece]:
    """Yield single letters, and whole words where their reading is known."""
    known = {large(word): kana for word, kana in {**READINGS, **line.readings}.items() if word}
    written = large(line.written)
    gap = 0 if written.isascii() or _is_latin(written) else 1
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)) or "(?!)")
    at = 0
    for match in pattern.finditer(written):
        yield from (_letter(letter, gap) for letter in written[at : match.start()])
        yield from _read_word(match[0], known[match[0]], gap)
        at = match.end()
    yield from (_letter(letter, gap) for letter in written[at:])


def _read_word(word: str, reading: str, gap: int) -> Iterator[_Piece]:
    """Yield a word with its reading above the kanji alone: what both share needs no kana."""
    head = 0
    while head < min(len(word), len(reading)) and word[head] == reading[head]:
        head += 1
    tail = 0
    rest = min(len(word), len(reading)) - head
    while tail < rest and word[-1 - tail] == reading[-1 - tail]:
        tail += 1
    yield from (_letter(letter, gap) for letter in word[:head])
    core, kana = word[head : len(word) - tail], reading[head : len(reading) - tail]
    if core:
        cells = max(cell_len(core) + gap * len(core), cell_len(kana) + 1)
        yield _Piece(core, kana, cells)
    yield from (_letter(letter, gap) for letter in word[len(word) - tail :])


def _letter(letter: str, gap: int) -> _Piece:
    return _Piece(letter, "", cell_len(letter) + (gap if letter != " " else 1))


def _is_latin(written: str) -> bool:
    return all(letter == " " or "！" <= letter <= "～" or letter.isascii() for letter in written)


def _units(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield what stays together: words where there are blanks between them, else letters."""
    by_words = any(piece.written == " " for piece in pieces)
    unit: list[_Piece] = []
    for piece in pieces:
        joined = by_words and piece.written != " " and (not unit or unit[-1].written != " ")
        glued = piece.written[0] in _NEVER_FIRST or (unit and unit[-1].written[-1] in _NEVER_LAST)
        if unit and not (joined or glued):
            yield unit
            unit = []
        unit.append(piece)
    if unit:
        yield unit


def _painted(row: Sequence[_Piece]) -> tuple[str, str]:
    above = "".join(_centred(piece.reading, piece.cells) for piece in row)
    words = "".join(_centred(_spaced(piece), piece.cells) for piece in row)
    return above.rstrip(), words.rstrip()


def _spaced(piece: _Piece) -> str:
    """Give a word as much room between its letters as its place has."""
    letters = len(piece.written)
    room = piece.cells - cell_len(piece.written)
    return (" " * (room // letters if letters else 0)).join(piece.written)


def _centred(words: str, cells: int) -> str:
    room = max(0, cells - cell_len(words))
    left = room // 2 if words.strip() and room > 1 else 0
    return fit(" " * left + words, cells)


class LargeText(Widget):
    """Shows as many rows as fit; what is left is the next sheet, never a scroll bar."""

    DEFAULT_CSS = """
    LargeText { height: 1fr; text-style: bold; }
    LargeText > .large-text--kana { color: $text-muted; text-style: not bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"large-text--kana"}

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: tuple[Words, ...] = ()
        self.sheet = 0

    def show(self, lines: Sequence[Words], sheet: int = 0) -> None:
        """Show other words, from one of their sheets on."""
        self._lines = tuple(lines)
        self.sheet = sheet
        self.refresh()

    @property
    def sheets(self) -> int:
        """How many sheets the words need at this size."""
        return max(1, -(-len(self._laid_out()) // self._on_a_sheet()))

    def turn(self, step: int) -> bool:
        """Go to another sheet, and say whether there was one."""
        wanted = self.sheet + step
        if not 0 <= wanted < self.sheets:
            return False
        self.sheet = wanted
        self.refresh()
        return True

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines all the words need."""
        del container, viewport
        return _ROWS * len(laid_out(self._lines, width))

    def render_line(self, y: int) -> Strip:
        """Return one line: small kana, or the words below them."""
        width = self.size.width
        rows = self._laid_out()
        at = min(self.sheet, self.sheets - 1) * self._on_a_sheet() + y // _ROWS
        if y // _ROWS >= self._on_a_sheet() or at >= len(rows):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style
        if y % _ROWS == 0:
            style += self.get_component_rich_style("large-text--kana", partial=True)
        return Strip([Segment(fit(rows[at][y % _ROWS], width), style)], width)

    def _on_a_sheet(self) -> int:
        return max(1, self.size.height // _ROWS)

    def _laid_out(self) -> list[tuple[str, str]]:
        return laid_out(self._lines, self.size.width)
