"""What the branches of the search share: the best plan so far, and how much work is left."""

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.services.pairing.matching import Edge, Matching, heaviest
from concierge_tui.services.pairing.prices import Prices
from concierge_tui.services.pairing.trials import Trials, Weights

MOST_MATCHINGS = 20_000
"""How many matchings may be made for one plan: a count and no clock, so that the same day always
has the same answer."""


class Exhausted(Exception):
    """The work that was allowed is done; the best plan so far is not proved."""


class Search:
    """The best plan that was found, and the bounds that prove that there is no better."""

    def __init__(self, trials: Trials, allowed: int = MOST_MATCHINGS) -> None:
        self.trials = trials
        self.value = -1
        """What the best plan so far weighs; below zero before there is one."""
        self.plan: tuple[Trial, ...] = ()
        self.sessions: tuple[int, ...] = ()
        self._left = allowed

    def offer(self, plan: tuple[Trial, ...], sessions: list[int]) -> None:
        """Keep a plan with the session of each trial if it is better than the best so far."""
        value = sum(map(self.trials.weight, plan))
        if value > self.value:
            self.value, self.plan, self.sessions = value, plan, tuple(sessions)

    def relax(
        self, pairs: Weights, prices: Prices | None = None, most: int | None = None
    ) -> Matching:
        """Return the heaviest matching where sessions have prices instead of limits.

        Raises:
            Exhausted: when too many were made.
        """
        if not self._left:
            raise Exhausted
        self._left -= 1
        edges: list[Edge] = list(pairs.items())
        if prices:
            where = [self.trials.where(pair) for pair in pairs]
            tolls = prices.tolls(where)
            edges = [
                (pair, weight - tolls[sessions])
                for (pair, weight), sessions in zip(edges, where, strict=True)
            ]
        return heaviest(edges, most)
