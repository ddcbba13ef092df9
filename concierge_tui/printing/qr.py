"""QR codes as black and white pictures.

A picture and not drawn squares: what turns a page into dots aligns each square by itself, and
at 75 dots an inch the modules of drawn codes came out of different width.
"""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS: Final = 8
"""Dots a module: enough that no printer has to guess where one ends."""


def picture(payload: str) -> "Image":
    """Return the code of a payload, with its quiet zone."""
    from PIL import Image
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    qr = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    qr.add_data(payload)
    qr.make(fit=True)
    matrix: list[list[Any]] = qr.get_matrix()
    side = len(matrix)
    small = Image.new("1", (side, side))
    small.putdata([0 if module else 1 for row in matrix for module in row])
    return small.resize((side * _DOTS, side * _DOTS), Image.Resampling.NEAREST)
