"""What the search line holds: whom to search, and which row was meant."""

import re
import unicodedata
from typing import Final, NamedTuple

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.kana import is_kana, to_hiragana
from concierge_tui.domain.kana_typing import kana_from_typing
from concierge_tui.services.sign_up_answers import SignUpAnswers

_NUMBERED: Final = re.compile(r"([^0-9]*[^0-9\s])\s*([1-9])")


def first_page(text: str) -> SignUpAnswers | None:
    """Return a sign-up that begins with the name that was searched for, if it was one."""
    typed = clean_text(unicodedata.normalize("NFKC", text))
    if not typed or any(character.isdigit() for character in typed):
        return None
    reading = to_hiragana(kana_from_typing(typed))
    return SignUpAnswers(kana=reading) if is_kana(reading) else SignUpAnswers(name=typed)


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
