"""Prices in place of limits: a way to a bound, and often to the answer.

With any prices from 0 on, the best plan without limits is worth at least as much as the best
plan within them, once what the limits allow is given back. At the right prices the two meet, or
nearly so.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from concierge_tui.domain.pairing.sessions import each
from concierge_tui.services.pairing.matching import Edge
from concierge_tui.services.pairing.trials import Trials, Weights

FINE: Final = 64
"""A price is in so many parts of a point: the right one seldom is a whole number of points."""


class Rank(NamedTuple):
    """A price of one unit of a rank of the objective, of which no plan has more than so many."""

    unit: int
    most: int
    price: int = 0


class Prices(NamedTuple):
    """What a place in a session costs, nothing where none is named, and a unit of some ranks."""

    places: Mapping[int, int] = {}
    ranks: tuple[Rank, ...] = ()

    def toll(self, sessions: int) -> int:
        """Return what a trial pays that can take place in these sessions: it takes the cheapest."""
        return min(self.places.get(session, 0) for session in each(sessions))

    def cheapest(self, sessions: int) -> int:
        """Return the session where a trial pays least, the earliest of several."""
        return min(each(sessions), key=lambda session: self.places.get(session, 0))

    def tolls(self, where: Iterable[int]) -> dict[int, int]:
        """Return what is paid, for each of these: thousands of pairs share a few."""
        return {sessions: self.toll(sessions) for sessions in set(where)}

    def left(self, weight: int) -> int:
        """Return what is left of a weight, in fine parts, when its ranks are paid."""
        return FINE * weight - sum(rank.price * (weight // rank.unit) for rank in self.ranks)

    def edges(self, trials: Trials, pairs: Weights) -> list[Edge]:
        """Return pairs with what is left of their weights, in fine parts, when all is paid."""
        places, tolls = trials.places, self.tolls(trials.distinct)
        if self.ranks:
            return [(pair, self.left(w) - tolls[places[pair]]) for pair, w in pairs.items()]
        return [(pair, FINE * weight - tolls[places[pair]]) for pair, weight in pairs.items()]

    def given_back(self, room: int) -> int:
        """Return what all places and ranks cost that there are: a plan has no more of them."""
        ranks = sum(rank.price * rank.most for rank in self.ranks)
        return room * sum(self.places.values()) + ranks

    def raised(self, sessions: int, by: int) -> "Prices":
        """Return prices that are higher in each of these sessions."""
        higher = {session: self.places.get(session, 0) + by for session in each(sessions)}
        return self._replace(places={**self.places, **higher})

    def half_way(self, other: "Prices", sessions: Iterable[int]) -> "Prices":
        """Return prices between these and others of the same ranks."""
        places = {
            session: (self.places.get(session, 0) + other.places.get(session, 0)) // 2
            for session in sessions
        }
        ranks = zip(self.ranks, other.ranks, strict=True)
        return Prices(
            places, tuple(one._replace(price=(one.price + two.price) // 2) for one, two in ranks)
        )
