"""Every plan that is worth nearly as much as a bound is tried out; prices rule out the rest.

Once families and places have prices that pay for every pair, a plan falls short of the bound by
what it leaves unused: a family without a pair, a pair that is worth less than its two families
and its place, a place that stays empty. A plan better than the best so far may leave only so
much unused. That rules out nearly every pair, and most families have one way left or two.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from concierge_tui.domain.pairing.instance import Trial

STEPS: Final = 3000
"""A count and no clock, so that the same day always has the same answer."""
_SHARE: Final = 64
_WIDER: Final = 3
"""A small share of what may be left unused is tried first: a good plan early spares the others."""


class TooMany(Exception):
    """So many plans are near that the task is better divided than tried out."""


class Room(NamedTuple):
    """Where pairs can take place, and how much room there is."""

    where: Mapping[Trial, int]
    """The sessions of each pair."""
    confined: Mapping[int, int]
    """How many more trials may be confined to each set of sessions that limits any."""
    places: int
    cheapest: int
    """How many places there are in all, and what the cheapest of them costs."""


class Left(NamedTuple):
    """What is left unused by each family that has no pair, and by each pair."""

    families: Mapping[int, int]
    pairs: Mapping[Trial, int]


class _Way(NamedTuple):
    unused: int
    families: int
    """As a set of bits."""
    pair: Trial | None


Offer = Callable[[tuple[Trial, ...]], int]
"""Takes pairs that leave little unused; tells how much a plan may leave to be better still."""


class Near:
    """Tries the plans that leave no more unused than is allowed."""

    def __init__(self, left: Left, room: Room, offer: Offer) -> None:
        self._left = left
        self._where = room.where
        self._room = dict(room.confined)
        self._confining = {
            sessions: [each for each in room.confined if not sessions & ~each]
            for sessions in {room.where[pair] for pair in left.pairs}
        }
        self._places, self._cheapest = room.places, room.cheapest
        self._offer = offer
        self._allowed = 0
        self._limit = 0
        self._ways: list[tuple[int, list[_Way]]] = []
        self._chosen: list[Trial] = []
        self.steps = 0

    def try_all(self, allowed: int) -> None:
        """Offer every plan that leaves no more unused than is allowed and is the best so far.

        Raises:
            TooMany: when it takes too many steps.
        """
        self._allowed, wide = allowed, allowed // _SHARE
        while True:
            self._limit = min(wide, self._allowed)
            self._ways = self._open()
            self._decide(sum(family for family, _ in self._ways), 0)
            if wide >= self._allowed:
                return
            wide = max(_WIDER * wide, 1)

    def _open(self) -> list[tuple[int, list[_Way]]]:
        """Return for each family what it can do within the limit, the best first."""
        ways = {
            family: [_Way(left, 1 << family, None)] for family, left in self._left.families.items()
        }
        for pair, unused in self._left.pairs.items():
            if unused <= self._limit:
                way = _Way(unused, 1 << pair[0] | 1 << pair[1], pair)
                ways[pair[0]].append(way)
                ways[pair[1]].append(way)
        return [
            (1 << family, sorted(each, key=lambda way: (way.unused, way.families)))
            for family, each in ways.items()
        ]

    def _decide(self, free: int, unused: int) -> None:
        """Decide upon a family that has fewest ways left, once in each way."""
        self.steps += 1
        if self.steps > STEPS:
            raise TooMany
        empty = self._places - len(self._chosen) - free.bit_count() // 2
        if empty > 0 and unused + empty * self._cheapest > self._limit:
            return
        if not free:
            self._allowed = self._offer(tuple(self._chosen))
            self._limit = min(self._limit, self._allowed)
            return
        for way in self._narrowest(free, self._limit - unused):
            if unused + way.unused > self._limit:
                return
            if way.pair is None:
                self._decide(free & ~way.families, unused + way.unused)
            else:
                self._take(way.pair, free & ~way.families, unused + way.unused)

    def _take(self, pair: Trial, free: int, unused: int) -> None:
        confining = self._confining[self._where[pair]]
        if not all(self._room[sessions] for sessions in confining):
            return
        for sessions in confining:
            self._room[sessions] -= 1
        self._chosen.append(pair)
        self._decide(free, unused)
        self._chosen.pop()
        for sessions in confining:
            self._room[sessions] += 1

    def _narrowest(self, free: int, rest: int) -> list[_Way]:
        """Return what the family can do that can do least."""
        found: list[_Way] | None = None
        for family, ways in self._ways:
            if family & free:
                open_ = [way for way in ways if way[1] & free == way[1] and way[0] <= rest]
                if found is None or len(open_) < len(found):
                    found = open_
                    if len(found) <= 1:
                        break
        return found or []
