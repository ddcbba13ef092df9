"""A simulated world in which families are erased at any moment, at any laptop."""

from collections.abc import Callable
from pathlib import Path

from concierge_tui.domain.erasure import ERASE, FamilyErased
from concierge_tui.domain.operation import Draft
from tests.syncing.erasing import bodies_at, bodies_of, erase
from tests.syncing.laptops import Laptop
from tests.syncing.simulated import World


class ErasingWorld(World):
    """In the end nobody holds a word of whoever was erased, and all else is as it would be."""

    def __init__(self, seed: int, template: Path, folder: Path) -> None:
        super().__init__(seed, template, folder)
        self.erasures: dict[str, str] = {}
        """The families that were erased, by the operation."""

    def deeds(self) -> list[tuple[int, Callable[[], None]]]:
        return [*super().deeds(), (2, self.erase)]

    def erase(self) -> None:
        if self.families:
            family = self.random.choice(self.families)
            (made,) = erase(self.somebody(), family).operations
            self.erasures[made.op_id] = family

    def note(self, laptop: Laptop, *drafts: Draft) -> None:
        for draft in drafts:
            try:
                super().note(laptop, draft)
            except FamilyErased:
                continue

    def lasting(self, there: set[str]) -> list[str]:
        gone = self.gone(there)
        return [family for family in self.families if family not in gone]

    def gone(self, there: set[str]) -> set[str]:
        """Return the families whose erasure did not burn with every store that held it."""
        return {family for op_id, family in self.erasures.items() if op_id in there}

    def settle(self) -> None:
        super().settle()
        for family in self.gone(self.central.ids()):
            left = list(bodies_at(self.central, family))
            for laptop in self.laptops.values():
                left += bodies_of(laptop, family)
            assert {kind for kind, _ in left} == {ERASE}, f"{self}: {family} was erased"
