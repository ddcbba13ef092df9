"""Why a family has no trial in a plan, and the smallest thing that would change it."""

from collections import Counter
from enum import StrEnum
from typing import Final, NamedTuple

from concierge_tui.domain.pairing.eligibility import Reason, reasons
from concierge_tui.domain.pairing.instance import Instance


class LeftOut(StrEnum):
    """Why a family is left out although it may be paired, or before anything else."""

    CAPACITY = "capacity"
    """With room for everyone it would be placed."""
    BETTER_USED = "better_used"
    """Whoever it may be paired with is needed elsewhere for a better plan."""
    NOBODY_HERE = "nobody_here"
    """There is no other family."""


OTHERS_UNDER_1_YEAR: Final = "others_under_1_year"
"""`UNDER_1_YEAR`, told of a family that has an older child itself (A19)."""


class Fix(NamedTuple):
    """One thing that a concierge can change today, and the families it would open up."""

    reason: Reason
    families: tuple[int, ...]


_TODAY: Final = (
    Reason.NOT_MET,
    Reason.NO_COMMON_SESSION,
    Reason.NO_COMMON_TIME,
    Reason.NO_HOST,
)
"""What can be changed by meeting or asking. Nobody is talked out of a no-go, a card or an age."""


def what_stands_between(day: Instance, family: int) -> tuple[Reason, ...]:
    """Return every reason that keeps the family from anyone else, in the order of telling."""
    found = {reason for other in _others(day, family) for reason in reasons(day, family, other)}
    return tuple(reason for reason in Reason if reason in found)


def what_is_in_the_way(day: Instance, family: int) -> tuple[str, ...]:
    """Return every reason that keeps the family from anyone else, as it is told to a person.

    What keeps it from most comes first: one other's no-go is not why it has nobody. An age that
    is in the way is told of whose it is.
    """
    kept = Counter(
        reason for other in _others(day, family) for reason in reasons(day, family, other)
    )
    own_age = not day.families[family].months
    return tuple(
        OTHERS_UNDER_1_YEAR if reason is Reason.UNDER_1_YEAR and not own_age else reason.value
        for reason in sorted(Reason, key=lambda reason: -kept[reason])
        if kept[reason]
    )


def smallest_fix(day: Instance, family: int) -> Fix | None:
    """Return the one change that opens up most families; none where one is not enough."""
    opened: dict[Reason, list[int]] = {reason: [] for reason in _TODAY}
    for other in _others(day, family):
        match reasons(day, family, other):
            case (only,) if only in opened:
                opened[only].append(other)
    best = max(_TODAY, key=lambda reason: len(opened[reason]))
    return Fix(best, tuple(opened[best])) if opened[best] else None


def _others(day: Instance, family: int) -> list[int]:
    everyone = range(len(day.families))
    return [each for each in everyone if each != family and each not in day.absent]
