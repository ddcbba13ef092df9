"""Families, search, attendance and check-in."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from concierge_tui.commands.output import as_json, opened, show
from concierge_tui.commands.reading import lines_of
from concierge_tui.domain.clock import iso
from concierge_tui.domain.consent import FamilyHidden
from concierge_tui.domain.errors import AlreadyHere, NobodyChosen
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.meetup import Attendance
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.search import Kind, read_query
from concierge_tui.services.desk import Desk
from concierge_tui.text import commands as words
from concierge_tui.text.times import clock_time

_PERSON = ("id", "role", "name", "kana", "birthday", "phone", "email", "relation", "allergy")
_RIGHTS = ("may_bring", "may_collect", "must_not_collect")


def family_json(family: Family) -> dict[str, Any]:
    """Return a household as the command line shows it: nothing of this device stands in it."""
    return {
        "id": family.id,
        "address": family.model_dump(include={"postal", "prefecture", "city", "rest"}),
        "channel": family.channel,
        "smartphone": family.smartphone,
        "notes": family.notes,
        "categories": list(family.categories),
        "emergency": family.emergency.model_dump() if family.emergency else None,
        "host": family.host,
        "code": family.code,
        "people": [_person_json(person) for person in family.people],
    }


def _person_json(person: Person) -> dict[str, Any]:
    return person.model_dump(mode="json", include={*_PERSON, *_RIGHTS})


def attendance_json(row: Attendance) -> dict[str, Any]:
    """Return one person at one meetup, times as ISO 8601 in UTC."""
    return {
        "person": row.person,
        "family": row.family,
        "expected": row.expected,
        "arrived_at": iso(row.arrived_at),
        "left_at": iso(row.left_at),
        "arrivals": row.arrivals,
        "arrived_by": row.arrived_by,
    }


def _looked(desk: Desk, entity: str, what: str, subject: str | None = None) -> None:
    draft = Draft("looked.at", entity, {"what": [what], "via": "command"}, subject=subject)
    desk.journal.append([draft], desk.author())


@click.group(name="family", help=words.FAMILY_HELP)
def family() -> None:
    """Hold the commands about one household."""


@family.command(name="show", help=words.FAMILY_SHOW_HELP)
@click.argument("family_id")
@as_json
def show_family(family_id: str, json_wanted: bool) -> None:  # noqa: FBT001
    """Show one household with everything that is kept; looking is logged."""
    with opened() as desk:
        found = desk.families.get(family_id)
        if found.withdrawn:
            raise FamilyHidden
        _looked(desk, found.id, "all", found.id)
    show(family_json(found), json_wanted, lambda: words.family_lines(found))


@click.command(help=words.FAMILIES_HELP)
@click.option("--meetup", "meetup_id", help=words.MEETUP_OPTION)
@as_json
def families(meetup_id: str | None, json_wanted: bool) -> None:  # noqa: FBT001
    """List households; looking is logged once."""
    with opened() as desk:
        if meetup_id:
            desk.meetups.get(meetup_id)
        ids = desk.families.ids(meetup_id)
        found = list(desk.families.many(ids).values())
        found.sort(key=lambda each: each.id)
        _looked(desk, meetup_id or desk.area, "families")

    def lines() -> Iterator[str]:
        for each in found:
            yield words.family_line(each)

    show([family_json(each) for each in found], json_wanted, lines)


@click.command(help=words.SEARCH_HELP)
@click.argument("query", required=False)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000),
              help=words.LIMIT_HELP)  # fmt: skip
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help=words.BATCH_HELP)  # fmt: skip
@as_json
def search(query: str | None, limit: int, batch: Path | None, json_wanted: bool) -> None:  # noqa: FBT001
    """Look through the whole store."""
    if (query is None) == (batch is None):
        raise click.UsageError(words.SEARCH_USAGE)
    with opened() as desk:
        queries = lines_of(batch) if batch is not None else [query or ""]
        needles = [read_query(each) for each in queries]
        if any(needle.kind is Kind.LAST_FOUR for needle in needles):
            _looked(desk, desk.area, "last4")
        for needle in needles:
            people = _people(desk, [hit.person for hit in desk.directory.find(needle, limit)])
            show(people, json_wanted or batch is not None, partial(words.person_lines, people))


def _people(desk: Desk, ids: list[str]) -> list[dict[str, Any]]:
    found = (desk.families.person(person) for person in ids)
    return [
        {"id": p.id, "name": p.name, "kana": p.kana, "role": p.role, "family": p.family}
        for p in found
    ]


@click.command(help=words.ATTENDANCE_HELP)
@click.option("--meetup", "meetup_id", required=True, help=words.MEETUP_OPTION)
@click.option("--arrived", is_flag=True, help=words.ARRIVED_HELP)
@as_json
def attendance(meetup_id: str, arrived: bool, json_wanted: bool) -> None:  # noqa: FBT001
    """List everyone who is expected or has arrived."""
    with opened() as desk:
        desk.meetups.get(meetup_id)
        rows = [
            row
            for row in desk.attendances.of_meetup(meetup_id)
            if row.arrived_at is not None or not arrived
        ]
        families = desk.families.many(desk.families.ids(meetup_id))
        names = {p.id: p.called for family in families.values() for p in family.people}

    def lines() -> Iterator[str]:
        for row in rows:
            yield words.attendance_line(names.get(row.person, ""), clock_time(row.arrived_at))

    show([attendance_json(row) for row in rows], json_wanted, lines)


@click.command(name="check-in", help=words.CHECK_IN_HELP)
@click.option("--person", "person_id", help=words.PERSON_OPTION)
@click.option("--family", "family_id", help=words.FAMILY_OPTION)
@click.option("--code", help=words.CODE_OPTION)
@click.option("--meetup", "meetup_id", required=True, help=words.MEETUP_OPTION)
@click.option("--reason", default="", help=words.REASON_HELP)
@as_json
def check_in(
    person_id: str | None, family_id: str | None, code: str | None, meetup_id: str,
    reason: str, json_wanted: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Check in one person, or a whole family; durable when this answers."""
    if sum(each is not None for each in (person_id, family_id, code)) != 1:
        raise click.UsageError(words.CHECK_IN_USAGE)
    with opened() as desk:
        reception = desk.reception(meetup_id)
        if person_id is not None:
            member = desk.families.person(person_id)
            done = reception.check_in(member.family, [member.id], reason=reason)
        else:
            household = (
                reception.household(family_id)
                if family_id is not None
                else reception.by_typed_code(code or "")
            )
            if not household.family.people:
                raise NobodyChosen
            people = [p.id for p in household.family.people if p.id in household.awaited]
            if not people:
                raise AlreadyHere(household.arrived_at or 0)
            done = reception.check_in(household.family.id, people, reason=reason)
        rows = [done.household.attendance[person] for person in sorted(done.people)]
    answer = [attendance_json(row) for row in rows]
    show(answer, json_wanted, lambda: words.checked_in_lines(done.household.family, rows))
