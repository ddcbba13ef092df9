"""The cells by which a family is reached: phone, mail, postal code, address."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from concierge_tui.domain.address import Address
from concierge_tui.domain.errors import PhoneUnreadable
from concierge_tui.domain.phone import read_phone
from concierge_tui.domain.roster.cells import Findings, is_blank_word

SplitAddress = Callable[[str, str], Address]
"""Splits an address, given its text and the postal code; bound to the area's postal table."""

_EMAIL: Final = re.compile(r"[^@\s<>()\",;]+@[^@\s<>()\",;]+\.[A-Za-z0-9-]{2,}")
_HYPHENS: Final = re.compile("[‐‑‒–—―−ーｰ─\\-]")
_POSTAL_AHEAD: Final = re.compile(r"〒?\s*(\d{3}[‐‑‒–—―−ーｰ─\-]?\d{4})(?!\d)\s*")
_BETWEEN_PHONES: Final = re.compile(r"[/／、,;；\n]|(?<=\d)\s+(?=0\d{1,4}-)")
# 「(母)」 or 「自宅」 beside a number; letters of the alphabet are left, they are a slip.
_WORDS: Final = re.compile("[(（]?[ぁ-ゖァ-ヺ一-龥々]+(?:ー[ァ-ヺ]+)*[)）]?[:：]?")

# An answer, not a gap: who has no telephone is not asked for one again (E23).
_HAS_NONE: Final = re.compile(
    "(?:携帯|ケータイ|スマホ|自宅|固定)?(?:電話)?(?:番号)?(?:は|も)?"
    "(?:無し?|な(?:し|い)|(?:あり|ござい|持って(?:い)?)ません|持って(?:い)?ない)(?:です)?[。.]?"
)


class Phones(NamedTuple):
    """The numbers of a guardian, digits only but for `typed`."""

    digits: str = ""
    typed: str = ""
    second: str = ""


def read_phones(first: str, second: str, findings: Findings, *, expected: bool = True) -> Phones:
    """Return a guardian's numbers; two numbers in one cell become first and second."""
    said = [cell for cell in (first, second) if not _HAS_NONE.fullmatch(cell.strip())]
    cells = [cell for cell in said if cell.strip() and not is_blank_word(cell.strip())]
    if not cells:
        if expected and said == [first, second]:
            findings.add("phone", "phone_missing")
        return Phones()
    numbers = [number for cell in cells for number in _numbers(cell, findings)]
    if not numbers:
        return Phones()
    (typed, digits), others = numbers[0], numbers[1:]
    return Phones(digits, typed, others[0][1] if others else "")


def _numbers(cell: str, findings: Findings) -> list[tuple[str, str]]:
    """Return the numbers in one cell, each as typed and as digits."""
    text = findings.text(cell, "phone")
    if not text:
        return []
    try:
        read = read_phone(_WORDS.sub("", text))
    except PhoneUnreadable as error:
        return _several(cell, text, findings, error)
    if read.warning:
        findings.add("phone", read.warning, text, mended=True)
    return [(read.typed, read.digits)]


def _several(
    cell: str, text: str, findings: Findings, error: PhoneUnreadable
) -> list[tuple[str, str]]:
    numbers = []
    for part in _BETWEEN_PHONES.split(cell):
        try:
            read = read_phone(part)
        except PhoneUnreadable:
            continue
        numbers.append((read.typed, read.digits))
    if len(numbers) > 1:
        findings.add("phone", "several", text, mended=True)
        return numbers
    findings.add("phone", "phone_length" if error.code == "length" else "phone_unreadable", text)
    return numbers if error.code == "several" else []


def read_email(raw: str, findings: Findings) -> str:
    """Return a mail address in half-width characters, or nothing."""
    text = findings.text(raw, "email")
    folded = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix("mailto:")
    if not folded or is_blank_word(folded):
        return ""
    if _EMAIL.fullmatch(folded):
        return folded
    findings.add("email", "email_unreadable", text)
    return ""


def read_postal(raw: str, findings: Findings) -> str:
    """Return a postal code as seven digits, or nothing."""
    text = findings.text(raw, "postal")
    if not text or is_blank_word(text):
        return ""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).removesuffix(".0")
    folded = _HYPHENS.sub("", folded.removeprefix("〒").removeprefix("郵便番号").strip(":"))
    if folded.isascii() and folded.isdigit():
        if len(folded) == 7 and folded != "0000000":
            return folded
        if len(folded) == 6 and "-" not in text:
            findings.add("postal", "lost_zero", text, mended=True)
            return f"0{folded}"
    findings.add("postal", "postal_unreadable", text)
    return ""


def read_address(
    cells: Sequence[str], postal: str, findings: Findings, split: SplitAddress
) -> Address:
    """Return the address in its public and private parts; a code before it counts as postal."""
    parts = [findings.text(cell, "address") for cell in cells]
    text = " ".join(part for part in parts if part and not is_blank_word(part))
    ahead = _POSTAL_AHEAD.match(unicodedata.normalize("NFKC", text[:12]))
    if ahead is not None:
        text = text[ahead.end() :].lstrip()
        postal = postal or "".join(c for c in ahead[1] if c.isdigit())
    return split(text, postal)
