"""What the search line holds: whom to search, and which row was meant."""

import re
import unicodedata
from typing import Final, NamedTuple

_NUMBERED: Final = re.compile(r"([^0-9]*[^0-9\s])\s*([1-9])")


class Line(NamedTuple):
    """A query, and the number of a row that was typed behind it."""

    query: str
    number: int | None = None


def read_line(text: str) -> Line:
    """Split 「たなか2」 into the name and the row; numbers and codes stay whole.

    No name holds a digit and no barcode is a single one, so neither typing nor scanning can
    choose a row by accident.
    """
    match = _NUMBERED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return Line(text)
    return Line(match[1], int(match[2]))
