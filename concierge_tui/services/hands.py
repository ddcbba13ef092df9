"""In whose hands a child is, also one that was registered twice.

Each registration has a chain of hands of its own, and another desk may write on either before
it hears that both are one child. So all of them are read as one, and an open one is never lost
to a merge: two that are open are contested, as two hands are.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.meetup_day import CustodyNow
from concierge_tui.services.day_ports import Day
from concierge_tui.services.ports import Families


class Hands(NamedTuple):
    """How one child stands, and the chains on which the next hand is written."""

    now: CustodyNow | None
    chains: tuple[CustodyNow, ...] = ()

    @property
    def owed(self) -> bool:
        """Whether it must come back, also where no list of those inside names it.

        Who fetches it for today takes it home; the staff and a host give it back.
        """
        if self.now is None:
            return False
        return self.now.contested or (self.now.away and self.now.role != "collector")


def living_child(families: Families, child: str) -> str:
    """Return as whom a child lives on; a merge leads to a smaller id, so the way ends."""
    with suppress(NotFound):
        while (into := families.person(child).merged_into) and into < child:
            child = into
    return child


def hands_at(meetup: str, families: Families, day: Day) -> Mapping[str, Hands]:
    """Return the hands of every child that ever left its family at a meetup."""
    chains: dict[str, list[CustodyNow]] = {}
    for chain in day.of(CustodyNow, meetup):
        chains.setdefault(living_child(families, chain.child), []).append(chain)
    return {child: _as_one(child, found) for child, found in chains.items()}


def hands_of(child: str, meetup: str, families: Families, day: Day) -> Hands:
    """Return the hands of one child."""
    return hands_at(meetup, families, day).get(living_child(families, child), Hands(None))


def chain_id(meetup: str, child: str, hands: Hands) -> str:
    """Return where notes about a child are written: the chain that is read."""
    return hands.now.id if hands.now else custody_id(meetup, child)


def _as_one(child: str, chains: Iterable[CustodyNow]) -> Hands:
    found = sorted(chains, key=lambda chain: (chain.child != child, -(chain.since or 0), chain.id))
    still = tuple(chain for chain in found if chain.contested or chain.away)
    if len(still) == 1:
        return Hands(still[0], still)
    if still:
        tips = tuple(sorted(tip for chain in still for tip in chain.tips))
        return Hands(still[0].model_copy(update={"contested": True, "tips": tips}), still)
    own = tuple(chain for chain in found if chain.child == child)
    return Hands(found[0], own)
