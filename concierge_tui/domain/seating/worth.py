"""What it is worth that two families meet while a plan is sought.

Beside its points a pair has a bonus where it stands in a provisional best matching, and a price
for each of the two who has met too few: prices rise until the least served family has met as
many as it can.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from concierge_tui.domain.seating.hall import Hall, Matrix
from concierge_tui.domain.seating.measures import Pair, Wishes

APART: Final = -(10**9)
"""More than all repeats that one change can bring or avoid."""
STRICT: Final = 10**6
"""The cost of a repeat: more than whatever one change can bring to those who suit."""
BONUSES: Final = (2000, 200, 100)
"""For the pairs of the first, second and third provisional matching."""
_STEP: Final = 100
_NEVER_LACKS: Final = 10**6


class Worth:
    """The worth of every pair, as whole numbers that change with the prices."""

    def __init__(
        self,
        wishes: Wishes,
        matchings: Sequence[AbstractSet[Pair]] = (),
        tables: Sequence[Sequence[int]] = (),
    ) -> None:
        self.matrix: Matrix = [[0] * wishes.families for _ in range(wishes.families)]
        self._plain: dict[Pair, int] = dict(wishes.value)
        for matching, bonus in zip(matchings, BONUSES, strict=False):
            for pair in matching & wishes.value.keys():
                self._plain[pair] += bonus
        self._suits: list[list[int]] = [[] for _ in range(wishes.families)]
        for one, other in wishes.value:
            self._suits[one].append(other)
            self._suits[other].append(one)
        self._price = [0] * wishes.families
        self.goal = self.served = self._reach(tables)
        """How many suitable others the least served family could meet at best, and should meet."""
        for family in range(wishes.families):
            self._write(family)
        self._apart = wishes.apart
        for one, other in self._apart:
            self.matrix[one][other] = self.matrix[other][one] = APART

    def _reach(self, tables: Sequence[Sequence[int]]) -> int:
        """Return what the least served family cannot exceed, at tables of these sizes."""
        suited = [len(suits) for suits in self._suits if suits]
        if not suited:
            return 0
        beside = sum(size * (size - 1) for sizes in tables for size in sizes)
        largest = sum(max(sizes) - 1 for sizes in tables)
        # Not everyone can have more than the average.
        return min(*suited, largest, beside // len(suited))

    def _write(self, family: int) -> None:
        for other in self._suits[family]:
            pair = (family, other) if family < other else (other, family)
            worth = self._plain[pair] + self._price[family] + self._price[other]
            self.matrix[family][other] = self.matrix[other][family] = worth

    def suitable_met(self, hall: Hall, family: int) -> int:
        """Return how many suitable others a family meets; who has none never lacks any."""
        met, suits = hall.met[family], self._suits[family]
        return sum(1 for other in suits if met[other]) if suits else _NEVER_LACKS

    def least(self, hall: Hall) -> int:
        """Return how many suitable others the least served family meets."""
        return min(self.suitable_met(hall, family) for family in range(hall.families))

    def key(self, hall: Hall) -> tuple[int, ...]:
        """Return how good the plan is that stands in a hall; larger is better."""
        met = hall.met
        return (
            -sum(1 for one, other in self._apart if met[one][other]),
            -hall.repeats(),
            self.least(hall),
            sum(points for (one, other), points in self._plain.items() if met[one][other]),
        )

    def adjust(self, hall: Hall) -> None:
        """Raise the price of whoever meets too few, and lower what is no longer needed."""
        changed = []
        for family in range(hall.families):
            served = self.suitable_met(hall, family)
            if served < self.goal:
                self._price[family] += _STEP
            elif served > self.goal and self._price[family]:
                self._price[family] -= _STEP // 4
            else:
                continue
            self._write(family)
            changed.append(family)
        hall.reckon(changed)

    def settle(self, hall: Hall) -> None:
        """Forget all prices."""
        changed = [family for family, price in enumerate(self._price) if price]
        self._price = [0] * len(self._price)
        for family in changed:
            self._write(family)
        hall.reckon(changed)
