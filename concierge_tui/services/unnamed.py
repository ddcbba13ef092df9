"""Whoever is in the house and has no name here: erased elsewhere, or not yet allowed to travel.

A roll call, the board of hands and the count of those inside must never miss somebody because a
record is gone.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.family import Family, Person, in_order
from concierge_tui.domain.meetup import Attendance
from concierge_tui.services.ports import Families


def with_unnamed(
    families: Families, known: Mapping[str, Family], rows: Iterable[Attendance]
) -> dict[str, Family]:
    """Return families with everyone of `rows` in them, also who has no record here."""
    found = dict(known)
    for row in rows:
        family = found.get(row.family) or Family(id=row.family)
        if family.person(row.person) is None and not _has_a_record(families, row.person):
            people = in_order([*family.people, Person(id=row.person, family=row.family)])
            found[row.family] = family.model_copy(update={"people": people})
    return found


def child_or_unnamed(families: Families, child: str, family: str | None) -> Person | None:
    """Return a child by its record, or without a name; None where its family is unknown too."""
    with suppress(NotFound):
        return families.person(child)
    return Person(id=child, family=family, role="child") if family else None


def _has_a_record(families: Families, person: str) -> bool:
    with suppress(NotFound):
        return bool(families.person(person))
    return False
