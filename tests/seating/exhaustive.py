"""The best plan of few families, by trying every one; and families who suit each other by lot."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations, combinations_with_replacement

from concierge_tui.domain.seating.measures import Measures, Wishes, measure
from concierge_tui.domain.seating.tables import Round, sizes


def every_round(families: Sequence[int], left: Sequence[int]) -> Iterator[Round]:
    """Yield every way to seat the families at tables of the sizes that are left."""
    if not families:
        yield ()
        return
    for size in sorted(set(left)):
        others = list(left)
        others.remove(size)
        for beside in combinations(families[1:], size - 1):
            table = (families[0], *beside)
            rest = [family for family in families if family not in table]
            for tables in every_round(rest, others):
                yield (table, *tables)


def best_of_all(wishes: Wishes, k: int, rounds: int) -> Measures:
    """Return what the best plan is worth."""
    families = range(wishes.families)
    each = list(every_round(families, sizes(wishes.families, k)))
    plans = combinations_with_replacement(each, rounds)
    return max((measure(plan, wishes) for plan in plans), key=lambda found: found.key)


def drawn(seed: int, families: int, share: float = 0.5, apart: int = 0) -> Wishes:
    """Return families of whom this share of the pairs suit each other."""
    rng = random.Random(seed)
    pairs = list(combinations(range(families), 2))
    value = {pair: rng.randint(100, 900) for pair in pairs if rng.random() < share}
    strangers = [pair for pair in pairs if pair not in value]
    return Wishes(families, value, frozenset(rng.sample(strangers, apart)))
