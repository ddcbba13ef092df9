"""Groups of three, exactly: each choice of groups that could lead to a better plan is tried.

Which choices could is told by bounds. Whoever takes a third family out of a group leaves a pair:
so a plan with groups is worth no more than the heaviest matching without those thirds, plus
what each third adds to its pair. The number of choices grows with the number of groups. A meetup
with one or two is solved at once; for many groups among many families the search may end before
it has looked at everything, and then the answer says that it is not proved.
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import heapify, heappop, nlargest
from itertools import islice
from typing import Final, NamedTuple

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.services.pairing.matching import Graph
from concierge_tui.services.pairing.prices import Prices
from concierge_tui.services.pairing.search import Search
from concierge_tui.services.pairing.trials import Weights, apart
from concierge_tui.services.pairing.within_sessions import Node, fill

_AT_ONCE: Final = 4
"""So many groups are compared before one is decided: a good plan early spares the others."""


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
    candidates: Collection[Trial]
    """The groups of three."""

    @classmethod
    def of(cls, search: Search, node: Node) -> "_Worth":
        """Return what the trials below a node are worth."""
        trials = search.trials
        prices = _with_price_of_a_trial(search, node)
        every, places = trials.threes, trials.places
        toll = prices.tolls(places.values())
        pairs = {pair: weight - toll[places[pair]] for pair, weight in node.pairs.items()}
        threes = {three: weight - toll[places[three]] for three, weight in every.items()}
        # No pair at all is worth nothing, and so is one that would weigh less than nothing.
        beside = {pair: max(0, weight) for pair, weight in pairs.items()}
        adds: Weights = {
            (one, two, last): weight - max(beside[one, two], beside[one, last], beside[two, last])
            for (one, two, last), weight in threes.items()
        }
        return cls(prices, pairs, threes, adds, adds.keys())

    def below(self, three: Trial, later: Sequence[Trial]) -> "_Worth":
        """Return what is left when a group is decided and only later ones are looked at."""
        gone = set(three)
        still = [each for each in later if gone.isdisjoint(each)]
        return self._replace(pairs=apart(self.pairs, *three), candidates=still)


def _with_price_of_a_trial(search: Search, node: Node) -> Prices:
    """Return the prices with one for every trial, at which the day holds what families ask for."""
    everywhere = search.trials.sessions
    search.relax(node.pairs, node.prices, node.most(search.trials))
    return node.prices.but(everywhere, node.prices.get(everywhere, 0) + search.price)


class _Choice:
    """So many groups of three still to be chosen from the candidates, beside what is decided."""

    def __init__(self, search: Search, node: Node, worth: _Worth, left: int) -> None:
        self._search = search
        self._node = node
        self._worth = worth
        self._left = left
        self._graph = Graph(worth.pairs.items())
        self._relaxed = search.relax_without(self._graph)
        self._in_pairs = {family for pair in self._relaxed.pairs for family in pair}
        self._without: dict[int, int] = {}
        self._beside = node.bound(search.trials, 0, worth.prices)
        """What is decided, and what the places bring that have a price."""

    def explore(self) -> None:
        """Try every choice that could be better than the best plan so far."""
        if self._left == 1:
            self._explore_last()
            return
        # Whoever promises nothing here is in no better plan below either.
        candidates = list(self._promising(self._worth.candidates))
        for three in self._promising(candidates):
            later = candidates[candidates.index(three) + 1 :]
            below = self._worth.below(three, later)
            _Choice(self._search, self._decided(three), below, self._left - 1).explore()

    def _explore_last(self) -> None:
        """Decide the last group: of a few that add most, first the one that could reach most."""
        promising = self._promising(self._worth.candidates)
        while few := list(islice(promising, _AT_ONCE)):
            for reach, three in sorted(((self._reaches(t), t) for t in few), reverse=True):
                if reach <= self._search.value:
                    break
                fill(self._search, self._decided(three))

    def _promising(self, candidates: Collection[Trial]) -> Iterator[Trial]:
        """Yield the groups that could be part of a plan better than the best so far.

        What adds most comes first.
        """
        adds, bound = self._worth.adds, self._bound(self._relaxed.weight)
        if len(candidates) < self._left:
            return
        others = sum(nlargest(self._left - 1, map(adds.__getitem__, candidates)))
        least = self._search.value - others - bound
        # Of thousands that add enough few are looked at: a heap puts only those in order.
        enough = [(-adds[three], three) for three in candidates if adds[three] > least]
        heapify(enough)
        while enough:
            _, three = heappop(enough)
            wanted = self._search.value - others
            if bound + adds[three] <= wanted:
                return
            if self._promises(three, wanted):
                yield three

    def _decided(self, three: Trial) -> Node:
        node = self._node
        return Node((*node.decided, three), apart(node.pairs, *three), node.prices)

    def _reaches(self, three: Trial) -> int:
        """Return what no plan with this group can exceed."""
        rest = self._search.relax_without(self._graph, *three).weight
        return self._bound(rest + self._worth.threes[three])

    def _promises(self, three: Trial, wanted: int) -> bool:
        """Tell whether a plan with this group could be better, whichever third is taken out."""
        one, two, last = three
        worth, pairs = self._bound(self._worth.threes[three]), self._worth.pairs
        thirds = [(one, (two, last)), (two, (one, last)), (last, (one, two))]
        # Most groups fail by a family whose weight is known: no matching is made for them.
        thirds.sort(key=lambda third: third[0] not in self._without)
        return all(
            self._weight_without(third) + worth - pairs[pair] > wanted for third, pair in thirds
        )

    def _weight_without(self, family: int) -> int:
        """Return what the heaviest matching weighs without a family."""
        if family not in self._in_pairs:
            return self._relaxed.weight
        if family not in self._without:
            self._without[family] = self._search.relax_without(self._graph, family).weight
        return self._without[family]

    def _bound(self, relaxed: int) -> int:
        return self._beside + relaxed
