"""How well two families fit, in whole points with their parts: what is shown is what was counted.

A pair has points and never a family (D25): no part adds up what others wrote of one, and a blank
card is neutral.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt
from typing import Final, NamedTuple

from concierge_tui.domain.pairing.instance import Attending, Instance, Pair

_CARDS: Final = {"AA": 200, "AB": 150, "BB": 110, "AC": 60, "BC": 40, "CC": 0}
_BLANK: Final = 50
_BOTH: Final = {"host", "guest"}


class Points(NamedTuple):
    """The parts of a score; together never more than 1000."""

    distance: int
    time: int
    age: int
    school: int
    cards: int
    reciprocity: int


class Facts(NamedTuple):
    """What the points were given for; what the two wrote of each other is not among them."""

    walk: int
    """Minutes, about: the straight way times 1.3 at 80 metres a minute, rounded up."""
    slots: frozenset[str]
    gap: int
    """Months between the two children nearest in age."""
    schools: frozenset[str]
    both_ways: bool
    """Whether both can be host and guest."""


def facts(day: Instance, pair: Pair) -> Facts:
    """Return what speaks for two families that may be paired."""
    here, there = day.families[pair[0]], day.families[pair[1]]
    return Facts(
        -(-13 * metres(here, there) // 800),
        frozenset(here.available & there.available),
        min(abs(one - other) for one in here.months for other in there.months),
        frozenset(here.schools & there.schools),
        here.roles >= _BOTH and there.roles >= _BOTH,
    )


def points(day: Instance, pair: Pair) -> Points:
    """Return the score of two families that may be paired."""
    known = facts(day, pair)
    written = day.cards.get(pair, ""), day.cards.get(pair[::-1], "")
    return Points(
        distance=250 * max(0, 30 - known.walk) // 30,
        time=50 * min(5, len(known.slots)),
        age=150 * max(0, 36 - known.gap) // 36,
        school=100 if known.schools else 0,
        cards=_CARDS["".join(sorted(written))] if all(written) else _BLANK,
        reciprocity=50 if known.both_ways else 20,
    )


def three_points(pairs: tuple[Points, ...]) -> Mapping[str, int]:
    """Return the parts of a group of three: the sums of its pairs, and what the halving takes."""
    sums = {name: sum(getattr(each, name) for each in pairs) for name in Points._fields}
    whole = sum(sums.values())
    return sums | {"halved": whole // 2 - whole}


def metres(one: Attending, other: Attending) -> int:
    """Return the straight distance in whole metres, rounded down."""
    across, along = one.x - other.x, one.y - other.y
    if isinstance(across, int) and isinstance(along, int):
        return isqrt(across**2 + along**2)
    return isqrt(int(Fraction(across) ** 2 + Fraction(along) ** 2))
