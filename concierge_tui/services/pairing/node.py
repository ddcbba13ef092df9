"""What is decided at one place of the search, and what may still join."""

from collections.abc import Mapping
from typing import NamedTuple

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.services.pairing.prices import Prices
from concierge_tui.services.pairing.trials import Trials, Weights

Placed = Mapping[Trial, int]
"""A plan: the session that each of its trials takes, which may hold more than it has room for."""


class Node(NamedTuple):
    """Trials of the plan, and the pairs that may still join them."""

    decided: tuple[Trial, ...]
    pairs: Weights
    prices: Prices
    """Of places, at which to begin."""
    plans: tuple[Placed, ...] = ()
    """Plans of the node that this one comes from."""

    def most(self, trials: Trials) -> int:
        """Return how many pairs may still join."""
        return trials.most - len(self.decided)

    def bound(self, trials: Trials, relaxed: int, prices: Prices) -> int:
        """Return what no plan below this node can exceed, in fine parts as prices are."""
        decided = sum(
            prices.left(trials.weight(trial)) - prices.toll(trials.where(trial))
            for trial in self.decided
        )
        return decided + relaxed + prices.given_back(trials.room)
