"""QR codes as runs of dark modules."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple


class Run(NamedTuple):
    """Dark modules side by side, in units of one module."""

    row: int
    column: int
    length: int


class Code(NamedTuple):
    """One code with its quiet zone."""

    modules: int
    runs: tuple[Run, ...]


def code(payload: str) -> Code:
    """Return the code of a payload, quiet zone included."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    qr = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    qr.add_data(payload)
    qr.make(fit=True)
    matrix: list[list[Any]] = qr.get_matrix()
    return Code(len(matrix), tuple(_runs(matrix)))


def _runs(matrix: list[list[Any]]) -> Iterator[Run]:
    for row, modules in enumerate(matrix):
        column = 0
        for is_dark, group in groupby(modules, bool):
            length = sum(1 for _ in group)
            if is_dark:
                yield Run(row, column, length)
            column += length
