"""Text measured in terminal cells: a kanji takes two."""

from typing import Final
from unicodedata import category

from rich.cells import cell_len, set_cell_size

from concierge_tui.domain.cleaning import clean_text

_NEVER_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ELLIPSIS: Final = "…"


def typed(text: str) -> str:
    """Return what was typed without what a terminal would obey; blanks of any kind become spaces.

    Unlike `clean_text` it leaves blanks alone, because a person may still be typing.
    """
    if text.isprintable():
        return text
    return "".join(
        " " if category(character) == "Zs" or character == "\t" else character
        for character in text
        if character == "\t" or category(character) not in _NEVER_SHOWN
    )


def plain(text: str) -> str:
    """Return one harmless line, whatever the text holds."""
    return text if text.isprintable() else clean_text(" ".join(text.splitlines()))


def fit(text: str, width: int) -> str:
    """Return the text in exactly `width` cells: padded, or cut between characters with …."""
    if width <= 0:
        return ""
    line = plain(text)
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    # A cut through a wide character leaves a blank, which would stand before the ellipsis.
    head = set_cell_size(line, width - 1).rstrip()
    return set_cell_size(head + _ELLIPSIS, width)
