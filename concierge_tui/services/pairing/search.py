"""What the branches of the search share: the best plan so far, and how much work is left."""

from typing import Final, NamedTuple

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.domain.pairing.sessions import Overfull, assign
from concierge_tui.services import ports
from concierge_tui.services.pairing.matching import Graph, Matching, capped
from concierge_tui.services.pairing.prices import Prices
from concierge_tui.services.pairing.trials import Trials, Weights

_LARGE: Final = 100_000
"""The work of one matching grows with families times pairs; a larger one counts as several."""


class Limits(NamedTuple):
    """How much may be done for one plan, and who may stop it before."""

    matchings: int = 40_000
    """A count and no clock, so that the same day always has the same answer: about a minute."""
    progress: ports.Progress | None = None
    cancelled: ports.Cancelled | None = None


USUAL: Final = Limits()


class Exhausted(Exception):
    """What was allowed is done, or a person stopped it; the best plan so far is not proved."""


class Search:
    """The best plan that was found, and the bounds that prove that there is no better."""

    def __init__(self, trials: Trials, limits: Limits = USUAL) -> None:
        self.trials = trials
        self.value = -1
        """What the best plan so far weighs; below zero before there is one."""
        self.plan: tuple[Trial, ...] = ()
        self.sessions: tuple[int, ...] = ()
        self._limits = limits
        self._done = 0
        self.price = 0
        """Of a place in the day, at which the last matching was the best: the next begins there."""

    def offer(self, plan: tuple[Trial, ...]) -> bool:
        """Keep a plan if it is better than the best so far; tell whether the sessions hold it."""
        held = assign([self.trials.where(trial) for trial in plan], self.trials.room)
        if isinstance(held, Overfull):
            return False
        value = sum(map(self.trials.weight, plan))
        if value > self.value:
            self.value, self.plan, self.sessions = value, plan, tuple(held)
        return True

    def relax(
        self, pairs: Weights, prices: Prices | None = None, most: int | None = None
    ) -> Matching:
        """Return the heaviest matching where sessions have prices instead of limits.

        Raises:
            Exhausted: when too many were made, or a person stopped it.
        """
        self.count(1 + len(self.trials.day.families) * len(pairs) // _LARGE)
        if prices is None:
            found = capped(list(pairs.items()), most, self.price)
            self.price = found.price
            return found.matching
        return Graph(prices.edges(self.trials, pairs)).heaviest()

    def relax_without(self, graph: Graph, *families: int) -> Matching:
        """Return the heaviest matching of pairs in which some families take no part.

        Raises:
            Exhausted: when too many were made, or a person stopped it.
        """
        self.count(1)
        return graph.without(*families)

    def count(self, matchings: int) -> None:
        """Count work by the matchings that could have been made instead.

        Raises:
            Exhausted: when it is too much, or a person stopped it.
        """
        limits = self._limits
        self._done += matchings
        if self._done > limits.matchings or (limits.cancelled and limits.cancelled()):
            raise Exhausted
        if limits.progress:
            limits.progress(self._done, limits.matchings)
