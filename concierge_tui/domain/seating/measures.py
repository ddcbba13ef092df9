"""What a plan is worth, in strict order, so that two plans can be compared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import NamedTuple

from concierge_tui.domain.seating.tables import Plan

Pair = tuple[int, int]


class Wishes(NamedTuple):
    """Who suits whom: the points of all who may try, and who must not sit together."""

    families: int
    value: Mapping[Pair, int]
    """The points of each pair that may try, the smaller first."""
    apart: AbstractSet[Pair] = frozenset()


class Measures(NamedTuple):
    """How good a plan is. Plans are compared by `key`, part by part; larger is better."""

    together: int
    """Pairs that sit together though they must not."""
    repeats: int
    """How often somebody sits with somebody again."""
    served: int
    """How many suitable others the least served family meets, of those who have any."""
    value: int
    """The points of all pairs that may try and meet."""
    uneven: int
    """Small tables, each family's number squared: least where everybody has the same share."""

    @property
    def key(self) -> tuple[int, ...]:
        """What is compared."""
        return -self.together, -self.repeats, self.served, self.value, -self.uneven


def pairs_at(table: Iterable[int]) -> Iterator[Pair]:
    """Yield the pairs that sit together, the smaller first."""
    return combinations(sorted(table), 2)


def meetings(plan: Plan) -> Counter[Pair]:
    """Return how often each pair sits together."""
    return Counter(pair for tables in plan for table in tables for pair in pairs_at(table))


def measure(plan: Plan, wishes: Wishes) -> Measures:
    """Return what a plan is worth to these families."""
    met = meetings(plan)
    served = suitable_met(met, wishes)
    return Measures(
        sum(pair in wishes.apart for pair in met),
        sum(met.values()) - len(met),
        min(served.values(), default=0),
        sum(wishes.value.get(pair, 0) for pair in met),
        sum(number**2 for number in at_small_tables(plan).values()),
    )


def suitable_met(met: Iterable[Pair], wishes: Wishes) -> dict[int, int]:
    """Return how many suitable others each family meets; who has none is not listed."""
    served = {family: 0 for pair in wishes.value for family in pair}
    for pair in met:
        if pair in wishes.value:
            for family in pair:
                served[family] += 1
    return served


def at_small_tables(plan: Plan) -> Counter[int]:
    """Return how often each family sits at a table that is smaller than others of the round."""
    found: Counter[int] = Counter()
    for tables in plan:
        largest = max(map(len, tables), default=0)
        for table in tables:
            if len(table) < largest:
                found.update(table)
    return found


def fewest_repeats(plan_sizes: Iterable[tuple[int, ...]], families: int) -> int:
    """Return a number below which no plan of these tables can have repeats."""
    seats = sum(size * (size - 1) // 2 for sizes in plan_sizes for size in sizes)
    return max(0, seats - families * (families - 1) // 2)
