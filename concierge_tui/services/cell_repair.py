"""Reads what is typed into one damaged field, by the same readers as the import."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from concierge_tui.domain.address import read_postal
from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.errors import FieldInvalid, FieldMissing, NotFound
from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.kana import is_kana, to_katakana
from concierge_tui.domain.phone import read_phone
from concierge_tui.domain.roster import SplitAddress
from concierge_tui.domain.roster.answers import read_adults, read_yes_no
from concierge_tui.domain.roster.cells import Findings
from concierge_tui.domain.roster.contacts import read_email
from concierge_tui.domain.task import Problem
from concierge_tui.services import ports

_NAMELIKE: Final = re.compile(r"[^\W\d_]")
_OF_A_GUARDIAN: Final = frozenset({"phone", "email", "relation"})
_OF_A_PERSON: Final = frozenset({"name", "kana", "birthday"}) | _OF_A_GUARDIAN


class Repaired(NamedTuple):
    """Fields to be written on one entity; none names the family's visit."""

    noun: str
    entity: str
    body: Mapping[str, Any]


class CellRepair:
    """Knows how each field is read."""

    def __init__(self, postal: ports.Postal, split: SplitAddress) -> None:
        self._postal = postal
        self._split = split
        self._household: dict[str, Callable[[str, Family], dict[str, Any]]] = {
            "postal": self._read_postal,
            "address": self._read_address,
            "smartphone": _smartphone,
            "notes": _notes,
            "channel": lambda text, _family: {"channel": text},
            "emergency": _emergency,
        }

    def knows(self, field: str) -> bool:
        """Say whether the field can be typed at all."""
        return field in _OF_A_PERSON or field in self._household or field == "adults"

    def read(self, problem: Problem, typed: str, family: Family, *, today: date) -> list[Repaired]:
        """Return what the text means for the field of a problem.

        Raises:
            Unreadable: when a day or a number cannot be read.
            FieldMissing: when nothing was typed.
            FieldInvalid: when the field cannot hold it.
        """
        field, text = problem.field, clean_text(typed, multiline=problem.field == "notes")
        if not text:
            raise FieldMissing(field)
        if field == "adults":
            adults = read_adults(text)
            if adults is None:
                raise FieldInvalid(field)
            return [Repaired("visit", "", {"adults": adults})]
        if field in _OF_A_PERSON:
            return [self._person(problem, family, read_person_field(field, text, today=today))]
        if field in self._household:
            return [Repaired("family", family.id, self._household[field](text, family))]
        raise FieldInvalid(field)

    def _person(self, problem: Problem, family: Family, body: dict[str, Any]) -> Repaired:
        if problem.person:
            if family.person(problem.person) is None:
                raise NotFound("person")
            return Repaired("person", problem.person, body)
        if problem.field not in _OF_A_GUARDIAN | {"name", "kana"}:
            raise NotFound("person")
        adult = next(iter(family.adults), None)
        if adult is not None:
            return Repaired("person", adult.id, body)
        # The row named a child only: whoever came forward for it is known from now on.
        rights = {"role": "guardian", "may_bring": True, "may_collect": True}
        return Repaired("person", new_id(), {"family": family.id, **rights, **body})

    def _read_postal(self, text: str, family: Family) -> dict[str, Any]:
        code = read_postal(text)
        if not code:
            raise FieldInvalid("postal")
        cities = {(place.prefecture, place.city) for place in self._postal.places(code)}
        if family.city or len(cities) != 1:
            return {"postal": code}
        prefecture, city = cities.pop()
        return {"postal": code, "prefecture": prefecture, "city": city}

    def _read_address(self, text: str, family: Family) -> dict[str, Any]:
        address = self._split(text, family.postal)
        found = {
            "postal": address.postal,
            "prefecture": address.prefecture,
            "city": address.city,
            "rest": address.rest,
        }
        return {name: value for name, value in found.items() if value or name == "rest"}


def read_person_field(field: str, text: str, *, today: date) -> dict[str, Any]:
    """Return the fields of a person that a clean text means.

    Raises:
        Unreadable: when a day or a number cannot be read.
        FieldInvalid: when the field cannot hold it.
    """
    match field:
        case "birthday":
            return {"birthday": read_birthday(text, today=today).value.isoformat()}
        case "phone":
            read = read_phone(text)
            return {"phone": read.digits, "phone_typed": read.typed}
        case "kana" if is_kana(text):
            return {"kana": to_katakana(text)}
        case "name" if _NAMELIKE.search(text):
            return {"name": text}
        case "email":
            findings = Findings(0)
            email = read_email(text, findings)
            if email and not findings.problems:
                return {"email": email}
        case "relation":
            return {"relation": text}
    raise FieldInvalid(field)


def emergency_of(text: str) -> dict[str, str]:
    """Return whom to call: a number where there is one, else what was written."""
    digits = "".join(character for character in text if character.isascii() and character.isdigit())
    return {"name": "" if digits else text, "phone": digits, "relation": ""}


def _emergency(text: str, _family: Family) -> dict[str, Any]:
    return {"emergency": emergency_of(text)}


def _smartphone(text: str, _family: Family) -> dict[str, Any]:
    answer = read_yes_no(text)
    if answer is None:
        raise FieldInvalid("smartphone")
    return {"smartphone": answer}


def _notes(text: str, family: Family) -> dict[str, Any]:
    return {"notes": f"{family.notes}\n{text}" if family.notes else text}
