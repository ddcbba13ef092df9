"""Why two families may not be introduced today: every reason, never only the first."""

from collections.abc import Iterator
from enum import StrEnum

from concierge_tui.domain.pairing.instance import Attending, Instance, Pair, pair_of


class Reason(StrEnum):
    """What stands between two families, in the order in which it is told."""

    NOT_MET = "not_met"
    DO_NOT_PAIR = "do_not_pair"
    ALREADY_TRIALLED = "already_trialled"
    UNDER_1_YEAR = "under_1_year"
    NOGO_CAT = "nogo_cat"
    NOGO_DOG = "nogo_dog"
    NOGO_SMOKE = "nogo_smoke"
    CARD_X = "card_x"
    NO_HOST = "no_host"
    NO_COMMON_TIME = "no_common_time"
    NO_COMMON_SESSION = "no_common_session"


_NOGO = {"cat": Reason.NOGO_CAT, "dog": Reason.NOGO_DOG, "smoke": Reason.NOGO_SMOKE}


def reasons(day: Instance, one: int, other: int) -> tuple[Reason, ...]:
    """Return everything that stands between the two; nothing means that they may be paired."""
    return tuple(_reasons(day, pair_of(one, other)))


def _reasons(day: Instance, pair: Pair) -> Iterator[Reason]:
    here, there = day.families[pair[0]], day.families[pair[1]]
    if day.met is not None and pair not in day.met:
        yield Reason.NOT_MET
    if pair in day.do_not_pair:
        yield Reason.DO_NOT_PAIR
    if pair in day.already_trialled:
        yield Reason.ALREADY_TRIALLED
    if not (here.months and there.months):
        yield Reason.UNDER_1_YEAR
    if here.nogo or there.nogo:
        refused = (here.nogo & there.home) | (there.nogo & here.home)
        yield from (reason for name, reason in _NOGO.items() if name in refused)
    if day.cards and "X" in (day.cards.get(pair), day.cards.get(pair[::-1])):
        yield Reason.CARD_X
    if not (_may_visit(here, there) or _may_visit(there, here)):
        yield Reason.NO_HOST
    if here.available.isdisjoint(there.available):
        yield Reason.NO_COMMON_TIME
    if here.sessions.isdisjoint(there.sessions):
        yield Reason.NO_COMMON_SESSION


def _may_visit(guest: Attending, host: Attending) -> bool:
    return "guest" in guest.roles and "host" in host.roles


def eligible(day: Instance) -> Iterator[Pair]:
    """Yield every pair of families that nothing stands between, in ascending order."""
    count = len(day.families)
    everyone = ((one, other) for one in range(count) for other in range(one + 1, count))
    for pair in everyone if day.met is None else sorted(day.met):
        if day.absent.isdisjoint(pair) and next(_reasons(day, pair), None) is None:
            yield pair
