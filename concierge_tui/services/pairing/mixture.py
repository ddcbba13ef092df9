"""The prices of limits at which no plan is worth more than a mixture of plans.

A mixture takes a share of each of several plans, so that on average no session holds more than
it has room for; single plans of it may hold more in one session and less in another. The prices
belong to the best mixture of the plans that are known; whoever finds a plan that is worth more
at these prices adds it. What the best mixture is worth then bounds every plan (Dantzig and
Wolfe, Decomposition principle for linear programs, Operations Research 8, 1960).
"""

from collections.abc import Mapping, Sequence
from operator import mul
from typing import NamedTuple

from concierge_tui.domain.pairing.instance import Trial


class Mixed(NamedTuple):
    """A plan to be mixed: what it weighs, and how much of each limit it takes."""

    weight: int
    takes: tuple[int, ...]
    where: Mapping[Trial, int]
    """The session that each of its trials takes."""


class Mixture:
    """The best mixture of the plans that are known, by the simplex method in whole numbers.

    Everything is a multiple of one fraction, `1 / parts`, which changes with every step; so no
    number is ever rounded (Edmonds, Systems of distinct representatives, 1967).
    """

    def __init__(self, limits: Sequence[int], first: Mixed) -> None:
        """Begin with one plan, which holds to every limit."""
        self.parts = 1
        self._plans = [first]
        self._columns = [(*first.takes, 1)]
        self._basis: list[int | None] = [*(None for _ in limits), 0]
        # Each row: how much there is of what it stands for, and its part of the inverse.
        count = range(len(limits))
        self._rows = [
            [limit - taken, *(int(row == column) for column in count), -taken]
            for row, (limit, taken) in enumerate(zip(limits, first.takes, strict=True))
        ]
        self._rows.append([1, *(0 for _ in count), 1])

    def add(self, plan: Mixed) -> None:
        """Let another plan be mixed."""
        self._plans.append(plan)
        self._columns.append((*plan.takes, 1))

    def solve(self) -> list[int]:
        """Return the price of each limit at the best mixture, in `parts`."""
        while True:
            *prices, rest = self._duals()
            cheapest = min(range(len(prices)), key=prices.__getitem__)
            if prices[cheapest] < 0:
                self._enter(None, [int(s == cheapest) for s in range(len(prices) + 1)])
                continue
            paid = [*prices, rest]
            gains = [
                plan.weight * self.parts - sum(map(mul, paid, column))
                for plan, column in zip(self._plans, self._columns, strict=True)
            ]
            most = max(range(len(gains)), key=gains.__getitem__)
            if gains[most] <= 0:
                return prices
            self._enter(most, self._columns[most])

    def worth(self) -> int:
        """Return what the mixture is worth, in `parts`, rounded to nothing."""
        amounts = (row[0] for row in self._rows)
        return sum(map(mul, map(self._weight, self._basis), amounts))

    def plans(self) -> list[Mapping[Trial, int]]:
        """Return the plans that have a share in the mixture."""
        return [self._plans[which].where for which in self._basis if which is not None]

    def shares(self) -> dict[Trial, int]:
        """Return which share of the mixture each trial is part of, in `parts`."""
        found: dict[Trial, int] = {}
        for which, row in zip(self._basis, self._rows, strict=True):
            if which is not None and row[0]:
                for trial in self._plans[which].where:
                    found[trial] = found.get(trial, 0) + row[0]
        return found

    def _weight(self, which: int | None) -> int:
        return 0 if which is None else self._plans[which].weight

    def _duals(self) -> list[int]:
        weights = list(map(self._weight, self._basis))
        columns = list(zip(*self._rows, strict=True))[1:]
        return [sum(map(mul, weights, column)) for column in columns]

    def _enter(self, which: int | None, column: Sequence[int]) -> None:
        """Exchange one of the basis; of several that could leave the first in order of rows."""
        steps = [sum(map(mul, column, row[1:])) for row in self._rows]
        leaving = -1
        for i, step in enumerate(steps):
            if step > 0 and (leaving < 0 or self._earlier(i, step, leaving, steps[leaving])):
                leaving = i
        pivot, by, before = self._rows[leaving], steps[leaving], self.parts
        for i, step in enumerate(steps):
            if i != leaving:
                self._rows[i] = [
                    (by * a - step * b) // before for a, b in zip(self._rows[i], pivot, strict=True)
                ]
        self.parts = by
        self._basis[leaving] = which

    def _earlier(self, one: int, its: int, other: int, others: int) -> bool:
        return [others * part for part in self._rows[one]] < [its * p for p in self._rows[other]]
