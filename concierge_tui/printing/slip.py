"""Slips as a PDF: eight on a page of A4, each with a QR code and the code to type."""

import logging
import os
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Final, cast

from concierge_tui.printing.target import refuse_other_files
from concierge_tui.services.ports import Cancelled, Progress
from concierge_tui.services.slips import Slip
from concierge_tui.text import slip as text

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

_COLUMNS: Final = 2
_ROWS: Final = 4
_WIDTH: Final = 105.0
_HEIGHT: Final = 74.25
_MARGIN: Final = 7.0
_QR: Final = 34.0
_NAME_SIZES: Final = (15, 10)
_FAMILY: Final = "Noto"
_FONT: Final = "NotoSansJP-Regular.ttf"


def write_slips(
    slips: Sequence[Slip],
    target: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bool:
    """Write the slips to `target`; False when it was cancelled, and then nothing is left.

    Raises:
        OSError: when the file cannot be written.
    """
    pdf, glyphs = blank_page()
    for at, slip in enumerate(slips):
        if cancelled and cancelled():
            _font_of(pdf).close()
            return False
        place = at % (_COLUMNS * _ROWS)
        if place == 0:
            pdf.add_page()
        x, y = place % _COLUMNS * _WIDTH, place // _COLUMNS * _HEIGHT
        _draw(pdf, slip, x, y, glyphs)
        if progress:
            progress(at + 1, len(slips))
    if not slips:
        pdf.add_page()
    write_file(bytes(pdf.output()), target)
    return True


def blank_page() -> "tuple[FPDF, set[int]]":
    """Return a document without pages, and the characters that its font has."""
    from fpdf import FPDF

    # A name with a rare character must not be written to a log, nor onto the screen.
    for name in ("fpdf", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    pdf = FPDF(format="A4", unit="mm")
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    with as_file(files("concierge_tui.printing") / "fonts" / _FONT) as font:
        pdf.add_font(_FAMILY, fname=str(font))
    return pdf, set(_font_of(pdf).cmap)


def _font_of(pdf: "FPDF") -> "TTFFont":
    return cast("TTFFont", pdf.fonts[_FAMILY.lower()])


def _draw(pdf: "FPDF", slip: Slip, x: float, y: float, glyphs: set[int]) -> None:
    pdf.set_draw_color(190)
    pdf.set_line_width(0.1)
    pdf.set_dash_pattern(dash=1, gap=1)
    pdf.rect(x, y, _WIDTH, _HEIGHT)
    pdf.set_dash_pattern()
    left, room = x + _MARGIN, _WIDTH - 2 * _MARGIN
    beside_qr = room - _QR - 3
    heading = f"{text.PRACTICE} {text.HEADING}" if slip.practice else text.HEADING
    below = write_lines(pdf, heading, left, y + 6, 8, beside_qr, glyphs)
    size = _fitting(pdf, _printable(slip.name, glyphs), beside_qr)
    below = write_lines(pdf, slip.name, left, below + 1.5, size, beside_qr, glyphs)
    below = write_lines(pdf, slip.event, left, below + 1, 8, beside_qr, glyphs)
    write_lines(pdf, slip.after, left, below + 1, 9, beside_qr, glyphs)
    _qr(pdf, slip.code, left + room - _QR, y + 6)
    write_lines(pdf, slip.code, left, y + 46, 20, room, glyphs)
    write_lines(pdf, text.FAIRNESS, left, y + 57, 6.5, room, glyphs)
    write_lines(pdf, slip.contact, left, y + 65, 8, room, glyphs)


def _fitting(pdf: "FPDF", name: str, width: float) -> float:
    """Return the larger size where the name fits on one line, else the smaller one."""
    large, small = _NAME_SIZES
    pdf.set_font(_FAMILY, size=large)
    return large if pdf.get_string_width(name) <= width - 2 else small


def write_lines(
    pdf: "FPDF", words: str, x: float, y: float, size: float, width: float, glyphs: set[int]
) -> float:
    """Write words from this height on and return the height below them."""
    from fpdf.enums import WrapMode

    pdf.set_font(_FAMILY, size=size)
    pdf.set_text_color(0)
    pdf.set_xy(x, y)
    shown = _printable(words, glyphs)
    pdf.multi_cell(width, size * 0.45, shown, align="L", wrapmode=WrapMode.CHAR)
    return float(pdf.get_y())


def _printable(words: str, glyphs: set[int]) -> str:
    """Return the words as the font can show them: without selectors, 〓 for what it lacks."""
    return "".join(
        character if ord(character) in glyphs else text.MISSING
        for character in words
        if not (0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF)
    )


def _qr(pdf: "FPDF", code: str, x: float, y: float) -> None:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    qr = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    qr.add_data(code)
    qr.make(fit=True)
    matrix: list[list[Any]] = qr.get_matrix()
    cell = _QR / len(matrix)
    pdf.set_fill_color(0)
    for row, modules in enumerate(matrix):
        for column, module in enumerate(modules):
            if module:
                pdf.rect(x + column * cell, y + row * cell, cell, cell, style="F")


def write_file(content: bytes, target: Path) -> None:
    """Write beside the target and put it in place at once, so that no half file is printed."""
    refuse_other_files(target)
    with NamedTemporaryFile(dir=target.parent, prefix=".slip-", delete=False) as file:
        try:
            file.write(content)
            file.close()
            os.replace(file.name, target)  # noqa: PTH105
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
