"""Who lives near whom, from whatever of an address was given: a code, or where the street begins.

It serves only to compare: whoever tells people something names the public part alone (A5).
"""

from collections.abc import Sequence
from typing import NamedTuple

from concierge_tui.domain.address import town_of
from concierge_tui.domain.family import Family


class Quarter(NamedTuple):
    """Where a family lives, as far as it can be compared."""

    prefecture: str
    city: str
    part: int
    """A number for each part of the city that somebody of the hall lives in."""


def same_city(one: Family, other: Family) -> bool:
    """Tell whether two families live in one ward or town, as the public part says it."""
    if not one.city or one.city != other.city:
        return False
    # Some names of cities stand twice in the country.
    return not (one.prefecture and other.prefecture) or one.prefecture == other.prefecture


def quarters(families: Sequence[Family]) -> dict[str, Quarter]:
    """Return where families live, each compared with the others that are named here.

    Two live in one part of a city when their codes are the same or their streets begin with the
    same name; a family that gave both tells that the code and the name are one part. Who gave
    neither lives in a part of its own: what was not asked makes nobody a neighbour.
    """
    cities = {family.id: _city(family, families) for family in families}
    parts = _Parts()
    found = {}
    for family in families:
        names = [
            (cities[family.id], kind, name)
            for kind, name in (("code", family.postal), ("town", town_of(family.rest)))
            if name
        ]
        found[family.id] = parts.one_of(names or [(cities[family.id], "alone", family.id)])
    numbers = {root: number for number, root in enumerate(sorted(map(parts.root, found.values())))}
    return {name: Quarter(*cities[name], numbers[parts.root(key)]) for name, key in found.items()}


_Name = tuple[tuple[str, str], str, str]


class _Parts:
    """Names of parts of cities, of which some turn out to be names of the same."""

    def __init__(self) -> None:
        self._parent: dict[_Name, _Name] = {}

    def one_of(self, names: Sequence[_Name]) -> _Name:
        """Take names for one part, and return it."""
        first = self.root(names[0])
        for other in names[1:]:
            one, two = sorted((first, self.root(other)))
            self._parent[two] = first = one
        return first

    def root(self, name: _Name) -> _Name:
        while (parent := self._parent.get(name, name)) != name:
            name = parent
        return name


def _city(family: Family, families: Sequence[Family]) -> tuple[str, str]:
    """Return prefecture and city; what a family left out is told by the others of its code."""
    if not family.city:
        told = {(f.prefecture, f.city) for f in families if f.city and f.postal == family.postal}
        return told.pop() if family.postal and len(told) == 1 else ("", family.id)
    named = {f.prefecture for f in families if f.city == family.city and f.prefecture}
    only = named.pop() if len(named) == 1 else ""
    return family.prefecture or only, family.city
