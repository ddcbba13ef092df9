"""A cell of a roster as an example of its column: enough to know the column, no secret."""

import re
import unicodedata
from typing import Final

from concierge_tui.text.people import masked_phone

_PHONE: Final = re.compile(r"[0-9+()\- ]{9,}")
_PHONE_DIGITS: Final = 9
_TOWN: Final = re.compile("^.*?[都道府県]?.+?[市区町村]")
_HIDDEN: Final = "…"
_MAIL: Final = "***@***"
_NOTE: Final = "(書き込みあり)"


def example(cell: str, meaning: str) -> str:
    """Return a cell without what identifies anybody: the queue can see this screen (A7).

    The last four digits of a telephone are the link code (A2), so they never show, whatever
    the column is thought to mean.
    """
    folded = unicodedata.normalize("NFKC", cell).strip()
    digits = re.sub("[^0-9]", "", folded)
    if _PHONE.fullmatch(folded) and len(digits) >= _PHONE_DIGITS:
        return masked_phone(digits)
    if "@" in folded:
        return _MAIL
    if meaning == "notes":
        return _NOTE
    if meaning == "address":
        town = _TOWN.match(cell)
        return f"{town[0] if town else ''}{_HIDDEN}"
    return cell
