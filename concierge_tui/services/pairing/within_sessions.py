"""Fills up a plan with pairs so that every session holds its trials, exactly.

The heaviest matching knows nothing of sessions. Where it confines too many trials to some of
them, their places get a price, the lowest at which no more take them than they hold. If they
hold exactly so many then, that plan is the best; otherwise a pair is decided upon, once as part
of the plan and once as left out, and both are looked at in the same way.
"""

from typing import NamedTuple

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.domain.pairing.sessions import Overfull, assign, confined
from concierge_tui.services.pairing.matching import Matching
from concierge_tui.services.pairing.search import Search
from concierge_tui.services.pairing.trials import Prices, Trials, Weights, apart


class Node(NamedTuple):
    """What is decided: trials of the plan, and the pairs that may still join them."""

    decided: tuple[Trial, ...]
    pairs: Weights
    prices: Prices

    def most(self, trials: Trials) -> int:
        """Return how many pairs may still join."""
        return trials.most - len(self.decided)

    def room(self, trials: Trials, sessions: int) -> int:
        """Return how many more trials may be confined to these sessions."""
        taken = sum(confined(trials.where(trial), sessions) for trial in self.decided)
        return trials.room * sessions.bit_count() - taken

    def bound(self, trials: Trials, relaxed: int, prices: Prices) -> int:
        """Return what no plan below this node can exceed."""
        paid = sum(price * self.room(trials, sessions) for sessions, price in prices.items())
        return sum(map(trials.weight, self.decided)) + relaxed + paid


def fill(search: Search, node: Node) -> Prices:
    """Offer the best plan below the node; return the prices that were found at its root.

    Raises:
        Exhausted: when the work that was allowed is done.
    """
    prices: Prices | None = None
    waiting = [node]
    while waiting:
        found, undecided = _Bounding(search, waiting[-1]).split()
        decided, pairs, _ = waiting.pop()
        prices = found if prices is None else prices
        if undecided is not None:
            without = {pair: weight for pair, weight in pairs.items() if pair != undecided}
            waiting.append(Node(decided, without, found))
            waiting.append(Node((*decided, undecided), apart(pairs, *undecided), found))
    return prices or Prices()


class _Bounding:
    """Finds prices for one node, until it is done with or a pair has to be decided upon."""

    def __init__(self, search: Search, node: Node) -> None:
        self._search = search
        self._trials = search.trials
        self._node = node
        self._pairs = node.pairs
        self._prices = node.prices
        self._pivot: Trial | None = None

    def split(self) -> tuple[Prices, Trial | None]:
        """Return the prices, and the pair to decide upon; none where nothing better is left."""
        decided = [self._trials.where(trial) for trial in self._node.decided]
        if isinstance(assign(decided, self._trials.room), Overfull):
            return self._prices, None
        matching = self._relax(self._prices)
        lowest = None
        while True:
            bound = self._node.bound(self._trials, matching.weight, self._prices)
            if bound <= self._search.value:
                return self._prices, None
            plan = (*self._node.decided, *matching.pairs)
            where = assign([self._trials.where(trial) for trial in plan], self._trials.room)
            if isinstance(where, Overfull):
                sessions = where.sessions
            else:
                self._search.offer(plan, where)
                loose = self._loose(matching)
                if loose is None or bound <= self._search.value:
                    return self._prices, None
                sessions = loose
            if lowest is not None and bound >= lowest:
                return self._prices, self._pivot or self._heaviest()
            lowest = bound
            matching = self._price(sessions)

    def _relax(self, prices: Prices) -> Matching:
        return self._search.relax(self._pairs, self._node.most(self._trials), prices)

    def _count(self, matching: Matching, sessions: int) -> int:
        return sum(confined(self._trials.where(pair), sessions) for pair in matching.pairs)

    def _loose(self, matching: Matching) -> int | None:
        """Return sessions that have a price although they are not full."""
        for sessions, price in self._prices.items():
            if price and self._count(matching, sessions) < self._node.room(self._trials, sessions):
                return sessions
        return None

    def _heaviest(self) -> Trial:
        return max(self._pairs, key=lambda pair: (self._pairs[pair], pair))

    def _price(self, sessions: int) -> Matching:
        """Find the lowest price at which these sessions are not overfull."""
        others = Prices({each: price for each, price in self._prices.items() if each != sessions})
        room = self._node.room(self._trials, sessions)
        many = self._relax(others)
        count_many = self._count(many, sessions)
        self._prices = others
        if count_many <= room:
            return many
        top = max(w for pair, w in self._pairs.items() if confined(self._trials.where(pair), sessions))
        few = self._relax(Prices({**others, sessions: top}))
        count_few = self._count(few, sessions)
        weight_many, weight_few = many.weight, few.weight + top * count_few
        while True:
            # Where the two lines cross: the price at which both are worth the same.
            price = -(-(weight_many - weight_few) // (count_many - count_few))
            priced = Prices({**others, sessions: price})
            between = self._relax(priced)
            count = self._count(between, sessions)
            known = max(weight_many - price * count_many, weight_few - price * count_few)
            if between.weight <= known:
                break
            if count > room:
                many, count_many = between, count
                weight_many = between.weight + price * count
            else:
                few, count_few = between, count
                weight_few = between.weight + price * count
        self._prices = priced
        left = set(many.pairs) - set(few.pairs)
        self._pivot = min(
            pair for pair in left if confined(self._trials.where(pair), sessions)
        )
        return Matching(weight_few - price * count_few, few.pairs)
