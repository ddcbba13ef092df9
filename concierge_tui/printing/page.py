"""One document of A4 pages: words, ruby, boxes, codes and the watermark."""

from collections.abc import Sequence
from typing import Any, Final

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.printing.typeface import FAMILY, Typeface
from concierge_tui.text.slip import HONORIFIC
from concierge_tui.text.widgets import NEVER_FIRST, NEVER_LAST

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
POINT: Final = 0.3528
"""Millimetres in a point."""

_LEADING: Final = 1.36
_BASELINE: Final = 0.92
_RUBY: Final = 0.46
_NEVER_FIRST: Final = frozenset(NEVER_FIRST)
_NEVER_LAST: Final = frozenset(NEVER_LAST)
_ELLIPSIS: Final = "…"
_MARK_GREY: Final = 228
_MARK_ANGLE: Final = 28


class Paper:
    """Draws; positions are millimetres from the upper left corner, sizes are points."""

    def __init__(self, mark: str) -> None:
        from fpdf import FPDF

        self._pdf = FPDF(format="A4", unit="mm")
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_margin(0)
        self._type = Typeface(self._pdf)
        self._mark = mark
        self._size = 0.0
        self.pages: list[str] = []
        """What each page holds, in a few words."""

    def add_page(self, holds: str = "") -> None:
        """Begin a page, with the watermark under everything."""
        self._pdf.add_page()
        self._size = 0.0
        self.pages.append(holds)
        self._watermark()

    def note(self, name: str) -> None:
        """Add a few words to what the present page holds."""
        self.pages[-1] = f"{self.pages[-1]}、{name}" if self.pages[-1] else name

    def output(self) -> bytes:
        """Return the finished document."""
        if not self.pages:
            self.add_page()
        return bytes(self._pdf.output())

    def abandon(self) -> None:
        """Give the document up."""
        self._type.close()

    def line_height(self, size: float) -> float:
        """Return how far lines of this size stand apart."""
        return size * POINT * _LEADING

    def width_of(self, words: str, size: float) -> float:
        """Return how much room words take on one line."""
        return self._type.width(self._plain(words), size)

    def words(  # noqa: PLR0913 - where, how large, how wide, how many, what colour
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        width: float,
        *,
        lines: int = 99,
        align: str = "left",
        grey: int = 0,
    ) -> float:
        """Write words from the height `y` on and return the height below them.

        What does not fit into `lines` ends with an ellipsis; nothing ever leaves its place.
        """
        self._set_size(size)
        self._pdf.set_text_color(grey)
        for line in self._lines(words, size, width, lines):
            room = width - self._type.width(line, size)
            left = x + {"left": 0.0, "centre": room / 2, "right": room}[align]
            if line.strip():
                self._pdf.text(left, y + size * POINT * _BASELINE, line)
            y += self.line_height(size)
        return y

    def fitting(self, words: str, sizes: Sequence[float], width: float) -> float:
        """Return the first size in which the words fit on one line, else the last."""
        fit = (size for size in sizes if self.width_of(words, size) <= width)
        return next(fit, sizes[-1])

    def name(  # noqa: PLR0913 - a name, its reading and its place
        self,
        name: str,
        kana: str,
        x: float,
        y: float,
        width: float,
        sizes: Sequence[float],
        *,
        align: str = "left",
    ) -> float:
        """Write a name with its reading above each part; return the height below."""
        parts, readings = _parted(name, to_hiragana(kana))
        size = self.fitting(" ".join(parts), sizes, width)
        ruby = size * _RUBY
        top = y + self.line_height(ruby) * 0.92
        parts = [self._cut(self._plain(part), size, width) for part in parts]
        gap = size * POINT * 0.35
        wide = [
            max(self._type.width(part, size), self.width_of(reading, ruby))
            for part, reading in zip(parts, readings, strict=True)
        ]
        total = sum(wide) + gap * (len(wide) - 1)
        if total > width:  # a reading that is much longer than its name stands above the whole
            readings = [" ".join(reading for reading in readings if reading)]
            parts, wide = [self._cut(" ".join(parts), size, width)], [width]
            total = width
        left = x + ((width - total) / 2 if align == "centre" else 0.0)
        for part, reading, room in zip(parts, readings, wide, strict=True):
            side = "centre" if room < width or align == "centre" else "left"
            if reading:
                small = self.fitting(reading, (ruby, ruby * 0.8, ruby * 0.62), room + 0.1)
                self.words(reading, left, y, small, room + 0.1, lines=1, align=side)
            self.words(part, left, top, size, room + 0.1, lines=1, align=side)
            left += room + gap
        return top + self.line_height(size)

    def box(self, x: float, y: float, width: float, height: float, *, grey: int = 120) -> None:
        """Draw a frame."""
        self._pdf.set_draw_color(grey)
        self._pdf.set_line_width(0.2)
        self._pdf.rect(x, y, width, height)

    def shade(self, x: float, y: float, width: float, height: float, grey: int = 238) -> None:
        """Fill a place."""
        self._pdf.set_fill_color(grey)
        self._pdf.rect(x, y, width, height, style="F")

    def cut_line(self, x: float, y: float, width: float, height: float) -> None:
        """Draw where to cut."""
        self._pdf.set_draw_color(190)
        self._pdf.set_line_width(0.1)
        self._pdf.set_dash_pattern(dash=1, gap=1)
        self._pdf.rect(x, y, width, height)
        self._pdf.set_dash_pattern()

    def rule(self, x: float, y: float, width: float, *, grey: int = 120) -> None:
        """Draw a line to write on."""
        self._pdf.set_draw_color(grey)
        self._pdf.set_line_width(0.2)
        self._pdf.line(x, y, x + width, y)

    def tick(
        self, x: float, y: float, words: str, size: float = 10, *, ticked: bool = False
    ) -> float:
        """Draw a box to tick with its word and return where it ends on the right."""
        side = size * POINT * 0.95
        top = y + size * POINT * 0.16
        self._pdf.set_draw_color(0)
        self._pdf.set_line_width(0.25)
        self._pdf.rect(x, top, side, side)
        if ticked:
            self._pdf.line(x, top, x + side, top + side)
            self._pdf.line(x, top + side, x + side, top)
        left = x + side + 1
        self.words(words, left, y, size, WIDTH, lines=1)
        return left + self.width_of(words, size)

    def qr(self, payload: str, x: float, y: float, side: float) -> None:
        """Draw a QR code with its quiet zone on white."""
        matrix = _matrix(payload)
        cell = side / len(matrix)
        self.shade(x, y, side, side, 255)
        self._pdf.set_fill_color(0)
        for row, modules in enumerate(matrix):
            at = 0
            while at < len(modules):
                end = at
                while end < len(modules) and modules[end]:
                    end += 1
                if end > at:
                    self._pdf.rect(
                        x + at * cell, y + row * cell, (end - at) * cell, cell, style="F"
                    )
                at = end + 1

    def _watermark(self) -> None:
        mark = self._plain(self._mark)
        if not mark:
            return
        size = 15.0
        self._set_size(size)
        self._pdf.set_text_color(_MARK_GREY)
        step = self._type.width(mark, size) + 22
        for row in range(7):
            y = 22.0 + row * 46
            left = -30.0 if row % 2 else -30.0 - step / 2
            while left < WIDTH:
                with self._pdf.rotation(_MARK_ANGLE, x=left, y=y):
                    self._pdf.text(left, y, mark)
                left += step

    def _set_size(self, size: float) -> None:
        if size != self._size:
            self._pdf.set_font(FAMILY, size=size)
            self._size = size

    def _plain(self, words: str) -> str:
        return self._type.drawable(words if words.isascii() and words.isprintable()
                                   else clean_text(words))  # fmt: skip

    def _cut(self, drawable: str, size: float, width: float) -> str:
        """Return as much as fits on one line, with an ellipsis where something is missing."""
        if self._type.width(drawable, size) <= width + 0.05:
            return drawable
        room = width - self._type.width(_ELLIPSIS, size)
        end = len(drawable)
        while end and self._type.width(drawable[:end], size) > room:
            end -= 1
        return drawable[:end].rstrip() + _ELLIPSIS

    def _lines(self, words: str, size: float, width: float, most: int) -> list[str]:
        found = [
            line
            for paragraph in clean_text(words, multiline=True).split("\n")
            for line in self._folded(self._type.drawable(paragraph), size, width)
        ]
        if len(found) <= most:
            return found
        last = "".join(found[most - 1 :]) if most == 1 else found[most - 1] + _ELLIPSIS
        return [*found[: most - 1], self._cut(last, size, width)]

    def _folded(self, words: str, size: float, width: float) -> list[str]:
        """Break where Japanese text may be broken; numbers and Latin words stay whole."""
        lines, line, used = [], "", 0.0
        for piece in _pieces(words):
            wide = self._type.width(piece, size)
            if line and used + wide > width:
                kept = _kept(line, piece[0])
                lines.append(line[:kept].rstrip())
                line = line[kept:].lstrip()
                used = self._type.width(line, size)
            line, used = line + piece, used + wide
            while self._type.width(line, size) > width and len(line) > 1:
                part = self._beginning(line, size, width)
                lines.append(line[:part])
                line = line[part:]
                used = self._type.width(line, size)
        return [*lines, line]

    def _beginning(self, line: str, size: float, width: float) -> int:
        end = len(line)
        while end > 1 and self._type.width(line[:end], size) > width:
            end -= 1
        return end


def _pieces(words: str) -> list[str]:
    pieces: list[str] = []
    for character in words:
        joins = character.isascii() and character not in " /"
        if joins and pieces and pieces[-1][-1].isascii() and pieces[-1][-1] not in " /":
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _kept(line: str, next_character: str) -> int:
    """Return how much of a full line stays on it."""
    at, first = len(line), next_character
    while at > 1 and (first in _NEVER_FIRST or line[at - 1] in _NEVER_LAST):
        at, first = at - 1, line[at - 1]
    return at if at > 1 else len(line)


def _parted(name: str, reading: str) -> tuple[list[str], list[str]]:
    """Return the parts of a name, each with its reading where both have as many."""
    parts, readings = clean_text(name).split(" "), clean_text(reading).split(" ")
    if parts[-1] == HONORIFIC and len(parts) == len(readings) + 1:
        readings.append("")
    if len(parts) == len(readings):
        return parts, readings
    return [" ".join(parts)], [" ".join(readings)]


def _matrix(payload: str) -> list[list[Any]]:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    qr = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    qr.add_data(payload)
    qr.make(fit=True)
    matrix: list[list[Any]] = qr.get_matrix()
    return matrix
