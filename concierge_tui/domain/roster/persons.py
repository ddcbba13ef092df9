"""The cells of one person: name, reading, day of birth."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.errors import BirthdayUnreadable
from concierge_tui.domain.kana import is_kana, to_katakana
from concierge_tui.domain.roster.cells import Findings, is_blank_word

Cells = Mapping[str, str]
"""The raw cells of one person by part: name, surname, given, kana … birth."""

_LONGEST_NAME: Final = 100
_GROWN_UP: Final = 20
# Half-width kana and full-width letters come from old forms; other characters stay as written.
_ODD_WIDTHS: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f]+")
_NAMELIKE: Final = re.compile(r"[^\W\d_]")
_HONORIFIC: Final = re.compile(r"(?<=\S)[ ]?様$")
_SERIAL: Final = re.compile(r"\d{5}(?:\.0+)?")
_SERIAL_ZERO: Final = date(1899, 12, 30)


def read_name(cells: Cells, findings: Findings, person: str) -> str:
    """Return the name as written, one space where the file shows where the surname ends."""
    before = len(findings.problems)
    raw = cells.get("name", "")
    parts = [raw] if raw.strip() else [cells.get("surname", ""), cells.get("given", "")]
    text = " ".join(filter(None, (findings.text(p, "name", person=person) for p in parts)))
    text = _ODD_WIDTHS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _HONORIFIC.sub("", text)
    damaged = any(not p.mended for p in findings.problems[before:])
    if is_blank_word(text):
        text = ""
    if text and (len(text) > _LONGEST_NAME or not _NAMELIKE.search(text)):
        findings.add("name", "name_unreadable", text, person=person)
        return ""
    if not text and not damaged:
        findings.add("name", "name_missing", person=person)
    return text


def read_kana(cells: Cells, findings: Findings, person: str) -> str:
    """Return the reading in full-width katakana with single spaces."""
    before = len(findings.problems)
    raw = cells.get("kana", "")
    parts = [raw] if raw.strip() else [cells.get("surname_kana", ""), cells.get("given_kana", "")]
    text = " ".join(filter(None, (findings.text(p, "kana", person=person) for p in parts)))
    if is_blank_word(text):
        text = ""
    if text and is_kana(text) and len(text) <= _LONGEST_NAME:
        return to_katakana(text)
    if text:
        findings.add("kana", "kana_unreadable", text, person=person)
    elif len(findings.problems) == before:
        findings.add("kana", "kana_missing", person=person)
    return ""


def read_birth(raw: str, findings: Findings, person: str, *, today: date) -> date | None:
    """Return a child's day of birth, or None where it is not certain."""
    before = len(findings.problems)
    text = findings.text(raw, "birthday", person=person)
    if not text or is_blank_word(text):
        if len(findings.problems) == before:
            findings.add("birthday", "birthday_missing", person=person)
        return None
    if (counted := _from_serial(text, today)) is not None:
        findings.add("birthday", "day_number", text, person=person, mended=True)
        return counted
    try:
        read = read_birthday(text, today=today)
    except BirthdayUnreadable as error:
        findings.add("birthday", error.code, text, person=person)
        return None
    if read.warning:
        findings.add("birthday", read.warning, text, person=person, mended=True)
    if today.year - read.value.year > _GROWN_UP:
        findings.add("birthday", "grown_up", text, person=person)
    return read.value


def _from_serial(text: str, today: date) -> date | None:
    """Return the date of a spreadsheet's day number, unless the digits could be a date."""
    if not _SERIAL.fullmatch(text):
        return None
    month, day = int(text[1:3]), int(text[3:5])
    if 1 <= month <= 12 and 1 <= day <= 31:
        return None
    value = _SERIAL_ZERO + timedelta(days=int(text[:5]))
    return value if today.year - _GROWN_UP <= value.year and value <= today else None
