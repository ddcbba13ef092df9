"""Groups of three, exactly: each choice of groups that could lead to a better plan is tried.

Which choices could is told by bounds. Whoever takes a third family out of a group leaves a pair:
so a plan with groups is worth no more than the heaviest matching without those thirds, plus
what each third adds to its pair. The number of choices grows with the number of groups. A meetup
with one or two is solved at once; for many groups among many families the search may end before
it has looked at everything, and then the answer says that it is not proved.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
    worth: _Worth | None = None
    for count in range(1, trials.day.max_triples + 1):
        placeable = min(trials.placeable, 2 * trials.most + count)
        units = trials.units
        # No plan with so many groups weighs more: one family more would, but there is none.
        most = placeable * units.placed - (count - 1) * units.three - 1
        if 3 * count <= placeable and most > search.value:
            if worth is None:
                worth = _Worth.of(search, root)
            _Choice(search, root, worth, count).explore()


class _Worth(NamedTuple):
    """What trials are worth when places have prices, also one in the day as a whole.

    A matching with prices is found sooner than one of only so many pairs, and as the weight of
    the heaviest matching is concave in the number of its pairs, its bound is the same.
    """

    prices: Prices
    pairs: Weights
    threes: Weights
    adds: Weights
    """What each group of three is worth beyond the best of its pairs."""
    candidates: Sequence[Trial]
    """The groups of three; what adds most comes first."""

    @classmethod
    def of(cls, search: Search, node: Node) -> "_Worth":
        """Return what the trials below a node are worth."""
        trials = search.trials
        prices = _with_price_of_a_trial(search, node)
        toll = prices.tolls(map(trials.where, [*node.pairs, *trials.threes]))
        pairs = {pair: weight - toll[trials.where(pair)] for pair, weight in node.pairs.items()}
        threes = {three: w - toll[trials.where(three)] for three, w in trials.threes.items()}
        adds = {
            three: weight - max(0, *(pairs[pair] for pair in pairs_within(three)))
            for three, weight in threes.items()
        }
        candidates = sorted(threes, key=lambda three: (-adds[three], three))
        return cls(prices, pairs, threes, adds, candidates)

    def below(self, three: Trial, later: Sequence[Trial]) -> "_Worth":
        """Return what is left when a group is decided and only later ones are looked at."""
        gone = set(three)
        still = [each for each in later if gone.isdisjoint(each)]
        return self._replace(pairs=apart(self.pairs, *three), candidates=still)


def _with_price_of_a_trial(search: Search, node: Node) -> Prices:
    """Return the prices with one for every trial, at which the day holds what families ask for."""
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

    def __init__(self, search: Search, node: Node, worth: _Worth, left: int) -> None:
        self._search = search
        self._node = node
        self._worth = worth
        self._left = left
        self._relaxed = self._relax(worth.pairs)
        self._in_pairs = {family for pair in self._relaxed.pairs for family in pair}
        self._without: dict[int, int] = {}

    def explore(self) -> None:
        """Try every choice that could be better than the best plan so far."""
        candidates = self._worth.candidates
        if self._left > 1:
            # Whoever promises nothing here is in no better plan below either.
            candidates = list(self._promising(candidates))
        for three in self._promising(candidates):
            later = candidates[candidates.index(three) + 1 :] if self._left > 1 else ()
            self._decide(three, self._worth.below(three, later))

    def _promising(self, candidates: Sequence[Trial]) -> Iterator[Trial]:
        """Yield the groups that could be part of a plan better than the best so far."""
        adds = self._worth.adds
        if len(candidates) < self._left:
            return
        others = sum(adds[three] for three in candidates[: self._left - 1])
        for three in candidates:
            wanted = self._search.value - others
            if self._bound(self._relaxed.weight) + adds[three] <= wanted:
                return
            if self._promises(three, wanted):
                yield three

    def _decide(self, three: Trial, below: _Worth) -> None:
        node = self._node
        decided = Node((*node.decided, three), apart(node.pairs, *three), node.prices)
        if self._left > 1:
            _Choice(self._search, decided, below, self._left - 1).explore()
            return
        weight = self._relax(below.pairs).weight
        if decided.bound(self._search.trials, weight, self._worth.prices) > self._search.value:
            fill(self._search, decided)

    def _promises(self, three: Trial, wanted: int) -> bool:
        """Tell whether a plan with this group could be better, whichever third is taken out."""
        one, two, last = three
        worth = self._worth.threes[three]
        return all(
            self._bound(self._weight_without(third) + worth - self._worth.pairs[pair]) > wanted
            for third, pair in ((one, (two, last)), (two, (one, last)), (last, (one, two)))
        )

    def _weight_without(self, family: int) -> int:
        """Return what the heaviest matching weighs without a family."""
        if family not in self._in_pairs:
            return self._relaxed.weight
        if family not in self._without:
            self._without[family] = self._relax(apart(self._worth.pairs, family)).weight
        return self._without[family]

    def _relax(self, pairs: Weights) -> Matching:
        return self._search.relax(pairs)

    def _bound(self, relaxed: int) -> int:
        return self._node.bound(self._search.trials, relaxed, self._worth.prices)
