"""What an imported family becomes in the journal."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from concierge_tui.domain.codes import new_code
from concierge_tui.domain.ids import derived_id, new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.roster import (
    RosterChild,
    RosterFamily,
    RosterGuardian,
    RosterProblem,
    RosterReading,
)


class NewFamily(NamedTuple):
    """The drafts of one family, before its consent."""

    family: str
    people: tuple[str, ...]
    drafts: list[Draft]


def new_family(
    roster: str, meetup: str, family: RosterFamily, problems: Sequence[RosterProblem]
) -> NewFamily:
    """Return a family with its people, its place on the list and what must be mended."""
    entity = new_id()
    members: dict[tuple[int, str], str] = {}
    drafts = [Draft("family.set", entity, _family(family), subject=entity)]
    if family.guardian.name or family.guardian.kana:
        guardian = new_id()
        members.update(dict.fromkeys(((row, "g") for row in family.rows), guardian))
        drafts.append(_person(entity, guardian, _guardian(family.guardian)))
    for child in family.children:
        members[child.row, child.slot] = new_id()
        drafts.append(_person(entity, members[child.row, child.slot], _child(child)))
    people = tuple(dict.fromkeys(members.values()))
    drafts += expected(meetup, entity, people, family)
    for problem in problems:
        if problem.row in family.rows and not problem.mended:
            person = members.get((problem.row, problem.person))
            drafts.append(_problem(roster, meetup, problem, entity, person))
    return NewFamily(entity, people, drafts)


def expected(meetup: str, entity: str, people: Sequence[str], family: RosterFamily) -> list[Draft]:
    """Return a family's place on the list of one meetup."""
    visit = visit_id(meetup, entity)
    body: dict[str, Any] = {"family": entity, "fingerprint": family.fingerprint}
    if family.match_key:
        body["match_key"] = family.match_key
    if family.adults is not None:
        body["adults"] = family.adults
    return [
        Draft("visit.set", visit, body, subject=entity, meetup=meetup),
        Draft("visit.expect", visit, {"people": list(people)}, subject=entity, meetup=meetup),
    ]


def nameless(roster: str, meetup: str, reading: RosterReading) -> list[Draft]:
    """Return the rows that wait in the repair list because nobody is named in them."""
    drafts = []
    for row in reading.nameless:
        entity = derived_id("nameless", meetup, *row.cells)
        body = {
            "roster": roster,
            "record": row.row,
            "field": "name",
            "code": "nobody_named",
            "cells": list(row.cells),
            "state": "open",
        }
        drafts.append(Draft("problem.set", entity, body, meetup=meetup))
    return drafts


def _family(family: RosterFamily) -> dict[str, Any]:
    emergency = None
    if family.emergency:
        digits = "".join(c for c in family.emergency if c.isascii() and c.isdigit())
        name = family.emergency if not digits else ""
        emergency = {"name": name, "phone": digits, "relation": ""}
    fields = {
        "postal": family.address.postal,
        "prefecture": family.address.prefecture,
        "city": family.address.city,
        "rest": family.address.rest,
        "channel": family.channel,
        "smartphone": family.smartphone,
        "notes": family.notes,
        "emergency": emergency,
        "code": new_code(),
        "source": "roster",
    }
    return _given(fields)


def _guardian(guardian: RosterGuardian) -> dict[str, Any]:
    fields = {
        "role": "guardian",
        "name": guardian.name,
        "kana": guardian.kana,
        "relation": guardian.relation,
        "phone": guardian.phone,
        "phone_typed": guardian.phone_typed,
        "email": guardian.email,
    }
    return {**_given(fields), "may_bring": True, "may_collect": True}


def _child(child: RosterChild) -> dict[str, Any]:
    fields = {
        "role": "child",
        "name": child.name,
        "kana": child.kana,
        "birthday": child.birthday.isoformat() if child.birthday else None,
    }
    return {**_given(fields), "allergy": child.allergy.model_dump()}


def _person(family: str, person: str, fields: dict[str, Any]) -> Draft:
    return Draft("person.set", person, {"family": family, **fields}, subject=family)


def _problem(
    roster: str, meetup: str, problem: RosterProblem, family: str, person: str | None
) -> Draft:
    body = {
        "roster": roster,
        "record": problem.row,
        "field": problem.field,
        "code": problem.code,
        "value": problem.value,
        "person": person,
        "state": "open",
    }
    return Draft("problem.set", new_id(), body, subject=family, meetup=meetup)


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}
