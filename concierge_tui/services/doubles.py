"""Looks for families that stand twice: while one is typed, after an import and after a sync.

It only suggests. Who was told apart once is never suggested again, on no laptop.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from concierge_tui.domain.blocking import keys, sought
from concierge_tui.domain.household_likeness import SUGGEST, Household, likeness
from concierge_tui.domain.ids import pair_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services import doubles_ports, ports
from concierge_tui.services.doubles_ports import LikelyPair

_ONE_BY_ONE: Final = 300
"""So many changed families are looked up one by one; for more the whole register is read."""
_TOLD_EVERY: Final = 50


class Doubles:
    """Suggests pairs and remembers what was decided about them."""

    def __init__(
        self, doubles: doubles_ports.Doubles, journal: ports.Journal, author: ports.AuthorNow
    ) -> None:
        self.rows = doubles
        """What the store answers."""
        self._journal = journal
        self._author = author

    def like(self, family: Household) -> list[LikelyPair]:
        """Return the families that may be this one, the likeliest first."""
        return self._like(family, self.rows.different())

    def _like(self, family: Household, different: set[frozenset[str]]) -> list[LikelyPair]:
        found = [
            LikelyPair(family.id, other.id, round(likeness(family, other).score, 2))
            for other in self.rows.near(family)
            if frozenset((family.id, other.id)) not in different
        ]
        found = [pair for pair in found if pair.score >= SUGGEST]
        return sorted(found, key=lambda pair: (-pair.score, pair.other))

    def refresh(
        self,
        progress: ports.Progress | None = None,
        cancelled: ports.Cancelled | None = None,
    ) -> None:
        """Look again for whatever changed since the last time; stopped, it goes on next time."""
        changed, upto = self.rows.changed()
        if not changed:
            self.rows.keep((), (), upto)
            return
        if len(changed) > _ONE_BY_ONE:
            pairs = self._everyone(progress, cancelled)
            if pairs is not None:
                self.rows.keep(None, pairs, upto)
            return
        different = self.rows.different()
        found: list[LikelyPair] = []
        households = self.rows.some(changed)
        for number, household in enumerate(households):
            if cancelled and cancelled():
                return
            found += map(_in_order, self._like(household, different))
            if progress:
                progress(number + 1, len(households))
        self.rows.keep(changed, found, upto)

    def behind(self) -> int:
        """Return how many operations came since the last search."""
        return self.rows.behind()

    def _everyone(
        self, progress: ports.Progress | None, cancelled: ports.Cancelled | None
    ) -> list[LikelyPair] | None:
        different = self.rows.different()
        everyone = self.rows.everyone()
        blocks: dict[str, list[Household]] = defaultdict(list)
        found: list[LikelyPair] = []
        for number, family in enumerate(everyone):
            near = {other.id: other for key in sought(family) for other in blocks[key]}
            for other in near.values():
                score = round(likeness(family, other).score, 2)
                if score >= SUGGEST and frozenset((family.id, other.id)) not in different:
                    found.append(_in_order(LikelyPair(family.id, other.id, score)))
            for key in keys(family):
                blocks[key].append(family)
            if number % _TOLD_EVERY == 0:
                if cancelled and cancelled():
                    return None
                if progress:
                    progress(number + 1, len(everyone))
        return found

    def waiting(self) -> list[LikelyPair]:
        """Return the pairs that a person should look at: first what came in after a merge."""
        late, found = self.rows.late(), self.rows.found()
        different = self.rows.different()
        # Whoever was merged or removed meanwhile is no question any more, and whoever withdrew
        # is shown to nobody.
        named = {one for pair in found for one in pair[:2]} | {pair.one for pair in late}
        here = {family.id for family in self.rows.some(named)}
        return [
            *(pair for pair in late if pair.one in here),
            *(
                pair
                for pair in found
                if {pair.one, pair.other} <= here
                and frozenset((pair.one, pair.other)) not in different
            ),
        ]

    def of(self, family: str) -> LikelyPair | None:
        """Return the likeliest pair in which this family waits for a decision."""
        return best(pair for pair in self.waiting() if family in (pair.one, pair.other))

    def kept(self, family: str) -> str:
        """Return the family as which this one lives on."""
        return self.rows.kept(family)

    def different(self, one: str, other: str) -> Act:
        """Remember that these are two families (「別人」): never suggested again, anywhere."""
        return self._journal.append([decided(one, other, "different")], self._author())


def decided(one: str, other: str, state: str) -> Draft:
    """Return what a person decided about two families."""
    first, second = sorted((one, other))
    body = {"one": first, "other": second, "state": state}
    return Draft("pair.set", pair_id(first, second), body)


def _in_order(pair: LikelyPair) -> LikelyPair:
    return LikelyPair(min(pair.one, pair.other), max(pair.one, pair.other), pair.score)


def best(pairs: Iterable[LikelyPair]) -> LikelyPair | None:
    """Return the likeliest."""
    return next(iter(pairs), None)
