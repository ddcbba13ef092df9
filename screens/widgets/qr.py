"""A QR code that a telephone can read from the screen, whatever the colours of the terminal."""

from typing import Final

from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.main import QRCode
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from concierge_tui.text import widgets as text
from screens.widgets.cell_text import fit

BORDER: Final = 2
_BLACK: Final = "#000000"
_WHITE: Final = "#ffffff"
_UPPER_HALF: Final = "▀"
_ROOM: Final = 42
"""Modules that 21 lines show: all that a page has at 80×24."""


class QrCode(Widget):
    """Shows one payload, two modules a cell; says so where there is no room for all of it."""

    DEFAULT_CSS = """
    QrCode { width: auto; height: auto; max-width: 100%; max-height: 100%; }
    """

    def __init__(
        self,
        payload: str = "",
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Strip, ...] = ()
        self._matrix_width = 0
        self.show(payload)

    def show(self, payload: str) -> None:
        """Show another payload, or nothing."""
        matrix = _matrix(payload) if payload else []
        self._matrix_width = len(matrix)
        self._lines = tuple(
            _line(upper, lower)
            for upper, lower in zip(
                matrix[::2], [*matrix[1::2], [False] * len(matrix)], strict=False
            )
        )
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return one cell for each module."""
        del container, viewport
        return self._matrix_width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line for every two rows of modules."""
        del container, viewport, width
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Return one painted line; half a code would be worse than none."""
        width, height = self.size
        if width < self._matrix_width or height < len(self._lines):
            words = _wrapped(text.QR_TOO_BIG, width)
            return Strip([Segment(words[y] if y < len(words) else " " * width, self.rich_style)])
        return self._lines[y] if y < len(self._lines) else Strip.blank(width, self.rich_style)


def _matrix(payload: str) -> list[list[bool]]:
    matrix = _corrected(payload, ERROR_CORRECT_M)
    # A screen is no crumpled paper: a code that 80×24 has room for is worth less correction.
    return matrix if len(matrix) <= _ROOM else _corrected(payload, ERROR_CORRECT_L)


def _corrected(payload: str, correction: int) -> list[list[bool]]:
    code = QRCode(error_correction=correction, border=BORDER)
    code.add_data(payload)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _line(upper: list[bool], lower: list[bool]) -> Strip:
    # Explicit colours: a reader needs dark on light, and a theme may be the other way round.
    return Strip(
        [
            Segment(_UPPER_HALF, Style(color=_ink(above), bgcolor=_ink(below)))
            for above, below in zip(upper, lower, strict=True)
        ]
    )


def _ink(module: bool) -> str:  # noqa: FBT001
    return _BLACK if module else _WHITE


def _wrapped(words: str, width: int) -> list[str]:
    from rich.cells import chop_cells

    return [fit(line, width) for line in chop_cells(words, width)] if width > 1 else []
