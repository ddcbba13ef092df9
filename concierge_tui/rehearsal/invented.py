"""What an invented family is before it is written down."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, NamedTuple

from concierge_tui.domain.codes import new_code
from concierge_tui.domain.consent import ORGANISER
from concierge_tui.domain.family import Emergency, Role
from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.consents import ConsentGiven, grant
from concierge_tui.services.households import checked
from concierge_tui.text import consent
from concierge_tui.text import rehearsal as text

SEED = 20261205


class Born(NamedTuple):
    """A birthday that keeps its age, or its month and day, whenever one practises."""

    years: int = 0
    months: int = 0
    month_day: tuple[int, int] | None = None

    def before(self, day: date) -> date:
        """Return the birthday of someone who is this old on `day`."""
        if self.month_day:
            return date(day.year - self.years, *self.month_day)
        months = day.year * 12 + day.month - 1 - self.years * 12 - self.months
        return date(months // 12, months % 12 + 1, min(day.day, 28))


class InventedPerson(NamedTuple):
    """One person of an invented family."""

    role: Role
    name: str
    kana: str
    relation: str = ""
    born: Born | None = None
    phone: str = ""
    allergy: str | None = None
    """None where nobody asked yet, empty where there is none."""
    may_collect: bool = True
    must_not_collect: bool = False


class InventedFamily(NamedTuple):
    """An invented family, and how it stands on the list."""

    key: str
    people: tuple[InventedPerson, ...]
    place: tuple[str, str, str, str]
    rest: str = "1-2-3"
    channel: str = ""
    smartphone: bool | None = True
    notes: str = ""
    emergency: Emergency | None = None
    table: str = ""
    arrived: bool = False


def code_of(key: str) -> str:
    """Return the card code of one invented family: the same in every rehearsal."""
    return new_code(Random(f"{SEED}-{key}"))  # noqa: S311 - practice cards, not secrets


def drafts_of(family: InventedFamily, meetup: str, day: date) -> list[Draft]:
    """Return what is written of a family: consent, people, its place on the list."""
    entity = new_id()
    ids = [new_id() for _ in family.people]
    given = ConsentGiven(consent.VERSION, consent.text_hash(text.BASIS), ORGANISER)
    drafts = [
        Draft("family.set", entity, checked("family", _family_fields(family)), subject=entity),
        *(
            Draft("person.set", person_id, _person_fields(entity, person, day), subject=entity)
            for person_id, person in zip(ids, family.people, strict=True)
        ),
        grant(entity, given, basis=text.BASIS),
    ]
    return drafts + _visit(family, entity, ids, meetup)


def _visit(family: InventedFamily, entity: str, ids: Sequence[str], meetup: str) -> list[Draft]:
    visit = visit_id(meetup, entity)
    kinds = ["visit.expect", "visit.arrive"] if family.arrived else ["visit.expect"]
    seat = checked("visit", {"family": entity, "table": family.table})
    return [
        Draft("visit.set", visit, seat, subject=entity, meetup=meetup),
        *(
            Draft(kind, visit, {"people": list(ids)}, subject=entity, meetup=meetup)
            for kind in kinds
        ),
    ]


def _family_fields(family: InventedFamily) -> dict[str, Any]:
    postal, prefecture, city, town = family.place
    fields: dict[str, Any] = {
        "postal": postal,
        "prefecture": prefecture,
        "city": city,
        "rest": f"{town}{family.rest}",
        "channel": family.channel,
        "smartphone": family.smartphone,
        "notes": family.notes,
        "emergency": family.emergency.model_dump() if family.emergency else None,
        "code": code_of(family.key),
        "source": "roster",
    }
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _person_fields(entity: str, person: InventedPerson, day: date) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "family": entity,
        "role": person.role,
        "name": person.name,
        "kana": person.kana,
        "relation": person.relation,
        "phone": person.phone,
        "phone_typed": person.phone,
        "birthday": person.born.before(day).isoformat() if person.born else None,
    }
    if person.role == "child":
        has = "unknown" if person.allergy is None else "yes" if person.allergy else "no"
        fields["allergy"] = {"has": has, "text": person.allergy or ""}
    else:
        fields["may_bring"] = not person.must_not_collect
        fields["may_collect"] = person.may_collect and not person.must_not_collect
    if person.must_not_collect:
        fields["must_not_collect"] = True
    return checked("person", {k: v for k, v in fields.items() if v not in ("", None)})
