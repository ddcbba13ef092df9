"""Takes every swap that makes a plan better, until none is left."""

from itertools import product
from typing import Final

from concierge_tui.domain.seating.hall import Hall
from concierge_tui.domain.seating.measures import at_small_tables
from concierge_tui.domain.seating.worth import STRICT, Worth

_A_REPEAT: Final = -STRICT // 2
"""What a swap costs at least that brings one repeat more, whatever else it gains."""
_MOST_TRIES: Final = 300_000
_MOST_LIFTED: Final = 12
"""So many families may be served least for each of their seats to be tried."""


def polish(hall: Hall, worth: Worth) -> None:
    """Make every single swap that helps, the least served family never losing; no price stands.

    Where a swap changes nothing else, it helps that a family sits less often at a small table.
    """
    polishing = _Polishing(hall, worth)
    one_pass = len(hall.tables) * hall.families**2 // 2
    left = max(1, _MOST_TRIES // one_pass)
    lifted = True
    while lifted:
        while left > 0 and polishing.helped():
            left -= 1
        lifted = polishing.lifted()


class _Polishing:
    def __init__(self, hall: Hall, worth: Worth) -> None:
        self._hall = hall
        self._worth = worth
        self._served = [worth.suitable_met(hall, family) for family in range(hall.families)]
        small = at_small_tables(hall.plan)
        self._small = [small[family] for family in range(hall.families)]

    def lifted(self) -> bool:
        """Serve the least served better, seat by seat; if none is enough, all stays as it was."""
        least = min(self._served)
        least_served = [family for family, served in enumerate(self._served) if served == least]
        if least >= self._worth.served or len(least_served) > _MOST_LIFTED:
            return False
        swapped = []
        for family in least_served:
            for turn, other in product(range(len(self._hall.tables)), range(self._hall.families)):
                if self._lifts(turn, family, other):
                    swapped.append((turn, family, other))
        if min(self._served) > least:
            return True
        for turn, family, other in reversed(swapped):
            self._swap(turn, family, other)
        return False

    def _lifts(self, turn: int, family: int, other: int) -> bool:
        """Make a swap after which fewer are served least, if there is no more repeat."""
        hall, at = self._hall, self._hall.at[turn]
        if at[family] == at[other] or hall.swapping(turn, family, other) <= _A_REPEAT:
            return False
        before = self._standing()
        self._swap(turn, family, other)
        if self._standing() > before:
            return True
        self._swap(turn, family, other)
        return False

    def _standing(self) -> tuple[int, int]:
        least = min(self._served)
        return least, -self._served.count(least)

    def helped(self) -> bool:
        """Try every swap once and say whether any helped."""
        hall, helped = self._hall, False
        for turn, at in enumerate(hall.at):
            for one in range(hall.families):
                for other in range(one):
                    if at[one] != at[other]:
                        brings = hall.swapping(turn, one, other)
                        if brings > 0 or (not brings and self._evens(turn, one, other)):
                            helped |= self._swapped(turn, one, other)
        return helped

    def _evens(self, turn: int, one: int, other: int) -> bool:
        """Tell whether the one at the smaller table has had one more than the other."""
        apart = self._larger_by(turn, one, other)
        return apart * (self._small[other] - self._small[one]) > abs(apart)

    def _larger_by(self, turn: int, one: int, other: int) -> int:
        tables, at = self._hall.tables[turn], self._hall.at[turn]
        return len(tables[at[one]]) - len(tables[at[other]])

    def _swapped(self, turn: int, one: int, other: int) -> bool:
        least = min(self._served)
        self._swap(turn, one, other)
        if min(self._served) < least:
            self._swap(turn, one, other)
            return False
        return True

    def _swap(self, turn: int, one: int, other: int) -> None:
        hall = self._hall
        larger = self._larger_by(turn, one, other)
        hall.swap(turn, one, other)
        self._small[one] += larger
        self._small[other] -= larger
        for seated in (one, other):
            for family in hall.tables[turn][hall.at[turn][seated]]:
                self._served[family] = self._worth.suitable_met(hall, family)
