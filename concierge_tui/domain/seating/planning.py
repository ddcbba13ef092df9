"""The best plan that can be found of tables and rounds.

First the fewest repeats: by rule, by a stored plan, else by annealing. Then who meets whom.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from random import Random
from typing import Final, NamedTuple

from concierge_tui.domain.seating.annealing import STEPS, Cooling, cooled
from concierge_tui.domain.seating.errors import SeatingStopped
from concierge_tui.domain.seating.hall import Hall, Matrix
from concierge_tui.domain.seating.measures import Pair, Wishes, fewest_repeats
from concierge_tui.domain.seating.repeat_free import cycled, repeat_free
from concierge_tui.domain.seating.suiting import Suiting
from concierge_tui.domain.seating.tables import Plan, checked, sizes, tidy
from concierge_tui.domain.seating.worth import BONUSES, Worth

Matching = Callable[[AbstractSet[Pair]], Iterable[Pair]]
"""Answers a best matching of the families in which none of the given pairs stands."""
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_MOVES_A_SEAT: Final = 4000
"""So many changes are tried for each seat of each round: about 2 s for 60 families, 5 rounds."""
_FEWEST_MOVES: Final = 60_000
_MOST_MOVES: Final = 3_000_000


class Waiting(NamedTuple):
    """Whoever waits for the plan: is told how far it is, and may stop it."""

    progress: Progress = lambda _at, _total: None
    cancelled: Cancelled = lambda: False


NOBODY: Final = Waiting()


def plan_seating(
    wishes: Wishes, k: int, rounds: int, matching: Matching, waiting: Waiting = NOBODY
) -> Plan:
    """Return the best plan found for so many rounds at tables of at most k families.

    The same wishes and numbers always give the same plan.

    Raises:
        SeatingImpossible: when one of the numbers is out of range.
        SeatingStopped: when whoever waits has stopped it.
    """
    checked(wishes.families, k, rounds)
    if wishes.families <= k:
        return tidy([[range(wishes.families)]] * rounds)
    planning = _Planning(wishes, k, rounds, waiting)
    plan = planning.with_fewest_repeats()
    if wishes.value or wishes.apart:
        plan = planning.suited(plan, _provisional(matching))
    waiting.progress(1, 1)
    return tidy(plan)


def _provisional(matching: Matching) -> list[AbstractSet[Pair]]:
    """Return best matchings that share no pair, the very best one first."""
    found: list[AbstractSet[Pair]] = []
    for _ in BONUSES:
        found.append(frozenset(matching(frozenset[Pair]().union(*found))))
    return found


class _Planning:
    """One plan in the making."""

    def __init__(self, wishes: Wishes, k: int, rounds: int, waiting: Waiting) -> None:
        self._wishes = wishes
        self._k = k
        self._rounds = rounds
        self._waiting = waiting
        self._sizes = sizes(wishes.families, k)
        # It keeps no secret: the same wishes are to give the same plan.
        self._luck = Random(_seed(wishes, k, rounds))  # noqa: S311
        moves = _MOVES_A_SEAT * wishes.families * rounds
        self._moves = min(max(moves, _FEWEST_MOVES), _MOST_MOVES)
        self._steps = 0

    def with_fewest_repeats(self) -> Plan:
        """Return a plan with few repeats, none if possible; who suits whom does not matter yet."""
        families = self._wishes.families
        known = repeat_free(families, self._k, self._rounds)
        if known:
            return known
        bound = fewest_repeats([self._sizes] * self._rounds, families)
        nothing: Matrix = [[0] * families for _ in range(families)]
        hall = Hall(self._drawn(), nothing, 100)
        self._anneal(hall, Cooling(self._moves, 45, 8), lambda _: hall.repeats() <= bound)
        again = Hall(cycled(families, self._k, self._rounds), nothing, 100)
        return min(hall, again, key=Hall.repeats).plan

    def _drawn(self) -> Plan:
        """Return a plan drawn by lot."""
        rounds = []
        for _ in range(self._rounds):
            seats = iter(sorted(range(self._wishes.families), key=lambda _: self._luck.random()))
            rounds.append([[next(seats) for _ in range(size)] for size in self._sizes])
        return tidy(rounds)

    def suited(self, plan: Plan, matchings: Sequence[AbstractSet[Pair]]) -> Plan:
        """Return a plan with no more repeats in which more of those who suit meet."""
        worth = Worth(self._wishes, matchings, [self._sizes] * self._rounds)
        suiting = Suiting(plan, worth, self._moves, self._anneal)
        return suiting.best(self._rounds * (self._sizes[0] - 1))

    def _anneal(self, hall: Hall, cooling: Cooling, after: Callable[[int], bool]) -> None:
        def told(step: int) -> bool:
            if self._waiting.cancelled():
                raise SeatingStopped
            self._steps += 1
            # Nobody knows beforehand whether one more run is needed.
            self._waiting.progress(self._steps, -(-(self._steps + 1) // STEPS) * STEPS)
            return after(step)

        cooled(hall, cooling, self._luck, told)


def _seed(wishes: Wishes, k: int, rounds: int) -> int:
    told = wishes.families, k, rounds, sorted(wishes.value.items()), sorted(wishes.apart)
    return int.from_bytes(hashlib.sha256(repr(told).encode()).digest())
