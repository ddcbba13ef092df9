"""Reads the day and the time of a meetup as organisers write them."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.errors import BirthdayUnreadable

_WITHOUT_YEAR: Final = re.compile(r"([0-9]{1,2})[/.\-月]([0-9]{1,2})日?")
_WEEKDAY: Final = re.compile(r"[（(]?[月火水木金土日](?:曜日?)?[)）]?$")
_TIME: Final = re.compile(r"([0-9]{1,2})(?:[:;時]([0-9]{1,2})?分?)?(半)?")
_COMPACT_TIME: Final = re.compile(r"([0-9]{1,2})([0-9]{2})")
_MONTH: Final = re.compile(r"(?P<era>R|令和)?(?P<year>\d{1,4})[年./-](?P<month>\d{1,2})?")
_BEFORE_REIWA: Final = 2018
_MONTHS_BACK: Final = 183
_FAR: Final = 100


def read_day(text: str, *, today: date) -> date | None:
    """Return the day, in wareki or western notation of any width; None where it is none.

    Without a year it is the next such day, unless it was within the last six months.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    bare = _WEEKDAY.sub("", folded) if not folded.endswith("日") or "曜" in folded else folded
    match = _WITHOUT_YEAR.fullmatch(bare)
    if match:
        return _nearest(int(match[1]), int(match[2]), today)
    try:
        return read_birthday(bare, today=_in_years(today, _FAR)).value
    except BirthdayUnreadable:
        return None


def read_month(text: str) -> tuple[int, int | None] | None:
    """Return the year and, where it is named, the month of 2026年4月, R8.4 or 令和8年."""
    found = _MONTH.search("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    year = int(found["year"]) + (_BEFORE_REIWA if found["era"] else 0)
    month = int(found["month"] or 0)
    return year, month if 1 <= month <= 12 else None


def _nearest(month: int, day: int, today: date) -> date | None:
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today - timedelta(days=_MONTHS_BACK):
            return found
    return None


def _in_years(day: date, years: int) -> date:
    return date(day.year + years, day.month, 1)


def read_time(text: str) -> str | None:
    """Return 10:00 for 10時, 1000 or 10：00; nothing for an empty text; None where it is none."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if not folded:
        return ""
    match = _TIME.fullmatch(folded) or _COMPACT_TIME.fullmatch(folded)
    if match is None:
        return None
    half = match.re is _TIME and match[3] is not None
    hour, minute = int(match[1]), 30 if half else int(match[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
