"""Fills up a plan with pairs so that every session holds its trials, exactly.

The heaviest matching knows nothing of sessions. Where it confines too many trials to some of
them, places get prices that bound every plan, and the few plans near the bound are tried out.
Where too many are near, a pair is decided upon, once as part of the plan and once as left out,
and both are looked at in the same way.
"""

from typing import NamedTuple

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.domain.pairing.sessions import Overfull, assign
from concierge_tui.services.pairing.bounding import Bounding
from concierge_tui.services.pairing.node import Node, Placed
from concierge_tui.services.pairing.prices import Prices
from concierge_tui.services.pairing.search import Search
from concierge_tui.services.pairing.trials import apart


class Found(NamedTuple):
    """What was found at a node: good prices, and plans that are worth mixing below it."""

    prices: Prices
    plans: tuple[Placed, ...]


def fill(search: Search, node: Node) -> Found:
    """Offer the best plan below the node; return what was found at the node itself.

    Raises:
        Exhausted: when the work that was allowed is done.
    """
    first: Found | None = None
    waiting = [node]
    while waiting:
        node = waiting.pop()
        found, undecided = _look(search, node)
        first = first or found
        if undecided is not None:
            without = {pair: weight for pair, weight in node.pairs.items() if pair != undecided}
            waiting.append(Node(node.decided, without, *found))
            waiting.append(Node((*node.decided, undecided), apart(node.pairs, *undecided), *found))
    return first or Found(Prices(), ())


def _look(search: Search, node: Node) -> tuple[Found, Trial | None]:
    """Return what was found at a node, and a pair to decide upon where that is needed."""
    nothing = Found(node.prices, node.plans)
    trials = search.trials
    held = assign([trials.where(trial) for trial in node.decided], trials.room)
    if isinstance(held, Overfull):
        return nothing, None
    matching = search.relax(node.pairs, most=node.most(trials))
    if sum(map(trials.weight, node.decided)) + matching.weight <= search.value:
        return nothing, None
    if search.offer((*node.decided, *matching.pairs)):
        return nothing, None
    bounding = Bounding(search, node, held)
    undecided = bounding.look()
    return Found(bounding.prices, tuple(bounding.plans)), undecided
