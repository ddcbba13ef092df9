"""How people and their contacts are called, in full and masked."""

from typing import Final

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.kana import to_hiragana

NAMELESS: Final = "名前がまだの家庭"
"""A family that writes her name on her own telephone (スマホへ引き継ぎ)."""
NAMELESS_SHORT: Final = "名前まだ"
"""The same where a list has twelve cells for it."""
_OF_SERVICES: Final = ("0120", "0570", "0800")
"""What a number begins with that is free of charge, or leads to a desk: read out 4-3."""
_OF_CITIES: Final = ("03", "06")
"""Tokyo and Osaka. Longer area codes are not told apart: no list of them is kept here."""


def family_name(family: Family) -> str:
    """Return what the household is called: 田中家."""
    person = family.representative
    if person is None:
        return "この家庭"
    name = person.surname or to_hiragana(person.kana).partition(" ")[0]
    return f"{name}家" if name else NAMELESS


def public_name(family: Family) -> str:
    """Return what other families may call it: the name that it chose to show, else its own."""
    person = family.representative
    return (person.display_name or person.called if person else "") or NAMELESS


def table_name(where: str) -> str:
    """Return what a table is called: テーブル3, or its own name."""
    return f"テーブル{where}" if where.isascii() and where.isdigit() else where


def called(family: Family) -> str:
    """Return the name by which a list tells a family from another of the same surname."""
    person = family.representative
    return (person.called if person else "") or family_name(family)


def short_name(person: Person, family: Family) -> str:
    """Return the name to say within a household: without the surname they share."""
    first = family.representative
    if not person.name:
        reading = to_hiragana(person.kana)
        shared = first is not None and reading.partition(" ")[0] == _first_kana(first)
        return (reading.partition(" ")[2] if shared else "") or reading or "名前なし"
    return person.given if first and person.surname == first.surname else person.name


def _first_kana(person: Person) -> str:
    return to_hiragana(person.kana).partition(" ")[0]


def with_relation(person: Person, family: Family) -> str:
    """Return 和子(祖母)."""
    name = short_name(person, family)
    return f"{name}({person.relation})" if person.relation else name


def told_by(family: Family) -> tuple[str, str, list[str]]:
    """Return what tells a family apart aloud: a name, the town, the children's birth days."""
    first = family.representative
    born = [f"{c.birthday.month}/{c.birthday.day}" for c in family.children if c.birthday]
    return (first.name or to_hiragana(first.kana)) if first else "", family.city, born


def masked_phone(digits: str) -> str:
    """Return a telephone number without what identifies it; the last four are a link code."""
    return f"{digits[:3]}-****-****" if digits else ""


def contact_masked(family: Family, near: str = "") -> str:
    """Return which contacts there are, without their content, and how near the family lives."""
    phones = [masked_phone(person.phone) for person in family.adults if person.phone]
    words = [f"電話 {phones[0]}" if phones else "電話なし"]
    if family.rest:
        words.append(f"住所あり({near})" if near else "住所あり")
    elif near:
        words.append(near)
    if family.notes or any(person.notes for person in family.people):
        words.append("メモあり")
    return "  ".join(words)


def contact_revealed(family: Family) -> list[str]:
    """Return the lines of a logged look at what is hidden."""
    lines = ["  ".join(_phones(family)) or "電話なし"]
    place = f"〒{family.postal[:3]}-{family.postal[3:]} " if family.postal else ""
    lines.append(f"住所 {place}{family.prefecture}{family.city}{family.rest}")
    mails = [person.email for person in family.adults if person.email]
    notes = [note for note in (family.notes, *(p.notes for p in family.people)) if note]
    if mails:
        lines.append("メール " + "、".join(mails))
    if notes:
        lines.append("メモ " + " / ".join(notes))
    return lines


def _phones(family: Family) -> list[str]:
    words = [
        f"{short_name(person, family)} {phone(person.phone)}"
        for person in family.adults
        if person.phone
    ]
    if family.emergency and family.emergency.phone:
        who = family.emergency
        words.append(f"緊急 {who.name} {phone(who.phone)}".replace("  ", " "))
    return words


def phone(digits: str) -> str:
    """Return a number in groups, as people read it out."""
    if len(digits) not in (10, 11):
        return digits
    if digits.startswith(_OF_SERVICES):
        return f"{digits[:4]}-{digits[4:7]}-{digits[7:]}"
    head = 2 if digits.startswith(_OF_CITIES) else 3
    return f"{digits[:head]}-{digits[head:-4]}-{digits[-4:]}"
