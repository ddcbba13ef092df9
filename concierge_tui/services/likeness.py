"""Looks for families of a roster that may be registered already."""

from typing import NamedTuple

from concierge_tui.domain.household_likeness import Household, Likely, household, likeness
from concierge_tui.domain.likeness import trace_of
from concierge_tui.domain.roster import RosterFamily
from concierge_tui.services import ports
from concierge_tui.services.doubles import Doubles, best


class LikelyRow(NamedTuple):
    """A row of a roster that may be a family that is known."""

    row: int
    person: str
    score: float


class LikenessSearch:
    """Compares a family of a roster with those that share a key with it."""

    def __init__(self, doubles: Doubles, families: ports.Families) -> None:
        self._doubles = doubles
        self._families = families

    def of_family(self, row: RosterFamily) -> list[LikelyRow]:
        """Return the known family that this one resembles most, by one of its people."""
        asked = _of_row(row)
        pair = best(self._doubles.like(asked))
        if pair is None:
            return []
        family = self._families.get(pair.other)
        matched: Likely = likeness(asked, household(family))
        person = next((m.right for m in matched.people), "")
        first = family.representative
        found = person or (first.id if first else "")
        return [LikelyRow(row.rows[0], found, pair.score)] if found else []


def _of_row(row: RosterFamily) -> Household:
    guardian = row.guardian
    adults = [trace_of("", guardian.name, guardian.kana, None, child=False)]
    return Household(
        "",
        tuple(one for one in adults if one.sounds or one.given.written),
        tuple(trace_of("", c.name, c.kana, c.birthday, child=True) for c in row.children),
        frozenset(filter(None, [guardian.phone])),
        row.address.postal,
        row.address.city,
    )
