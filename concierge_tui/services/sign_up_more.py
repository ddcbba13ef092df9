"""The second page of a sign-up: what is known of a family, and what its answers write."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.errors import FieldInvalid
from concierge_tui.domain.family import Emergency, Family, Need
from concierge_tui.services.addresses import address_parts
from concierge_tui.services.ports import Postal
from concierge_tui.services.sign_up_answers import MoreAnswers
from concierge_tui.services.walk_in_answers import read_number
from concierge_tui.text.walk_in import NO_PHONE

PRIVATE: Final = ("email", "fax", "postal", "rest", "notes")
"""Never shown where they are known (A7): what is typed replaces them, nothing typed keeps them."""

_ADDRESS: Final = frozenset({"postal", "city", "rest"})
_NEED: Final = frozenset({"need_days", "need_hours", "need_short", "need_text"})
_EMERGENCY: Final = frozenset({"emergency_phone", "emergency_name"})
_PLAIN: Final = ("contacts", "moved_in", "channel", "categories", "notes")
_YES_OR_NO: Final = ("smartphone", "wants_introduction", "wants_to_help")
_OF_GUARDIAN: Final = {
    "email": "email",
    "name_exception": "name_exception",
    "photo": "photo_visibility",
    "age": "age_visibility",
}
_SAID: Final[Mapping[str, bool]] = {"yes": True, "no": False}
_MOST_DIGITS: Final = 3


def known_of(family: Family) -> MoreAnswers:
    """Return what the second page shows of a family; what is private stays hidden."""
    guardian, need = family.representative, family.need or Need()
    words: dict[Any, str] = {True: "yes", False: "no"}
    return MoreAnswers(
        contacts=list(family.contacts),
        city=family.city,
        smartphone=words.get(family.smartphone, ""),
        name_exception=guardian.name_exception if guardian else "",
        photo=guardian.photo_visibility if guardian else "acquaintances",
        age=guardian.age_visibility if guardian else "acquaintances",
        intention=family.intention or "",
        wants_introduction=words.get(family.wants_introduction, ""),
        wants_to_help=words.get(family.wants_to_help, ""),
        need_days=list(need.days),
        need_hours=need.hours,
        need_short=["yes"] if need.short else [],
        need_text=need.text,
        relied_on="" if family.relied_on is None else str(family.relied_on),
        moved_in=family.moved_in,
        channel=family.channel,
        categories=list(family.categories),
    )


def hidden_of(family: Family) -> dict[str, str]:
    """Return the private values of the second page, to say that there is something."""
    guardian = family.representative
    held = {name: getattr(family, name) for name in PRIVATE if name != "email"}
    return held | {"email": guardian.email if guardian else ""}


def family_fields(more: MoreAnswers, book: Postal) -> dict[str, Any]:
    """Return every field of the household that these answers fill.

    Raises:
        ConciergeError: when a number cannot be read.
    """
    fields = changed_family(MoreAnswers(), more, Family(id=""), book)
    fields.pop("emergency", None)
    return fields


def changed_family(
    before: MoreAnswers, now: MoreAnswers, family: Family, book: Postal
) -> dict[str, Any]:
    """Return the fields of the household that differ from what was shown.

    Raises:
        ConciergeError: when a number cannot be read.
    """
    changed = _changed(before, now)
    fields: dict[str, Any] = {name: getattr(now, name) for name in _PLAIN if name in changed}
    fields |= {name: _SAID.get(getattr(now, name)) for name in _YES_OR_NO if name in changed}
    if "notes" in fields:
        fields["notes"] = _or_deleted(now.notes)
    if "fax" in changed:
        number = read_number(now.fax)
        fields["fax"] = number.digits if number else ""
    if changed & _ADDRESS:
        fields |= _address(now, family, book)
    if "intention" in changed and now.intention:
        fields["intention"] = now.intention
    if changed & _NEED:
        fields["need"] = _need(now)
    if "relied_on" in changed:
        fields["relied_on"] = _count(now.relied_on)
    if changed & _EMERGENCY:
        fields["emergency"] = _emergency(now, changed, family)
    return fields


def changed_people(
    before: MoreAnswers, now: MoreAnswers, family: Family, today: date
) -> dict[str, dict[str, Any]]:
    """Return what differs about people, by person.

    Raises:
        ConciergeError: when a number or a birthday cannot be read.
    """
    people: dict[str, dict[str, Any]] = {person.id: {} for person in family.people}
    guardian, changed = family.representative, _changed(before, now)
    if guardian is not None:
        of_guardian = {
            field: _or_deleted(getattr(now, name))
            for name, field in _OF_GUARDIAN.items()
            if name in changed
        }
        if "phone" in changed:
            number = read_number(now.phone)
            of_guardian["phone"] = number.digits if number else ""
            of_guardian["phone_typed"] = number.typed if number else ""
        people[guardian.id] |= of_guardian
        surname, space, _ = (now.names.get(guardian.id) or guardian.name).partition(" ")
        for person, name in now.names.items():
            if name and person in people:
                is_short = " " not in name and space and person != guardian.id
                people[person]["name"] = f"{surname} {name}" if is_short else name
    for person, typed in now.birthdays.items():
        if typed and person in people:
            people[person]["birthday"] = read_birthday(typed, today=today).value.isoformat()
    return {person: fields for person, fields in people.items() if fields}


def _changed(before: MoreAnswers, now: MoreAnswers) -> set[str]:
    names = MoreAnswers.model_fields
    return {name for name in names if getattr(before, name) != getattr(now, name)}


def _or_deleted(typed: str) -> str:
    return "" if typed in NO_PHONE else typed


def _emergency(now: MoreAnswers, changed: set[str], family: Family) -> dict[str, Any] | None:
    """Return whom to call; what was not written over stays, and 「なし」 takes it off."""
    update = {}
    if "emergency_name" in changed:
        update["name"] = _or_deleted(now.emergency_name)
    if "emergency_phone" in changed:
        number = read_number(now.emergency_phone)
        update["phone"] = number.digits if number else ""
    after = (family.emergency or Emergency()).model_copy(update=update)
    return after.model_dump() if after != Emergency() else None


def _address(now: MoreAnswers, family: Family, book: Postal) -> dict[str, str]:
    postal, rest = now.postal or family.postal, now.rest or family.rest
    parts = address_parts(_or_deleted(postal), now.city, _or_deleted(rest), book)
    return parts._asdict()


def _need(now: MoreAnswers) -> dict[str, Any] | None:
    need = Need(
        days=tuple(now.need_days),
        hours=now.need_hours,
        short=bool(now.need_short),
        text=now.need_text,
    )
    return None if need == Need() else need.model_dump(mode="json")


def _count(typed: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS):
        raise FieldInvalid("relied_on")
    return int(typed)
