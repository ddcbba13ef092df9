"""A temperature as people say it: 37.6, 376 or 37度6分 are all tenths of a degree."""

import re
import unicodedata
from typing import Final

from concierge_tui.domain.errors import Unreadable

PLAUSIBLE: Final = range(340, 431)
"""Tenths of a degree: everything else is a slip of the finger."""
_SHAPE: Final = re.compile(r"(\d\d)\s*(?:[.,度]\s*)?(\d)?\s*[分度C]?")


class TemperatureUnreadable(Unreadable):
    """No temperature can be taken from the text; the code is empty, unreadable or implausible."""


def read_tenths(text: str) -> int:
    """Return tenths of a degree.

    Raises:
        TemperatureUnreadable: when it is no temperature of a child.
    """
    typed = unicodedata.normalize("NFKC", text).strip().removesuffix("°C").strip()
    if not typed:
        raise TemperatureUnreadable("empty", text)
    match = _SHAPE.fullmatch(typed)
    if match is None:
        raise TemperatureUnreadable("unreadable", text)
    tenths = int(match[1]) * 10 + int(match[2] or 0)
    if tenths not in PLAUSIBLE:
        raise TemperatureUnreadable("implausible", text)
    return tenths
