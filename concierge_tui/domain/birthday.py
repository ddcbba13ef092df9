"""Reads a birthday however a family writes it: wareki or western, any width, kanji numerals.

A day that cannot be certain is refused with the reason, never guessed: the age gate (A19)
stands on it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from concierge_tui.domain.errors import BirthdayUnreadable


@dataclass(frozen=True, slots=True)
class ReadBirthday:
    """A day of birth and what is odd about how it was written.

    Warnings: era_ended (the last year of an era, after its last day), era_not_begun (its first
    year, before its first day); the day is certain all the same.
    """

    value: date
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class _Era:
    first: date
    last: date | None


_ERAS: Final = {
    "令": _Era(date(2019, 5, 1), None),
    "平": _Era(date(1989, 1, 8), date(2019, 4, 30)),
    "昭": _Era(date(1926, 12, 25), date(1989, 1, 7)),
    "大": _Era(date(1912, 7, 30), date(1926, 12, 24)),
    "明": _Era(date(1868, 1, 25), date(1912, 7, 29)),
}
_ERA_LETTERS: Final = {"r": "令", "h": "平", "s": "昭", "t": "大", "m": "明"}
_OLDEST_YEARS: Final = 130

_DIGITS: Final = dict(zip("零〇一二三四五六七八九", (0, *range(10)), strict=True))
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_KANJI_NUMBER: Final = re.compile("[〇零一二三四五六七八九十百千]+")

_BRACKETS: Final = re.compile(r"\([^()]*\)")
_TIME: Final = re.compile(r"(?<=[0-9])(?:t| +)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?$")
_ERA: Final = "(?:(?P<era>令和?|平成?|昭和?|大正?|明治?|[rhstm])\\.?)?"
_SEPARATED: Final = re.compile(
    rf"{_ERA}(?P<year>[0-9]{{1,4}}|元)[年./\-](?P<month>[0-9]{{1,2}})[月./\-](?P<day>[0-9]{{1,2}})日?"
)
_EIGHT_DIGITS: Final = re.compile(
    r"(?P<era>)(?P<year>[0-9]{4})(?P<month>[0-9][0-9])(?P<day>[0-9][0-9])"
)
_ERA_AND_SIX: Final = re.compile(
    rf"{_ERA}(?P<year>[0-9][0-9])(?P<month>[0-9][0-9])(?P<day>[0-9][0-9])"
)
_SHAPES: Final = (_SEPARATED, _EIGHT_DIGITS, _ERA_AND_SIX)


def read_birthday(text: str, *, today: date) -> ReadBirthday:
    """Return the day that the text names.

    Raises:
        BirthdayUnreadable: when it names no day, no certain day, or one that cannot be.
    """
    folded = _fold(text)
    if not text.strip():
        raise BirthdayUnreadable("empty", text)
    match = next(filter(None, (shape.fullmatch(folded) for shape in _SHAPES)), None)
    if match is None:
        raise BirthdayUnreadable("unreadable", text)
    year, era = _western_year(match, text)
    try:
        value = date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        raise BirthdayUnreadable("feb30", text) from None
    if value > today:
        raise BirthdayUnreadable("future", text)
    if value.year < today.year - _OLDEST_YEARS:
        raise BirthdayUnreadable("too_old", text)
    return ReadBirthday(value, _warning(value, era))


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    folded = _BRACKETS.sub("", folded)
    folded = re.sub("[‐‑‒–—―−ー]", "-", folded).replace("。", ".").replace("・", ".")
    folded = _TIME.sub("", folded.strip())
    folded = re.sub(r"\s+", "", folded).removeprefix("西暦")
    folded = re.sub("(?:生まれ|うまれ|生)$", "", folded)
    return _KANJI_NUMBER.sub(lambda match: _arabic(match[0]), folded)


def _arabic(kanji: str) -> str:
    """Return kanji numerals as digits, in either way of writing: 三十一 or 二〇二三."""
    if not any(character in _UNITS for character in kanji):
        return "".join(str(_DIGITS[character]) for character in kanji)
    total = waiting = 0
    for character in kanji:
        if character in _UNITS:
            total += max(waiting, 1) * _UNITS[character]
            waiting = 0
        else:
            waiting = waiting * 10 + _DIGITS[character]
    return str(total + waiting)


def _western_year(match: re.Match[str], text: str) -> tuple[int, _Era | None]:
    written, name = match["year"], match["era"]
    if not name:
        if len(written) != 4:
            raise BirthdayUnreadable("era_unknown", text)
        return int(written), None
    era = _ERAS[_ERA_LETTERS.get(name, name[0])]
    number = 1 if written == "元" else int(written)
    year = era.first.year + number - 1
    if number < 1:
        raise BirthdayUnreadable("unreadable", text)
    if era.last and year > era.last.year:
        raise BirthdayUnreadable("era_over", text)
    return year, era


def _warning(value: date, era: _Era | None) -> str | None:
    if era is None:
        return None
    if value < era.first:
        return "era_not_begun"
    if era.last and value > era.last:
        return "era_ended"
    return None
