"""Fills up a plan with pairs so that every session holds its trials, exactly.

The heaviest matching knows nothing of sessions. Where it confines too many trials to some of
them, their places get a price, the lowest at which no more take them than they hold. If they
hold exactly so many then, that plan is the best; otherwise a pair is decided upon, once as part
of the plan and once as left out, and both are looked at in the same way.
"""

from functools import partial
from typing import NamedTuple

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.domain.pairing.sessions import Overfull, assign, confined
from concierge_tui.services.pairing.matching import Matching
from concierge_tui.services.pairing.prices import Line, Prices, balance
from concierge_tui.services.pairing.search import Search
from concierge_tui.services.pairing.trials import Trials, Weights, apart


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
        if not isinstance(self._assigned(self._node.decided), list):
            return self._prices, None
        matching = self._relax(self._prices)
        lowest = None
        while True:
            bound = self._node.bound(self._trials, matching.weight, self._prices)
            if bound <= self._search.value:
                return self._prices, None
            plan = (*self._node.decided, *matching.pairs)
            where = self._assigned(plan)
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

    def _assigned(self, plan: tuple[Trial, ...]) -> Overfull | list[int]:
        return assign([self._trials.where(trial) for trial in plan], self._trials.room)

    def _relax(self, prices: Prices) -> Matching:
        return self._search.relax(self._pairs, prices, self._node.most(self._trials))

    def _loose(self, matching: Matching) -> int | None:
        """Return sessions that have a price although they are not full."""
        for sessions in self._prices:
            paid = sum(self._pays(pair, sessions) for pair in matching.pairs)
            if paid < self._node.room(self._trials, sessions):
                return sessions
        return None

    def _heaviest(self) -> Trial:
        return max(self._pairs, key=lambda pair: (self._pairs[pair], pair))

    def _price(self, sessions: int) -> Matching:
        """Find the lowest price at which these sessions are not overfull."""
        room = self._node.room(self._trials, sessions)
        confined_pairs = [pair for pair in self._pairs if self._pays(pair, sessions)]
        highest = max((self._pairs[pair] for pair in confined_pairs), default=0)
        before = self._prices.get(sessions, 0)
        price, many, few = balance(partial(self._line, sessions), room, highest, before)
        self._prices = self._prices.but(sessions, price)
        if price:
            left = set(many.matching.pairs) - set(few.matching.pairs)
            self._pivot = min(pair for pair in left if self._pays(pair, sessions))
        return Matching(few.at(price), few.matching.pairs)

    def _line(self, sessions: int, price: int) -> Line:
        matching = self._relax(self._prices.but(sessions, price))
        count = sum(self._pays(pair, sessions) for pair in matching.pairs)
        return Line(matching, matching.weight + price * count, count)

    def _pays(self, pair: Trial, sessions: int) -> bool:
        return confined(self._trials.where(pair), sessions)
