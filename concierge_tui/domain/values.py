"""Readers of the values an operation may carry: each returns a clean value or refuses."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from concierge_tui.domain.cleaning import clean_text

Reader = Callable[[object], Any]
"""Returns the clean value; raises ValueError for one of the wrong kind."""

MAX_TEXT = 4000
_CARD_CODE = re.compile("[0-9A-Z-]{0,32}")


def line(value: object) -> str:
    """Return one line of clean text."""
    if not isinstance(value, str):
        raise ValueError("text")
    return clean_text(value[:MAX_TEXT])


def prose(value: object) -> str:
    """Return clean text that may have several lines."""
    if not isinstance(value, str):
        raise ValueError("text")
    return clean_text(value[:MAX_TEXT], multiline=True)


def digits(value: object) -> str:
    """Return a string of ASCII digits, possibly empty."""
    text = line(value)
    if text and not (text.isascii() and text.isdigit()):
        raise ValueError("digits")
    return text


def card_code(value: object) -> str:
    """Return what a card can carry: short enough for its QR, and made of what one can type."""
    text = line(value)
    if not _CARD_CODE.fullmatch(text):
        raise ValueError("code")
    return text


def flag(value: object) -> bool:
    """Return a yes or no."""
    if not isinstance(value, bool):
        raise ValueError("flag")
    return value


def count(value: object) -> int:
    """Return a whole number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise ValueError("count")
    return value


def day(value: object) -> str:
    """Return an ISO date."""
    text = line(value)
    return date.fromisoformat(text).isoformat()


def one_of(*words: str) -> Reader:
    """Return a reader that admits only `words`."""
    allowed = frozenset(words)

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError("choice")
        return value

    return read


def optional(reader: Reader) -> Reader:
    """Return a reader that also admits null, which empties a field."""

    def read(value: object) -> Any:
        return None if value is None else reader(value)

    return read


def lines(value: object) -> list[str]:
    """Return a list of clean lines."""
    if not isinstance(value, list) or len(value) > 1000:
        raise ValueError("list")
    return [line(item) for item in value]


def nested_counts(value: object) -> list[list[list[int]]]:
    """Return rounds of tables of whole numbers."""
    if not isinstance(value, list) or len(value) > 100:
        raise ValueError("rounds")
    return [[_counts(table) for table in _short_list(tables)] for tables in value]


def _counts(value: object) -> list[int]:
    return [count(item) for item in _short_list(value)]


def _short_list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > 1000:
        raise ValueError("list")
    return value


def anything(value: object) -> Any:
    """Return any value of a body with clean text; what is nested too deeply is left out."""
    return _anything(value, 8)


def _anything(value: object, levels: int) -> Any:
    if isinstance(value, str):
        return prose(value)
    if isinstance(value, list | Mapping) and not levels:
        return None
    if isinstance(value, list):
        return [_anything(item, levels - 1) for item in value]
    if isinstance(value, Mapping):
        return {line(key): _anything(item, levels - 1) for key, item in value.items()}
    return value


def record(**readers: Reader) -> Reader:
    """Return a reader of an object with exactly these keys."""

    def read(value: object) -> dict[str, Any]:
        if not isinstance(value, Mapping) or set(value) != set(readers):
            raise ValueError("record")
        return {key: reader(value[key]) for key, reader in readers.items()}

    return read
