"""The heaviest matching in exact whole numbers, by rustworkx, of no more than so many pairs."""

from collections.abc import Iterable
from typing import NamedTuple

from concierge_tui.domain.pairing.instance import Trial

Edge = tuple[Trial, int]


class Matching(NamedTuple):
    """Pairs that share no family, and what they weigh together."""

    weight: int
    pairs: tuple[Trial, ...]


def heaviest(edges: Iterable[Edge], most: int | None = None) -> Matching:
    """Return the pairs that weigh most together, no more than `most` where it is given.

    A pair that weighs nothing is left out.
    """
    worth = [edge for edge in edges if edge[1] > 0]
    if most == 0 or not worth:
        return Matching(0, ())
    found = _matched(worth, 0)
    if most is None or len(found.pairs) <= most:
        return found
    families = {family for pair, _ in worth for family in pair}
    return _matched(worth, len(families) - 2 * most)


def _matched(edges: list[Edge], seats_aside: int) -> Matching:
    """Return the heaviest matching in which so many families sit aside.

    A seat aside is one more vertex that everyone may be matched with, for more than all pairs
    together weigh; so each of them is taken, and those families are in no pair.
    """
    import rustworkx

    families = sorted({family for pair, _ in edges for family in pair})
    place = {family: number for number, family in enumerate(families)}
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * (len(families) + seats_aside))
    graph.add_edges_from([(place[one], place[other], weight) for (one, other), weight in edges])
    if seats_aside:
        reward = 1 + len(families) * max(weight for _, weight in edges)
        graph.add_edges_from(
            [
                (family, len(families) + seat, reward)
                for seat in range(seats_aside)
                for family in range(len(families))
            ]
        )
    weights = dict(edges)
    # The optimum is verified by its dual: it costs nothing that one could measure.
    matched = rustworkx.max_weight_matching(graph, weight_fn=int, verify_optimum=True)
    pairs = sorted(
        (families[min(ends)], families[max(ends)]) for ends in matched if max(ends) < len(families)
    )
    return Matching(sum(weights[pair] for pair in pairs), tuple(pairs))
