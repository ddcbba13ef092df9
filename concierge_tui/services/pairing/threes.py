"""Groups of three, exactly: each choice of groups that could lead to a better plan is tried.

Which choices could is told by bounds. Whoever takes a third family out of a group leaves a pair:
so a plan with groups is worth no more than the heaviest matching without those thirds, plus
what each third adds to its pair. The number of choices grows with the number of groups. A meetup
with one or two is solved at once; for many groups among many families the search may end before
it has looked at everything, and then the answer says that it is not proved.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heapify, heappop, nsmallest
from itertools import islice
from typing import Final, NamedTuple

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.services.pairing.family_prices import family_prices
from concierge_tui.services.pairing.matching import Edge, Graph
from concierge_tui.services.pairing.node import Node
from concierge_tui.services.pairing.prices import FINE, Prices
from concierge_tui.services.pairing.search import Search
from concierge_tui.services.pairing.trials import Weights, apart
from concierge_tui.services.pairing.within_sessions import fill

_AT_ONCE: Final = 4
"""So many groups are compared before one is decided: a good plan early spares the others."""


def place_threes(search: Search, root: Node) -> None:
    """Offer the best plans with groups of three, given that the best one without them is known.

    Raises:
        Exhausted: when the work that was allowed is done.
    """
    worth: _Worth | None = None
    counts = range(1, search.trials.day.max_triples + 1)
    # Where places are short more groups place more families, else fewer are better.
    for most, count in sorted(((_most(search, count), count) for count in counts), reverse=True):
        if most > search.value:
            worth = worth or _Worth.of(search, root)
            _Choice(search, root, worth, count).explore()


def _most(search: Search, count: int) -> int:
    """Return what no plan with so many groups exceeds; nothing where there are too few."""
    trials, units = search.trials, search.trials.units
    placeable = min(trials.placeable, 2 * trials.most + count)
    if 3 * count > placeable or count > trials.most - len(trials.locked):
        return 0
    # One family more would weigh more, but there is none.
    return placeable * units.placed - (count - 1) * units.three - 1


class _Worth(NamedTuple):
    """What trials are worth when places have prices, also one in the day as a whole.

    A matching with prices is found sooner than one of only so many pairs, and as the weight of
    the heaviest matching is concave in the number of its pairs, its bound is the same.
    """

    prices: Prices
    pairs: Weights
    short: Mapping[Trial, int]
    """What each trial leaves unused, twice as fine; a group of three may bring more than that."""
    top: int
    """What no plan exceeds, twice as fine, before groups of three are counted."""
    candidates: Collection[Trial]
    """The groups of three."""

    @classmethod
    def of(cls, search: Search, node: Node) -> "_Worth":
        """Return what the trials below a node are worth."""
        trials = search.trials
        prices = _with_price_of_a_trial(search, node)
        threes = trials.threes
        # Where they can take place is known once they are.
        places, tolls = trials.places, prices.tolls(trials.places.values())
        edges = prices.edges(trials, node.pairs)
        priced = family_prices(edges)
        top = 2 * node.bound(trials, 0, prices) + sum(priced.values())
        worth = [priced.get(family, 0) for family in range(len(trials.day.families))]
        short: dict[Trial, int] = {
            pair: worth[pair[0]] + worth[pair[1]] - 2 * left for pair, left in edges
        }
        # There are thousands: no call for each of them.
        short |= {
            (a, b, c): worth[a] + worth[b] + worth[c] - 2 * (FINE * weight - tolls[places[a, b, c]])
            for (a, b, c), weight in threes.items()
        }
        return cls(prices, dict(edges), short, top, threes.keys())

    def below(self, three: Trial, later: Sequence[Trial]) -> "_Worth":
        """Return what is left when a group is decided and only later ones are looked at."""
        gone = set(three)
        still = [each for each in later if gone.isdisjoint(each)]
        top = self.top - self.short[three]
        return self._replace(pairs=apart(self.pairs, *three), candidates=still, top=top)


def _with_price_of_a_trial(search: Search, node: Node) -> Prices:
    """Return the prices with one for every trial, at which the day holds what families ask for."""
    if node.prices.places:
        return node.prices
    search.relax(node.pairs, most=node.most(search.trials))
    return node.prices.raised(search.trials.sessions, FINE * search.price)


class _Choice:
    """So many groups of three still to be chosen from the candidates, beside what is decided."""

    def __init__(self, search: Search, node: Node, worth: _Worth, left: int) -> None:
        self._search = search
        self._node = node
        self._worth = worth
        self._left = left
        self._graph: Graph | None = None
        self._value = -1
        self._others = 0
        """What the other groups leave unused at least."""
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
                if reach // FINE <= self._search.value:
                    break
                fill(self._search, self._decided(three))

    def _promising(self, candidates: Collection[Trial]) -> Iterator[Trial]:
        """Yield the groups that could be part of a plan better than the best so far.

        What adds most comes first.
        """
        if len(candidates) < self._left:
            return
        short = self._worth.short
        self._others = sum(nsmallest(self._left - 1, map(short.__getitem__, candidates)))
        # Of thousands that are short enough few are looked at: a heap puts only those in order.
        most = self._spare()
        enough = [(short[three], three) for three in candidates if short[three] <= most]
        heapify(enough)
        while enough:
            least, three = heappop(enough)
            if least > self._spare():
                return
            yield three

    def _spare(self) -> int:
        """Return how much one trial may leave unused in a plan better than the best so far."""
        return self._worth.top - self._others - 2 * FINE * (self._search.value + 1)

    def _decided(self, three: Trial) -> Node:
        node, short = self._node, self._worth.short
        spare = self._spare() - short[three]
        pairs = {
            pair: weight
            for pair, weight in apart(node.pairs, *three).items()
            if short[pair] <= spare
        }
        return Node((*node.decided, three), pairs, node.prices, node.plans)

    def _reaches(self, three: Trial) -> int:
        """Return what no plan with this group can exceed that is better than the best so far."""
        if self._graph is None or self._value < self._search.value:
            self._value = self._search.value
            self._graph = Graph(self._pairs_beside(three))
        rest = self._search.relax_without(self._graph, *three).weight
        trials, prices = self._search.trials, self._worth.prices
        three_left = prices.left(trials.weight(three)) - prices.toll(trials.where(three))
        return self._beside + three_left + rest

    def _pairs_beside(self, three: Trial) -> Iterator[Edge]:
        """Yield the pairs that may be in a better plan with this group, or with one after it."""
        short = self._worth.short
        spare = self._spare() - short[three]
        return (edge for edge in self._worth.pairs.items() if short[edge[0]] <= spare)
