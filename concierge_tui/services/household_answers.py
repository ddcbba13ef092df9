"""Reads a household's form: what a person shows, and what an edited field writes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.family import Emergency, Family, Person
from concierge_tui.domain.kana import to_hiragana, to_katakana
from concierge_tui.services.addresses import address_parts
from concierge_tui.services.ports import Postal
from concierge_tui.services.walk_in_answers import read_number

Raw = Mapping[str, Any]
"""Fields by name as they stand on the form: text, or the answers of a choice."""

RIGHTS = ("may_bring", "may_collect", "must_not_collect")
_AS_TYPED = frozenset(
    {"name", "relation", "email", "photo_visibility", "age_visibility", "name_exception",
     "notes", "role"}
)  # fmt: skip
_FAMILY_AS_TYPED = frozenset({"channel", "moved_in", "notes"})


def shown_person(person: Person) -> dict[str, Any]:
    """Return a person as the form shows it."""
    born = person.birthday
    return {
        "kana": to_hiragana(person.kana),
        "name": person.name,
        "relation": person.relation,
        "birthday": f"{born.year}/{born.month}/{born.day}" if born else "",
        "phone": person.phone,
        "email": person.email,
        "allergy": person.allergy.has,
        "allergy_text": person.allergy.text,
        "rights": [right for right in RIGHTS if getattr(person, right)],
        "photo_visibility": person.photo_visibility,
        "age_visibility": person.age_visibility,
        "name_exception": person.name_exception,
        "notes": person.notes,
        "role": person.role,
    }


def shown_family(family: Family) -> dict[str, Any]:
    """Return what belongs to the whole household as the form shows it."""
    who = family.emergency or Emergency()
    return {
        "postal": family.postal,
        "city": family.city,
        "rest": family.rest,
        "emergency_name": who.name,
        "emergency_phone": who.phone,
        "channel": family.channel,
        "categories": list(family.categories),
        "moved_in": family.moved_in,
        "smartphone": {True: "yes", False: "no"}.get(family.smartphone, ""),  # type: ignore[arg-type]
        "notes": family.notes,
        "host_may_collect": ["yes"] if family.host_may_collect else [],
    }


def person_changes(person: Person, edited: Raw, today: date) -> dict[str, Any]:
    """Return the fields that an edited form writes.

    Raises:
        ConciergeError: when a number or a birthday cannot be read.
    """
    changes = {name: value for name, value in edited.items() if name in _AS_TYPED}
    if "kana" in edited:
        changes["kana"] = to_katakana(edited["kana"])
    if "birthday" in edited:
        typed = edited["birthday"]
        born = read_birthday(typed, today=today).value if typed else None
        changes["birthday"] = born.isoformat() if born else None
    if "phone" in edited:
        number = read_number(edited["phone"])
        changes["phone"] = number.digits if number else ""
        changes["phone_typed"] = number.typed if number else ""
    if "allergy" in edited or "allergy_text" in edited:
        has = edited.get("allergy", person.allergy.has)
        text = edited.get("allergy_text", person.allergy.text)
        changes["allergy"] = {"has": has, "text": "" if has == "no" else text}
    if "rights" in edited:
        changes |= {right: right in edited["rights"] for right in RIGHTS}
    return changes


def family_changes(family: Family, edited: Raw, book: Postal) -> dict[str, Any]:
    """Return the fields of the household that an edited form writes.

    Raises:
        ConciergeError: when a number cannot be read.
    """
    changes = {name: value for name, value in edited.items() if name in _FAMILY_AS_TYPED}
    if edited.keys() & {"postal", "city", "rest"}:
        parts = address_parts(
            edited.get("postal", family.postal),
            edited.get("city", family.city),
            edited.get("rest", family.rest),
            book,
        )
        changes |= parts._asdict()
    if edited.keys() & {"emergency_name", "emergency_phone"}:
        before = family.emergency or Emergency()
        number = read_number(edited.get("emergency_phone", before.phone))
        after = before.model_copy(
            update={
                "name": edited.get("emergency_name", before.name),
                "phone": number.digits if number else "",
            }
        )
        changes["emergency"] = after.model_dump() if after != Emergency() else None
    if "categories" in edited:
        changes["categories"] = list(edited["categories"])
    if "smartphone" in edited:
        changes["smartphone"] = {"yes": True, "no": False}.get(edited["smartphone"])
    if "host_may_collect" in edited:
        changes["host_may_collect"] = bool(edited["host_may_collect"])
    return changes
