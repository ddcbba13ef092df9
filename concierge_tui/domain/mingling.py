"""Who in the hall knows nobody yet, and with whom a talk may begin (A22, C13).

This serves a talk between neighbours and nothing else: it ranks nobody for minding a child, and
it counts nobody's popularity. What is named as common is what people see of each other in the
hall, or what both said of themselves.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.family import Family
from concierge_tui.domain.quarters import quarters, same_city
from concierge_tui.domain.schedule import read_month

Why = Literal["asked", "moved", "alone"]
"""asked: wished to be introduced (A22); moved: new in town (C13); alone: neither."""

NEW_MONTHS: Final = 24
"""So long a family counts as new in town."""
CLOSE_MONTHS: Final = 6
"""Children so close in age play the same games."""

_WHYS: Final[tuple[Why, ...]] = ("asked", "moved", "alone")


class SameFamily(ConciergeError):
    """A family cannot be introduced to itself."""


class Present(NamedTuple):
    """One family in the hall."""

    family: Family
    arrived_at: int
    """Milliseconds since 1970."""
    table: str = ""


class Neighbour(NamedTuple):
    """Somebody to talk with, and what both have in common."""

    present: Present
    common: tuple[str, ...]
    """Codes: `age:2`, `close`, `ward`, `moved`; see `common_points`."""


class Lonely(NamedTuple):
    """A family that was introduced to nobody yet."""

    present: Present
    why: Why
    neighbours: tuple[Neighbour, ...]
    """The one that is proposed first, then the others."""


def is_new(moved_in: str, on: date) -> bool:
    """Say whether a family is new in town by what it said of when it came, in whatever words."""
    if not moved_in.strip():
        return False
    found = read_month(moved_in)
    if found is None:
        return True  # lately, this spring
    year, month = found
    return (on.year - year) * 12 + on.month - (month or 1) <= NEW_MONTHS


def why_alone(family: Family, on: date) -> Why:
    """Return why a family should be looked after first."""
    if family.wants_introduction:
        return "asked"
    return "moved" if is_new(family.moved_in, on) else "alone"


def common_points(one: Family, other: Family, on: date) -> tuple[str, ...]:
    """Return what two families have in common, the best beginning of a talk first.

    Ages are seen by whoever sits there, the ward is public (A5); that both are new in town is
    named only because both said so.
    """
    gap = _closest(one, other, on)
    points = []
    if gap is not None:
        months, years = gap
        points += [f"age:{years}"] if years is not None else []
        points += ["close"] if years is None and months <= CLOSE_MONTHS else []
    if is_new(one.moved_in, on) and is_new(other.moved_in, on):
        points.append("moved")
    if same_city(one, other):
        points.append("ward")
    return tuple(points)


def _closest(one: Family, other: Family, on: date) -> tuple[int, int | None] | None:
    """Return the smallest gap between their children in months, and the years both have."""
    pairs = [
        (abs(mine - theirs), mine // 12 if mine // 12 == theirs // 12 else None)
        for mine in _months(one, on)
        for theirs in _months(other, on)
    ]
    return min(pairs, key=lambda pair: (pair[1] is None, pair[0]), default=None)


def _months(family: Family, on: date) -> list[int]:
    ages = [age_months(c.birthday, on) for c in family.children if c.birthday]
    return [months for months in ages if months >= 0]


def lonely_families(
    hall: Sequence[Present],
    introduced: Collection[str],
    apart: Collection[frozenset[str]],
    on: date,
) -> list[Lonely]:
    """Return who is still alone: who asked first, then who is new, then who waits longest.

    Args:
        hall: everyone in the hall.
        introduced: the families that were introduced to somebody.
        apart: pairs that are not proposed: excluded, declined, or introduced already.
        on: today.
    """
    alone = [each for each in hall if each.family.id not in introduced]
    whys: Mapping[str, Why] = {each.family.id: why_alone(each.family, on) for each in alone}
    alone.sort(key=lambda p: (_WHYS.index(whys[p.family.id]), p.arrived_at, p.family.id))
    place = {each.family.id: number for number, each in enumerate(alone)}
    taken: dict[str, str] = {}
    where = quarters([each.family for each in hall])
    found = []
    for each in alone:
        others = _neighbours(each, hall, apart, on)
        near = {name for name, quarter in where.items() if quarter == where[each.family.id]}
        others.sort(key=_order(taken, place, near))
        mine = taken.get(each.family.id)
        others.sort(key=lambda n: n.present.family.id != mine)  # stable: whose turn it was anyway
        if others:
            first = others[0].present.family.id
            taken.setdefault(each.family.id, first)
            taken.setdefault(first, each.family.id)
        found.append(Lonely(each, whys[each.family.id], tuple(others)))
    return found


def _neighbours(
    each: Present, hall: Sequence[Present], apart: Collection[frozenset[str]], on: date
) -> list[Neighbour]:
    mine = each.family
    return [
        Neighbour(other, common_points(mine, other.family, on))
        for other in hall
        if other.family.id != mine.id and frozenset((mine.id, other.family.id)) not in apart
    ]


def _order(
    taken: Mapping[str, str], place: Mapping[str, int], near: Collection[str]
) -> Callable[[Neighbour], tuple[bool, bool, int, bool, int, str]]:
    """Prefer who is alone too and proposed to nobody, then what is common, then who waits.

    Who lives in the same part of a town comes before others with as much in common; that is
    never said.
    """

    def order(neighbour: Neighbour) -> tuple[bool, bool, int, bool, int, str]:
        name = neighbour.present.family.id
        return (
            name in taken,
            name not in place,
            -len(neighbour.common),
            name not in near,
            neighbour.present.arrived_at,
            name,
        )

    return order
