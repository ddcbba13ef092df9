"""Breaks Japanese text into lines, and parts a name from its reading."""

from collections.abc import Callable
from typing import Final

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.text.slip import HONORIFIC
from concierge_tui.text.widgets import NEVER_FIRST, NEVER_LAST

Measure = Callable[[str], float]
"""Says how many millimetres words take."""

_NEVER_FIRST: Final = frozenset(NEVER_FIRST)
_NEVER_LAST: Final = frozenset(NEVER_LAST)
_ELLIPSIS: Final = "…"
_HAIR: Final = 0.05


def folded(words: str, measure: Measure, width: float) -> list[str]:
    """Return lines no wider than `width`; numbers and Latin words stay whole where they can."""
    lines, line = [], ""
    for piece in _pieces(words):
        if line and measure(line + piece) > width:
            kept = _kept(line, piece[0])
            lines.append(line[:kept].rstrip())
            line = line[kept:].lstrip()
        line += piece
        while len(line) > 1 and measure(line) > width:
            part = max(1, _fitting(line, measure, width))
            lines.append(line[:part])
            line = line[part:]
    return [*lines, line]


def cut(words: str, measure: Measure, width: float) -> str:
    """Return as much as fits on one line, with an ellipsis where something is missing."""
    if measure(words) <= width + _HAIR:
        return words
    end = _fitting(words, measure, width - measure(_ELLIPSIS))
    return words[:end].rstrip() + _ELLIPSIS


def at_most(lines: list[str], most: int, measure: Measure, width: float) -> list[str]:
    """Return the first lines; the last of them says where more would follow."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + _ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: most - 1], last + _ELLIPSIS]


def parted(name: str, reading: str) -> tuple[list[str], list[str]]:
    """Return the parts of a name, each with its reading where both have as many."""
    parts, readings = clean_text(name).split(" "), clean_text(reading).split(" ")
    if parts[-1] == HONORIFIC and len(parts) == len(readings) + 1:
        readings.append("")
    if len(parts) == len(readings):
        return parts, readings
    return [" ".join(parts)], [" ".join(readings)]


def _fitting(words: str, measure: Measure, width: float) -> int:
    """Return how many characters fit; each is measured once, however long the words are."""
    used = 0.0
    for at, character in enumerate(words):
        used += measure(character)
        if used > width:
            return at
    return len(words)


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
