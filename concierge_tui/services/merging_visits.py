"""Carries a visit over to the family that is kept: inside stays inside, and nobody twice."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.meetup import Attendance, Visit
from concierge_tui.domain.operation import Draft, Operation

_WORDS = ("table", "adults", "notes")


class Journey(NamedTuple):
    """One meetup at which the other family is, was or is expected."""

    meetup: str
    kept: str
    other: str
    same: Mapping[str, str]
    """Who of the other family is whom of the kept one."""
    rows: Sequence[Attendance]
    """How both families stand."""
    facts: Sequence[Operation]
    """What was written about the other family's visit."""


def carried_over(journey: Journey, visit: Visit, mine: Visit | None) -> list[Draft]:
    """Return the facts of the other family's visit, told of the kept one, and their voiding.

    The moments stay as they were. Somebody whom one desk saw leave and another still has inside
    stays inside until a person says otherwise.
    """
    theirs = [row for row in journey.rows if row.family == journey.other]
    ours = {row.person: row for row in journey.rows if row.family == journey.kept}
    drafts = _register(journey, visit, mine)
    if not theirs:
        return drafts
    awaited = [_same(journey, row) for row in theirs if row.expected]
    awaited = [person for person in awaited if not (person in ours and ours[person].expected)]
    if awaited:
        drafts.append(_fact(journey, "visit.expect", {"people": awaited}))
    arrived = [row for row in theirs if row.arrived_at is not None]
    for at in sorted({row.arrived_at for row in arrived if row.arrived_at is not None}):
        people = [_same(journey, row) for row in arrived if row.arrived_at == at]
        drafts.append(_fact(journey, "visit.arrive", {"people": people, "at": at}))
    left = [row for row in arrived if row.left_at is not None and not _inside(journey, row, ours)]
    for at in sorted({row.left_at for row in left if row.left_at is not None}):
        people = [_same(journey, row) for row in left if row.left_at == at]
        drafts.append(_fact(journey, "visit.leave", {"people": people, "at": at}))
    told = [op.op_id for op in journey.facts if op.kind in _TOLD]
    entity = visit_id(journey.meetup, journey.other)
    void = Draft("visit.void", entity, {"ops": told}, subject=journey.other, meetup=journey.meetup)
    return [*drafts, void]


_TOLD = frozenset({"visit.expect", "visit.arrive", "visit.leave"})


def _same(journey: Journey, row: Attendance) -> str:
    return journey.same.get(row.person, row.person)


def _inside(journey: Journey, row: Attendance, ours: Mapping[str, Attendance]) -> bool:
    known = ours.get(_same(journey, row))
    return known is not None and known.here


def _register(journey: Journey, visit: Visit, mine: Visit | None) -> list[Draft]:
    """Return the table and notes of the other family where the kept one has none."""
    body: dict[str, Any] = {
        name: getattr(visit, name)
        for name in _WORDS
        if getattr(visit, name) and not (mine and getattr(mine, name))
    }
    return [_fact(journey, "visit.set", {"family": journey.kept, **body})] if body else []


def _fact(journey: Journey, kind: str, body: dict[str, Any]) -> Draft:
    entity = visit_id(journey.meetup, journey.kept)
    return Draft(kind, entity, body, subject=journey.kept, meetup=journey.meetup)
