"""Changes a plan until more of those who suit meet, without one repeat more.

Where there is room to spare, the plan is annealed freely and pressed free of repeats towards the
end; a tight plan only changes where it costs no repeat. At last every single swap is tried.
"""

from collections.abc import Callable
from typing import Final

from concierge_tui.domain.seating.annealing import STEPS, Cooling
from concierge_tui.domain.seating.hall import Hall
from concierge_tui.domain.seating.polishing import polish
from concierge_tui.domain.seating.tables import Plan
from concierge_tui.domain.seating.worth import STRICT, Worth

Anneal = Callable[[Hall, Cooling, Callable[[int], bool]], None]
"""Cools a hall; the function given hears of every step and says whether to stop."""

_ROOMY: Final = 0.5
"""Whoever meets up to this share of the others leaves enough swaps that cost no repeat."""
_FEW: Final = 20
"""Among so few families a single swap seldom leads anywhere: it is tried hotter and more often."""
_STARTS_OF_FEW: Final = 4
_HEAT: Final = (400, 15)
_HEAT_OF_FEW: Final = (800, 15)
_SOFT: Final = 500
_PRESSED: Final = STEPS * 7 // 10
"""From this step on a repeat costs more than anything that it could bring."""


class Suiting:
    """One plan, and the halls in which it was improved."""

    def __init__(self, plan: Plan, worth: Worth, moves: int, anneal: Anneal) -> None:
        self._plan = plan
        self._worth = worth
        self._moves = moves
        self._anneal = anneal
        self._start = Hall(plan, worth.matrix, STRICT)
        self._found: list[Hall] = []

    def best(self, met: int) -> Plan:
        """Return the best plan found; `met` is how many others a family meets at most."""
        families = self._start.families
        roomy = met <= _ROOMY * (families - 1)
        if families <= _FEW:
            for start in range(_STARTS_OF_FEW):
                self._freely(_HEAT_OF_FEW, humbly=start >= _STARTS_OF_FEW // 2)
        elif roomy:
            self._freely(_HEAT)
            if self._worth.least(self._found[0]) < self._worth.served:
                self._freely(_HEAT, humbly=True)
        fewest = min(map(Hall.repeats, self._found), default=self._start.repeats() + 1)
        if not roomy or fewest > self._start.repeats():
            self._carefully(_HEAT_OF_FEW if families <= _FEW else _HEAT)
        return max([self._start, *self._found], key=self._worth.key).plan

    def _freely(self, heat: tuple[int, int], *, humbly: bool = False) -> None:
        """Let repeats come and go at first; humbly, nobody is to meet more than was reached."""
        if humbly:  # what cannot be reached only distorts the rest
            self._worth.goal = max(map(self._worth.least, self._found))
        hall = Hall(self._plan, self._worth.matrix, _SOFT)
        self._improve(hall, Cooling(self._moves, *heat))

    def _carefully(self, heat: tuple[int, int]) -> None:
        hall = Hall(self._plan, self._worth.matrix, STRICT)
        self._improve(hall, Cooling(self._moves // 2, *heat, exchanges=True))

    def _improve(self, hall: Hall, cooling: Cooling) -> None:
        """Keep the best plan that is seen while a hall cools, polished."""
        worth = self._worth
        best, best_key = hall.plan, worth.key(hall)

        def after(step: int) -> bool:
            nonlocal best, best_key
            if step == _PRESSED and hall.repeat < STRICT:
                hall.repeat = STRICT
                hall.reckon(range(hall.families))
            if step >= _PRESSED and (key := worth.key(hall)) > best_key:
                best, best_key = hall.plan, key
            worth.adjust(hall)
            return False

        self._anneal(hall, cooling, after)
        worth.settle(hall)
        found = Hall(best, worth.matrix, STRICT)
        polish(found, worth)
        self._found.append(found)
