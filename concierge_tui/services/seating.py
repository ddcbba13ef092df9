"""Seats the families of a day so that those meet who could then be paired best."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.domain.pairing.instance import Instance, Pair
from concierge_tui.domain.seating.asking import Asked
from concierge_tui.domain.seating.measures import Measures, Wishes, measure
from concierge_tui.domain.seating.planning import NOBODY, Waiting, plan_seating
from concierge_tui.domain.seating.tables import Plan
from concierge_tui.services.pairing.matching import heaviest
from concierge_tui.services.pairing.search import Limits
from concierge_tui.services.pairing.solver import plan_of
from concierge_tui.services.pairing.trials import Trials

_MATCHINGS = 200
"""So much work goes into what only guides the seating; it need not be proved."""


class Seated(NamedTuple):
    """A plan and what it is worth."""

    plan: Plan
    measures: Measures


def seat(asked: Asked, waiting: Waiting = NOBODY) -> Seated:
    """Return the best plan found; the same day and numbers always give the same.

    Everyone on the list of the day sits: leave out who is not there.

    Raises:
        SeatingImpossible: when one of the numbers is out of range.
        SeatingStopped: when whoever waits has stopped it.
    """
    guide = _Guide(asked.day, Limits(_MATCHINGS, cancelled=waiting.cancelled))
    wishes = guide.wishes()
    plan = plan_seating(wishes, asked.k, asked.rounds, guide.matching, waiting)
    return Seated(plan, measure(plan, wishes))


def wishes_of(day: Instance) -> Wishes:
    """Return who suits whom once everyone has met everyone, and who must not sit together."""
    return _Guide(day, Limits()).wishes()


class _Guide:
    """The trials that would be possible had everyone met everyone."""

    def __init__(self, day: Instance, limits: Limits) -> None:
        self._limits = limits
        # A group of three is only sought in the end; who is left over meets many others anyway.
        self._day = replace(day, met=None, max_triples=0)
        self._trials = self._unlocked_where_needed()

    def _unlocked_where_needed(self) -> Trials:
        try:
            return Trials(self._day)
        except LockImpossible:  # it is told when the families are paired; here they only sit
            self._day = replace(self._day, locked=frozenset())
            return Trials(self._day)

    def wishes(self) -> Wishes:
        """Return the points of every pair that may try, and who must not sit together."""
        return Wishes(len(self._day.families), self._trials.scores, self._day.do_not_pair)

    def matching(self, used: AbstractSet[Pair]) -> Iterable[Pair]:
        """Return the best pairs of the day, or the best ones of those that are not used yet."""
        if not used:
            return self._best()
        left = [edge for edge in self._trials.pairs.items() if edge[0] not in used]
        found = heaviest(left, len(self._day.families)).pairs
        return [pair for trial in found for pair in combinations(trial, 2)]

    def _best(self) -> Iterable[Pair]:
        try:
            plan = plan_of(self._trials, self._limits)
        except LockImpossible:
            return self._day.locked
        return [pair for trial in plan.trials for pair in combinations(trial, 2)]
