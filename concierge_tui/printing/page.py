"""One document of A4 pages: words, ruby, boxes, codes and the watermark."""

import math
from collections.abc import Sequence
from functools import partial
from typing import Final

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.printing.folding import at_most, cut, folded, parted
from concierge_tui.printing.qr import picture
from concierge_tui.printing.typeface import FAMILY, Typeface

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
POINT: Final = 0.3528
"""Millimetres in a point."""

_LEADING: Final = 1.36
_BASELINE: Final = 0.92
_RUBY: Final = 0.46
_MARK_GREY: Final = 230
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

    def add_page(self, holds: str = "", *, marked: bool = True) -> None:
        """Begin a page; with `marked` the watermark lies under all of it."""
        self._pdf.add_page()
        self._size = 0.0
        self.pages.append(holds)
        if marked:
            self._page_mark()

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

    def words(
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

    def blanks(self, words: str, x: float, y: float, size: float) -> None:
        """Write words of ours with the room between them left as it is, for a pen."""
        self._set_size(size)
        self._pdf.set_text_color(0)
        self._pdf.text(x, y + size * POINT * _BASELINE, self._type.drawable(words))

    def fitting(self, words: str, sizes: Sequence[float], width: float) -> float:
        """Return the first size in which the words fit on one line, else the last."""
        fit = (size for size in sizes if self.width_of(words, size) <= width)
        return next(fit, sizes[-1])

    def name(
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
        parts, readings = parted(name, to_hiragana(kana))
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

    def upright(self, x: float, y: float, height: float, *, grey: int = 120) -> None:
        """Draw an upright line."""
        self._pdf.set_draw_color(grey)
        self._pdf.set_line_width(0.2)
        self._pdf.line(x, y, x, y + height)

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
        left = x + side + 1.4
        self.words(words, left, y, size, WIDTH, lines=1)
        return left + self.width_of(words, size)

    def qr(self, payload: str, x: float, y: float, side: float) -> None:
        """Draw a QR code with its quiet zone on white."""
        self._pdf.image(picture(payload), x=x, y=y, w=side, h=side)

    def mark(self, x: float, y: float, width: float, height: float) -> None:
        """Put the watermark under one thing that is cut out of the page."""
        angle = math.degrees(math.atan2(height, width)) * 0.6
        room = math.hypot(width, height) * 0.72
        size = self.fitting(self._mark, (18, 15, 12, 10, 8, 6), room)
        half = self.width_of(self._mark, size) / 2
        middle = (x + width / 2, y + height / 2)
        left = middle[0] - half * math.cos(math.radians(angle))
        self._slanted(left, middle[1] + half * math.sin(math.radians(angle)), size, angle)

    def _page_mark(self) -> None:
        size = 15.0
        step = self.width_of(self._mark, size) + 26
        for row in range(6):
            y = 30.0 + row * 54
            left = -30.0 if row % 2 else -30.0 - step / 2
            while left < WIDTH:
                self._slanted(left, y, size, _MARK_ANGLE)
                left += step

    def _slanted(self, x: float, y: float, size: float, angle: float) -> None:
        mark = self._plain(self._mark)
        if not mark:
            return
        self._set_size(size)
        self._pdf.set_text_color(_MARK_GREY)
        with self._pdf.rotation(angle, x=x, y=y):
            self._pdf.text(x, y, mark)

    def _set_size(self, size: float) -> None:
        if size != self._size:
            self._pdf.set_font(FAMILY, size=size)
            self._size = size

    def _plain(self, words: str) -> str:
        return self._type.drawable(words if words.isascii() and words.isprintable()
                                   else clean_text(words))  # fmt: skip

    def _cut(self, drawable: str, size: float, width: float) -> str:
        return cut(drawable, partial(self._type.width, size=size), width)

    def _lines(self, words: str, size: float, width: float, most: int) -> list[str]:
        measure = partial(self._type.width, size=size)
        cleaned = clean_text(words, multiline=True)
        if most == 1:
            return [cut(self._type.drawable(cleaned.replace("\n", " ")), measure, width)]
        found = [
            line
            for paragraph in cleaned.split("\n")
            for line in folded(self._type.drawable(paragraph), measure, width)
        ]
        return at_most(found, most, measure, width)
