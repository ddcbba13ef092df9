"""Draws what a Textual app shows as a PNG, cell by cell.

Rich's own SVG export counts a full-width character as one cell, so Japanese overlaps in it.
Lines and blocks are drawn, not set in type: then they meet, and a QR code can be scanned.
"""  # noqa: INP001 (a tool, no package)

import io
import unicodedata
from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

import cairosvg
from PIL import Image
from rich.cells import cell_len, split_graphemes
from rich.color import ColorTriplet
from rich.style import Style
from textual.app import App

FONT: Final = "Noto Sans Mono CJK JP"
CELL: Final = (10, 24)
NARROW_FONT: Final = "DejaVu Sans Mono"
"""For × and …, which a Japanese font draws two cells wide and a terminal counts as one."""
SIZE: Final = 20
"""Of the type in pixels: a full-width character is as wide as two cells."""
_NARROW_SIZE: Final = 16.6
BASELINE: Final = 18.5
MARGIN: Final = 8
_COLOURS: Final = 64
_WHITE: Final = ColorTriplet(255, 255, 255)
_BLACK: Final = ColorTriplet(0, 0, 0)

_BLOCKS: Final = {
    "█": (0, 0, 1, 1), "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 0.5),
    "▌": (0, 0, 0.5, 1), "▐": (0.5, 0, 0.5, 1), "▔": (0, 0, 1, 0.125),
    "▁": (0, 0.875, 1, 0.125), "▂": (0, 0.75, 1, 0.25), "▃": (0, 0.625, 1, 0.375),
    "▅": (0, 0.375, 1, 0.625), "▆": (0, 0.25, 1, 0.75), "▇": (0, 0.125, 1, 0.875),
    "▉": (0, 0, 0.875, 1), "▊": (0, 0, 0.75, 1), "▋": (0, 0, 0.625, 1),
    "▍": (0, 0, 0.375, 1), "▎": (0, 0, 0.25, 1), "▏": (0, 0, 0.125, 1), "▕": (0.875, 0, 0.125, 1),
}  # fmt: skip
_WAYS: Final = {
    "UP": ("u",), "DOWN": ("d",), "LEFT": ("l",), "RIGHT": ("r",),
    "VERTICAL": ("u", "d"), "HORIZONTAL": ("l", "r"),
}  # fmt: skip


class _Cell(NamedTuple):
    """A character in its place."""

    x: float
    y: float
    width: float
    character: str
    ink: str
    paper: str
    is_bold: bool
    is_underlined: bool


def picture(app: App[Any]) -> bytes:
    """Return what `app` shows now as a PNG; the same screen gives the same bytes."""
    columns, rows = app.size
    cells = list(_cells(app))
    width, height = columns * CELL[0] + 2 * MARGIN, rows * CELL[1] + 2 * MARGIN
    around = cells[0].paper
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} {-MARGIN} {width} {height}">',
        f'<rect x="{-MARGIN}" y="{-MARGIN}" width="{width}" height="{height}" fill="{around}"/>',
        *(_rect(c.x, c.y, c.width, CELL[1], c.paper) for c in cells if c.paper != around),
        *(drawn for cell in cells if cell.character.strip() for drawn in _drawn(cell)),
        *(_rect(c.x, c.y + BASELINE + 2, c.width, 1, c.ink) for c in cells if c.is_underlined),
        "</svg>",
    ]
    drawn = cairosvg.svg2png(bytestring="".join(parts).encode(), output_width=width)
    small = io.BytesIO()
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def _cells(app: App[Any]) -> Iterator[_Cell]:
    # Textual's public exports go through Rich's SVG; its version is pinned for this.
    update = app.screen._compositor.render_update(  # noqa: SLF001
        full=True,
        screen_stack=app._background_screens,  # noqa: SLF001
    )
    for row, strips in enumerate(update.strips):  # type: ignore[attr-defined]
        column = 0
        for segment in (segment for strip in strips for segment in strip):
            style = segment.style or Style.null()
            ink, paper = _colours(style)
            for character in _graphemes(segment.text):
                wide = cell_len(character)
                yield _Cell(
                    column * CELL[0], row * CELL[1], wide * CELL[0], character, ink, paper,
                    bool(style.bold), bool(style.underline),
                )  # fmt: skip
                column += wide


def _graphemes(text: str) -> Iterator[str]:
    spans, _ = split_graphemes(text)
    for start, end, _width in spans:
        yield text[start:end]


def _colours(style: Style) -> tuple[str, str]:
    ink = style.color.get_truecolor() if style.color else _WHITE
    paper = style.bgcolor.get_truecolor(foreground=False) if style.bgcolor else _BLACK
    if style.reverse:
        ink, paper = paper, ink
    if style.dim:
        ink = ColorTriplet(*((a + b) // 2 for a, b in zip(ink, paper, strict=True)))
    return ink.hex, paper.hex


def _drawn(cell: _Cell) -> Iterator[str]:
    character = cell.character
    name = unicodedata.name(character[0], "")
    if character in _BLOCKS:
        left, top, width, height = _BLOCKS[character]
        yield _rect(
            cell.x + left * CELL[0], cell.y + top * CELL[1],
            width * CELL[0], height * CELL[1], cell.ink,
        )  # fmt: skip
    elif name.startswith("BOX DRAWINGS") and "DIAGONAL" not in name:
        yield from _line(cell, name)
    else:
        is_narrow = cell.width == CELL[0] and unicodedata.east_asian_width(character[0]) == "A"
        font, size = (NARROW_FONT, _NARROW_SIZE) if is_narrow else (FONT, SIZE)
        weight = ' font-weight="bold"' if cell.is_bold else ""
        yield (
            f'<text x="{cell.x}" y="{cell.y + BASELINE}" font-family="{font}" '
            f'font-size="{size}" fill="{cell.ink}"{weight}>{escape(character)}</text>'
        )


def _line(cell: _Cell, name: str) -> Iterator[str]:
    thick = 2.6 if "HEAVY" in name else 1.4
    middle, centre = cell.x + CELL[0] / 2, cell.y + CELL[1] / 2
    ways = {way for word in name.split() for way in _WAYS.get(word, ())}
    if ways & {"u", "d"}:
        top = cell.y if "u" in ways else centre - thick / 2
        end = cell.y + CELL[1] if "d" in ways else centre + thick / 2
        yield _rect(middle - thick / 2, top, thick, end - top, cell.ink)
    if ways & {"l", "r"}:
        left = cell.x if "l" in ways else middle - thick / 2
        end = cell.x + CELL[0] if "r" in ways else middle + thick / 2
        yield _rect(left, centre - thick / 2, end - left, thick, cell.ink)


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" '
        'shape-rendering="crispEdges"/>'
    )
