"""What a family's time is worth at most, so that every pair is paid for by its two families.

The prices are right for the pairs where each family may be shared out in halves; that is a
matching between two copies of the families, and its prices follow by the longest way.
"""

from collections import deque
from collections.abc import Sequence

from concierge_tui.services.pairing.matching import Edge, both_sides


def family_prices(edges: Sequence[Edge]) -> dict[int, int]:
    """Return for each family twice what it is worth; a pair weighs at most what its two are worth.

    Together they are worth no more than the heaviest choice of halves of pairs.
    """
    partner = both_sides(edges)
    beside: dict[int, list[tuple[int, int]]] = {}
    for (one, other), weight in edges:
        beside.setdefault(one, []).append((other, weight))
        beside.setdefault(other, []).append((one, weight))
    left = _least(partner, beside)
    taken_by = {to: (one, weight) for one, (to, weight) in partner.items()}
    right = {
        family: taken_by[family][1] - left[taken_by[family][0]] if family in taken_by else 0
        for family in beside
    }
    return {family: left[family] + right[family] for family in beside}


def _least(
    partner: dict[int, tuple[int, int]], beside: dict[int, list[tuple[int, int]]]
) -> dict[int, int]:
    """Return the least that each on the left is worth, raised until no pair is worth more."""
    owner = {to: (one, weight) for one, (to, weight) in partner.items()}
    # Whoever raises the price of one on the right lowers nobody else's but its owner's gain.
    least = dict.fromkeys(beside, 0)
    right = {family: owner[family][1] if family in owner else 0 for family in beside}
    waiting = deque(beside)
    queued = set(beside)
    while waiting:
        family = waiting.popleft()
        queued.discard(family)
        needed = max((weight - right[other] for other, weight in beside[family]), default=0)
        if needed > least[family]:
            least[family] = needed
            to, weight = partner[family]
            right[to] = weight - needed
            for other, _ in beside[to]:
                if other not in queued:
                    queued.add(other)
                    waiting.append(other)
    return least
