"""Prices for places in sessions, in place of limits: a way to a bound, and often to the answer.

With any prices from 0 on, the best plan without limits is worth at least as much as the best
plan within them, once the price of every place is given back. At the right price the two meet.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from concierge_tui.domain.pairing.sessions import confined
from concierge_tui.services.pairing.matching import NEAR, Matching


class Prices(dict[int, int]):
    """What a trial pays that can take place nowhere but in some sessions (a set of bits)."""

    def toll(self, sessions: int) -> int:
        """Return what a trial pays that can take place in these sessions."""
        return sum(price for priced, price in self.items() if confined(sessions, priced))

    def tolls(self, where: Iterable[int]) -> dict[int, int]:
        """Return what is paid, for each of these: thousands of pairs share a few."""
        return {sessions: self.toll(sessions) for sessions in set(where)}

    def but(self, sessions: int, price: int) -> "Prices":
        """Return these prices with another one for some sessions."""
        others = {each: paid for each, paid in self.items() if each != sessions}
        return Prices({**others, sessions: price} if price else others)


class Line(NamedTuple):
    """What one matching is worth at every price of some sessions."""

    matching: Matching
    weight: int
    paying: int
    """How many of its pairs pay."""

    def at(self, price: int) -> int:
        """Return what it is worth at this price."""
        return self.weight - price * self.paying


class Balance(NamedTuple):
    """The lowest price at which no more pairs pay than there are places, and what meets there."""

    price: int
    many: Line
    few: Line


def balance(heaviest: Callable[[int], Line], room: int, highest: int, guess: int = 0) -> Balance:
    """Return the lowest price at which no more than `room` pairs pay, sought from a guess.

    `heaviest` gives the heaviest matching at a price; at `highest` nobody pays. What a matching
    is worth is a line, and the heaviest follow one another like the sides of a bowl: where two
    lines cross, either a third lies above, or they are neighbours.
    """
    many = few = None
    for price in (guess, guess + NEAR) if 0 < guess < highest - NEAR else ():
        found = heaviest(price)
        if found.paying <= room:
            few = found
            break
        many = found
    if many is None:
        many = heaviest(0)
    if many.paying <= room:
        return Balance(0, many, many)
    few = few or heaviest(highest)
    while True:
        price = -(-(many.weight - few.weight) // (many.paying - few.paying))
        between = heaviest(price)
        if between.at(price) <= max(many.at(price), few.at(price)):
            return Balance(price, many, few)
        if between.paying > room:
            many = between
        else:
            few = between
