"""What is to reach the central service first (situation 16): the order in which it is told.

The places of a stream are fixed when they are written, so this order is the order of telling, not
of travelling: docs/decisions/0013.
"""

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum
from typing import Final, NamedTuple

from concierge_tui.domain.erasure import ERASE


class Urgency(IntEnum):
    """The first is the most urgent."""

    INSURANCE = 0
    """Without it a trial may not be insured (A18)."""
    WITHDRAWAL = 1
    ERASURE = 2
    TOMBSTONE = 3
    """Something that is to be gone everywhere."""
    REGISTRATION = 4
    REST = 5

    @property
    def is_urgent(self) -> bool:
        """Whether somebody should see that it arrived."""
        return self <= Urgency.ERASURE


_INSURED: Final = frozenset({"trial.set", "trial.start", "trial.change", "trial.end"})
_TOLD_FIRST: Final = {"consent.withdraw": Urgency.WITHDRAWAL, ERASE: Urgency.ERASURE}
_GONE: Final = frozenset({"visit.void", "link.cancel", "trial.cancel"})
_REGISTERED: Final = frozenset({"family", "person", "consent"})


class Waiting(NamedTuple):
    """Operations that the service does not have, alike in what makes them urgent."""

    kind: str
    removes: bool
    insures: bool
    number: int


def urgency(waiting: Waiting) -> Urgency:
    """Return how urgent such operations are."""
    kind, noun = waiting.kind, waiting.kind.partition(".")[0]
    if kind in _INSURED or (kind == "meetup.set" and waiting.insures):
        return Urgency.INSURANCE
    if kind in _TOLD_FIRST:
        return _TOLD_FIRST[kind]
    if kind in _GONE or waiting.removes:
        return Urgency.TOMBSTONE
    return Urgency.REGISTRATION if noun in _REGISTERED else Urgency.REST


class Backlog(NamedTuple):
    """How much waits of each urgency, the most urgent first."""

    counts: tuple[tuple[Urgency, int], ...] = ()

    @property
    def urgent(self) -> int:
        """How much of it somebody should see arrive."""
        return sum(count for level, count in self.counts if level.is_urgent)


def backlog(waiting: Iterable[Waiting]) -> Backlog:
    """Return how much waits of each urgency; levels of which there is nothing are left out."""
    found: Counter[Urgency] = Counter()
    for each in waiting:
        found[urgency(each)] += each.number
    return Backlog(tuple(sorted(found.items())))
