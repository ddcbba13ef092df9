"""Reads a telephone number as typed, as digits, and notes what had to be mended.

Spreadsheets drop the leading zero; families write brackets, spaces and country codes. Shapes
are checked, exchanges are not: a number is never refused for being rare.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.errors import PhoneUnreadable


@dataclass(frozen=True, slots=True)
class ReadPhone:
    """A number as it was typed and as digits.

    Warnings: lost_zero (the leading 0 was put back), foreign (a number of another country,
    digits with its country code), extension (digits without the extension).
    """

    typed: str
    digits: str
    warning: str | None = None


_LABEL: Final = re.compile(
    r"^(?:tel|phone|電話番号|電話|携帯電話|携帯|自宅|スマホ)[.:：]?\s*", re.IGNORECASE
)
_EXTENSION: Final = re.compile(r"\s*\(?(?:内線|ext\.?|#)\s*:?\s*[0-9]{1,6}\)?$", re.IGNORECASE)
_FLOAT_TAIL: Final = re.compile(r"^([0-9]{9,12})\.0+$")
_HYPHENS: Final = re.compile("[‐‑‒–—―−ーｰ─]")
_WRITTEN: Final = re.compile(r"\+?[0-9\s().\-]+")
_MOBILE: Final = re.compile(r"0(?:[679]0[0-9]|80[1-9])[0-9]{7}")  # 0800 is free of charge
_ELEVEN: Final = re.compile(r"0[256789]0[0-9]{8}")
_TEN: Final = re.compile(r"0(?![5-9]0)[1-9][0-9]{8}")  # a mobile number of ten digits lacks one
_LOST_ZERO: Final = re.compile(r"[256789]0[0-9]{8}|[1-9][0-9]{8}")
_HOME: Final = "81"


def read_phone(text: str) -> ReadPhone:
    """Return the number that the text holds.

    Raises:
        PhoneUnreadable: when it holds none, more than one, or too few or many digits.
    """
    typed = clean_text(text)
    number = _LABEL.sub("", _HYPHENS.sub("-", unicodedata.normalize("NFKC", typed)).strip())
    bare = _EXTENSION.sub("", number)
    warning = "extension" if bare != number else None
    bare = _FLOAT_TAIL.sub(r"\1", bare)
    if not bare:
        raise PhoneUnreadable("empty", text)
    if not _WRITTEN.fullmatch(bare):
        parts = [part for part in re.split("[/,、;・]", bare) if sum(map(str.isdigit, part)) >= 9]
        raise PhoneUnreadable("several" if len(parts) > 1 else "unreadable", text)
    digits = re.sub("[^0-9]", "", bare)
    if bare.startswith("+"):
        return _international(typed, digits, warning, text)
    return _domestic(typed, digits, warning, text)


def is_mobile(digits: str) -> bool:
    """Return whether these digits are a Japanese mobile number (A2)."""
    return bool(_MOBILE.fullmatch(digits))


def _domestic(typed: str, digits: str, warning: str | None, text: str) -> ReadPhone:
    if digits.startswith(f"00{_HOME}") or (digits.startswith(_HOME) and len(digits) == 12):
        return _international(typed, digits.removeprefix("00"), warning, text)
    if _LOST_ZERO.fullmatch(digits):
        digits, warning = f"0{digits}", "lost_zero"
    if _TEN.fullmatch(digits) or _ELEVEN.fullmatch(digits):
        return ReadPhone(typed, digits, warning)
    raise PhoneUnreadable("length" if digits else "unreadable", text)


def _international(typed: str, digits: str, warning: str | None, text: str) -> ReadPhone:
    if not digits.startswith(_HOME):
        if 8 <= len(digits) <= 15:
            return ReadPhone(typed, digits, "foreign")
        raise PhoneUnreadable("length", text)
    national = "0" + digits.removeprefix(_HOME).removeprefix("0")
    if _TEN.fullmatch(national) or _ELEVEN.fullmatch(national):
        return ReadPhone(typed, national, warning)
    raise PhoneUnreadable("length", text)
