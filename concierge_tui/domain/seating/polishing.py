"""Takes every swap that makes a plan better, until none is left."""

from typing import Final

from concierge_tui.domain.seating.hall import Hall
from concierge_tui.domain.seating.measures import at_small_tables
from concierge_tui.domain.seating.worth import STRICT, Worth

_MOST_TRIES: Final = 300_000

_MOST_LIFTED: Final = 5
"""So many families may be served least for each of their seats to be tried."""


def polish(hall: Hall, worth: Worth) -> None:
    """Make every single swap that helps, the least served family never losing; no price stands.

    Where a swap changes nothing else, it helps that a family sits less often at a small table.
    """
    polishing = _Polishing(hall, worth)
    tries = 0
    while tries < _MOST_TRIES and (polishing.lifted() or polishing.helped()):
        tries += len(hall.tables) * hall.families**2 // 2


class _Polishing:
    def __init__(self, hall: Hall, worth: Worth) -> None:
        self._hall = hall
        self._worth = worth
        self._least = worth.least(hall)
        small = at_small_tables(hall.plan)
        self._small = [small[family] for family in range(hall.families)]

    def lifted(self) -> bool:
        """Try every seat for the least served and say whether they are served better now."""
        hall, worth, lifted = self._hall, self._worth, False
        least_served = worth.least_served(hall)
        if self._least >= worth.served or len(least_served) > _MOST_LIFTED:
            return False
        for family in least_served:
            for turn, at in enumerate(hall.at):
                for other in range(hall.families):
                    if at[family] == at[other] or hall.swapping(turn, family, other) <= -STRICT:
                        continue
                    before = self._least, -len(worth.least_served(hall))
                    self._swap(turn, family, other)
                    now = worth.least(hall), -len(worth.least_served(hall))
                    if now > before:
                        self._least, lifted = now[0], True
                    else:
                        self._swap(turn, family, other)
        return lifted

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
        self._swap(turn, one, other)
        if self._worth.least(self._hall) < self._least:
            self._swap(turn, one, other)
            return False
        return True

    def _swap(self, turn: int, one: int, other: int) -> None:
        larger = self._larger_by(turn, one, other)
        self._hall.swap(turn, one, other)
        self._small[one] += larger
        self._small[other] -= larger
