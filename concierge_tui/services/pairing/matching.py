"""The heaviest matching in exact whole numbers, by rustworkx, of no more than so many pairs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from concierge_tui.domain.pairing.instance import Trial

if TYPE_CHECKING:
    import rustworkx

Edge = tuple[Trial, int]


class Matching(NamedTuple):
    """Pairs that share no family, and what they weigh together."""

    weight: int
    pairs: tuple[Trial, ...]


class Capped(NamedTuple):
    """A matching of no more than so many pairs, and a price of a pair at which it is the best."""

    matching: Matching
    price: int


NOTHING: Final = Matching(0, ())
VERIFIED = False
"""Whether each optimum is checked by its dual as well; so it is in the tests of whole days."""
NEAR: Final = 1000
"""The most that the points of one trial differ: so near the next price mostly lies."""


class Graph:
    """Pairs with what they weigh after a price; a pair that weighs nothing is left out."""

    def __init__(self, edges: Iterable[Edge], price: int = 0) -> None:
        import rustworkx

        worth = [
            (one, other, left) for (one, other), weight in edges if (left := weight - price) > 0
        ]
        self._nodes = 1 + max((other for _, other, _ in worth), default=-1)
        self._graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph()
        self._graph.add_nodes_from([None] * self._nodes)
        self._graph.add_edges_from(worth)

    @property
    def families(self) -> list[int]:
        """Whoever is in any pair."""
        return [family for family in range(self._nodes) if self._graph.degree(family)]

    def heaviest(self) -> Matching:
        """Return the pairs that weigh most together."""
        return self._matched(self._graph)

    def without(self, *families: int) -> Matching:
        """Return the pairs that weigh most together where these families take no part."""
        left = self._graph.copy()
        left.remove_nodes_from(families)
        return self._matched(left)

    def heaviest_of(self, most: int) -> Matching:
        """Return the pairs that weigh most together, no more than so many.

        A seat aside is one more vertex that everyone may be matched with, for more than all pairs
        together weigh; so each of them is taken, and those families are in no pair.
        """
        families = self.families
        reward = 1 + len(families) * max(self._graph.edges())
        beside = self._graph.copy()
        seats = beside.add_nodes_from([None] * (len(families) - 2 * most))
        beside.add_edges_from([(family, seat, reward) for seat in seats for family in families])
        return self._matched(beside)

    def _matched(self, graph: "rustworkx.PyGraph[None, int]") -> Matching:
        import rustworkx

        # The library can check each optimum by its dual: a fifth of the time. The tests ask for it.
        matched = rustworkx.max_weight_matching(graph, weight_fn=int, verify_optimum=VERIFIED)
        ends = ((one, other) if one < other else (other, one) for one, other in matched)
        pairs = sorted(pair for pair in ends if pair[1] < self._nodes)
        return Matching(sum(graph.get_edge_data(*pair) for pair in pairs), tuple(pairs))


def both_sides(edges: Iterable[Edge]) -> dict[int, tuple[int, int]]:
    """Match each family once as the one and once as the other, so that pairs weigh most.

    Return for whom there is one: the other, and what the two weigh. Families alone in an odd ring
    are shared out in halves here; no matching of whole pairs weighs more than half of this.
    """
    import rustworkx

    worth = [edge for edge in edges if edge[1] > 0]
    ends = 1 + max((pair[1] for pair, _ in worth), default=-1)
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph()
    graph.add_nodes_from([None] * (2 * ends))
    graph.add_edges_from(
        [(one, ends + other, weight) for (one, other), weight in worth]
        + [(other, ends + one, weight) for (one, other), weight in worth]
    )
    matched = rustworkx.max_weight_matching(graph, weight_fn=int, verify_optimum=VERIFIED)
    ordered = ((one, other) if one < other else (other, one) for one, other in matched)
    return {one: (other - ends, graph.get_edge_data(one, other)) for one, other in sorted(ordered)}


def heaviest(edges: Iterable[Edge], most: int | None = None) -> Matching:
    """Return the pairs that weigh most together, no more than `most` where it is given.

    A pair that weighs nothing is left out.
    """
    return capped([edge for edge in edges if edge[1] > 0], most).matching


def capped(edges: Sequence[Edge], most: int | None, guess: int = 0) -> Capped:
    """Return the same with the price of a pair, sought from a guess.

    A matching that is the best at some price and has just so many pairs is the best of so many.
    What it weighs without the price is concave in the number of pairs; so the price is sought
    where the lines of a matching with more and of one with fewer cross. Where none has just so
    many, families sit aside.
    """
    if most == 0 or not edges:
        return Capped(NOTHING, 0)
    if most is None:
        return Capped(_at(edges, 0), 0)
    few, many, price = NOTHING, None, guess
    while price > 0 and (many is None or few is NOTHING) and abs(price - guess) <= NEAR:
        found = _at(edges, price)
        if len(found.pairs) == most:
            return Capped(found, price)
        if len(found.pairs) < most:
            few, price = found, price - NEAR
        else:
            many, price = found, price + NEAR
    if many is None:
        many = _at(edges, 0)
    if len(many.pairs) <= most:
        return Capped(many, 0)
    return _between(edges, most, few, many)


def _between(edges: Sequence[Edge], most: int, few: Matching, many: Matching) -> Capped:
    """Return the heaviest of so many pairs, given two with fewer and with more of them."""
    while True:
        price = -(-(many.weight - few.weight) // (len(many.pairs) - len(few.pairs)))
        found = _at(edges, price)
        count = len(found.pairs)
        if count == most:
            return Capped(found, price)
        reached = max(each.weight - price * len(each.pairs) for each in (many, few))
        if found.weight - price * count <= reached:
            return Capped(Graph(edges).heaviest_of(most), price)
        if count > most:
            many = found
        else:
            few = found


def _at(edges: Sequence[Edge], price: int) -> Matching:
    """Return the heaviest matching where each pair pays a price, with its weight before that."""
    found = Graph(edges, price).heaviest()
    return found._replace(weight=found.weight + price * len(found.pairs))
