"""Groups of three, exactly: each choice of groups that could lead to a better plan is tried.

Which choices could is told by bounds. Whoever takes a third family out of a group leaves a pair:
so a plan with groups is worth no more than the heaviest matching without those thirds, plus
what each third adds to its pair. The number of choices grows with the number of groups. A meetup
with one or two is solved at once; for many groups among many families the search may end before
it has looked at everything, and then the answer says that it is not proved.
"""

from itertools import islice

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.services.pairing.matching import Matching
from concierge_tui.services.pairing.search import Search
from concierge_tui.services.pairing.trials import Prices, Weights, apart, pairs_within
from concierge_tui.services.pairing.within_sessions import Node, fill


def place_threes(search: Search, root: Node) -> None:
    """Offer the best plans with groups of three, given that the best one without them is known.

    Raises:
        Exhausted: when the work that was allowed is done.
    """
    trials = search.trials
    for count in range(1, trials.day.max_triples + 1):
        placeable = min(trials.placeable, 2 * trials.most + count)
        units = trials.units
        # A plan below this weighs less than one family more and everything else together.
        most = placeable * units.placed - (count - 1) * units.three - 1
        if count * 3 > placeable or most <= search.value:
            continue
        _Choice(search, root, tuple(trials.threes), count).explore()


class _Choice:
    """So many groups of three still to be chosen from the candidates, beside what is decided."""

    def __init__(
        self, search: Search, node: Node, candidates: tuple[Trial, ...], left: int
    ) -> None:
        self._search = search
        self._node = node
        self._left = left
        self._relaxed = self._relax(node.pairs)
        self._in_pairs = {family for pair in self._relaxed.pairs for family in pair}
        self._without: dict[int, int] = {}
        self._adds = {three: self._least_added(three) for three in candidates}
        self._candidates = sorted(candidates, key=lambda three: (-self._adds[three], three))

    def explore(self) -> None:
        """Try every choice that could be better than the best plan so far."""
        best_of_all = list(islice(self._adds_in_order(), self._left))
        if len(best_of_all) < self._left:
            return
        others = sum(best_of_all[: self._left - 1])
        for number, three in enumerate(self._candidates):
            room = self._search.value - self._bound(self._relaxed.weight) - others
            if self._adds[three] <= room:
                return
            if self._promises(three, others):
                self._decide(three, self._candidates[number + 1 :])

    def _decide(self, three: Trial, later: list[Trial]) -> None:
        node = self._node
        decided = Node((*node.decided, three), apart(node.pairs, *three), node.prices)
        if self._left == 1:
            fill(self._search, decided)
            return
        apart_from = set(three)
        still = tuple(each for each in later if apart_from.isdisjoint(each))
        _Choice(self._search, decided, still, self._left - 1).explore()

    def _promises(self, three: Trial, others: int) -> bool:
        """Tell whether a plan with this group could be better, whichever third is taken out."""
        for third in three:
            pair = tuple(family for family in three if family != third)
            weight = self._weight_without(third) + self._priced(three) - self._priced(pair)
            if self._bound(weight) + others <= self._search.value:
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
        prices: Prices = self._node.prices
        return weight - prices.toll(trials.where(trial)) if prices else weight

    def _relax(self, pairs: Weights) -> Matching:
        return self._search.relax(pairs, self._node.most(self._search.trials), self._node.prices)

    def _bound(self, relaxed: int) -> int:
        return self._node.bound(self._search.trials, relaxed, self._node.prices)

    def _adds_in_order(self):
        return (self._adds[three] for three in self._candidates)
