"""Groups of three, exactly: each choice of groups that could lead to a better plan is tried.

Which choices could is told by bounds. Whoever takes a third family out of a group leaves a pair:
so a plan with groups is worth no more than the heaviest matching without those thirds, plus
what each third adds to its pair. The number of choices grows with the number of groups. A meetup
with one or two is solved at once; for many groups among many families the search may end before
it has looked at everything, and then the answer says that it is not proved.
"""

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.services.pairing.matching import Matching
from concierge_tui.services.pairing.prices import Line, Prices, balance
from concierge_tui.services.pairing.search import Search
from concierge_tui.services.pairing.trials import Weights, apart, pairs_within
from concierge_tui.services.pairing.within_sessions import Node, fill


def place_threes(search: Search, root: Node) -> None:
    """Offer the best plans with groups of three, given that the best one without them is known.

    Raises:
        Exhausted: when the work that was allowed is done.
    """
    trials = search.trials
    prices: Prices | None = None
    for count in range(1, trials.day.max_triples + 1):
        placeable = min(trials.placeable, 2 * trials.most + count)
        units = trials.units
        # No plan with so many groups weighs more: one family more would, but there is none.
        most = placeable * units.placed - (count - 1) * units.three - 1
        if 3 * count <= placeable and most > search.value:
            if prices is None:
                prices = _with_price_of_a_trial(search, root)
            _Choice(search, root, prices, tuple(trials.threes), count).explore()


def _with_price_of_a_trial(search: Search, node: Node) -> Prices:
    """Return the prices with one for every trial, at which the day holds what families ask for.

    A matching with prices is found sooner than one of only so many pairs, and as the weight of
    the heaviest matching is concave in the number of its pairs, its bound is the same.
    """
    everywhere = search.trials.sessions
    prices = node.prices

    def line(price: int) -> Line:
        matching = search.relax(node.pairs, prices.but(everywhere, price))
        count = len(matching.pairs)
        return Line(matching, matching.weight + price * count, count)

    highest = max(node.pairs.values(), default=0)
    return prices.but(everywhere, balance(line, node.most(search.trials), highest).price)


class _Choice:
    """So many groups of three still to be chosen from the candidates, beside what is decided."""

    def __init__(
        self,
        search: Search,
        node: Node,
        prices: Prices,
        candidates: tuple[Trial, ...],
        left: int,
    ) -> None:
        self._search = search
        self._node = node
        self._prices = prices
        self._left = left
        self._relaxed = self._relax(node.pairs)
        self._in_pairs = {family for pair in self._relaxed.pairs for family in pair}
        self._without: dict[int, int] = {}
        self._adds = {three: self._least_added(three) for three in candidates}
        self._candidates = sorted(candidates, key=lambda three: (-self._adds[three], three))

    def explore(self) -> None:
        """Try every choice that could be better than the best plan so far."""
        if len(self._candidates) < self._left:
            return
        others = sum(self._adds[three] for three in self._candidates[: self._left - 1])
        for number, three in enumerate(self._candidates):
            wanted = self._search.value - others
            if self._bound(self._relaxed.weight) + self._adds[three] <= wanted:
                return
            if self._promises(three, wanted):
                self._decide(three, self._candidates[number + 1 :])

    def _decide(self, three: Trial, later: list[Trial]) -> None:
        node = self._node
        decided = Node((*node.decided, three), apart(node.pairs, *three), node.prices)
        if self._left > 1:
            apart_from = set(three)
            still = tuple(each for each in later if apart_from.isdisjoint(each))
            _Choice(self._search, decided, self._prices, still, self._left - 1).explore()
            return
        weight = self._relax(decided.pairs).weight
        if decided.bound(self._search.trials, weight, self._prices) > self._search.value:
            fill(self._search, decided)

    def _promises(self, three: Trial, wanted: int) -> bool:
        """Tell whether a plan with this group could be better, whichever third is taken out."""
        for third in three:
            pair = tuple(family for family in three if family != third)
            weight = self._weight_without(third) + self._priced(three) - self._priced(pair)
            if self._bound(weight) <= wanted:
                return False
        return True

    def _weight_without(self, family: int) -> int:
        """Return what the heaviest matching weighs without a family."""
        if family not in self._in_pairs:
            return self._relaxed.weight
        if family not in self._without:
            self._without[family] = self._relax(apart(self._node.pairs, family)).weight
        return self._without[family]

    def _least_added(self, three: Trial) -> int:
        """Return what the group is worth beyond the best of its pairs."""
        return self._priced(three) - max(0, *map(self._priced, pairs_within(three)))

    def _priced(self, trial: Trial) -> int:
        trials = self._search.trials
        weight = trials.threes[trial] if len(trial) == 3 else trials.pairs[trial]
        return weight - self._prices.toll(trials.where(trial))

    def _relax(self, pairs: Weights) -> Matching:
        return self._search.relax(pairs, self._prices)

    def _bound(self, relaxed: int) -> int:
        return self._node.bound(self._search.trials, relaxed, self._prices)
