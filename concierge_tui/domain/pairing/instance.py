"""One day to be paired: families by their place in the list, and what stands between them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Final, Self

Trial = tuple[int, ...]
"""Two or three families by their place, in ascending order."""

Pair = tuple[int, int]

YOUNGEST: Final = 12
"""Months from which a child may be minded (A19)."""


def pair_of(one: int, other: int) -> Pair:
    """Return the two in ascending order."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Attending:
    """What matters of a family here; income, origin and the like have no place in it."""

    id: str
    x: float
    y: float
    """Metres."""
    months: tuple[int, ...]
    """The ages of the children who may be minded."""
    schools: AbstractSet[str]
    available: AbstractSet[str]
    home: AbstractSet[str]
    nogo: AbstractSet[str]
    roles: AbstractSet[str]
    waited: int
    """How often the family was left out before."""
    sessions: AbstractSet[int]


@dataclass(frozen=True, slots=True)
class Instance:
    """A day: who is here, who met whom, and how many trials it holds."""

    families: tuple[Attending, ...]
    met: AbstractSet[Pair] | None
    """None where everyone has met everyone."""
    cards: Mapping[Pair, str]
    """What the first of the two wrote of the second."""
    do_not_pair: AbstractSet[Pair]
    already_trialled: AbstractSet[Pair]
    locked: AbstractSet[Pair]
    previous: AbstractSet[Trial]
    """What was proposed before. A file names pairs only; the hall knows its groups of three too."""
    max_triples: int
    sessions: int
    room: int
    """How many trials a session holds."""
    absent: AbstractSet[int] = field(default=frozenset())
    """Families that are left out of account, as in a what-if."""

    def locking(self, one: int, other: int) -> Self:
        """Return the same day with one pair decided."""
        return replace(self, locked=self.locked | {pair_of(one, other)})

    def unlimited(self) -> Self:
        """Return the same day with room for everyone in every session."""
        return replace(self, room=len(self.families))
