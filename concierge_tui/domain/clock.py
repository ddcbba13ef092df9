"""Hybrid logical time: 48 bits of milliseconds and a 16-bit counter.

It only breaks ties between edits that did not know of each other; an informed edit
wins whatever the clocks say.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, NamedTuple, TypeGuard

Clock = Callable[[], datetime]
"""Answers the present moment, timezone-aware."""

MAX_AHEAD_MS = 24 * 60 * 60 * 1000
"""A remote time further ahead than this is not adopted: one laptop in 2031 must not poison all."""

NOTICED_MS: Final = 5 * 60 * 1000
"""A clock that is further off than this is told to a person."""

_COUNTER_BITS = 16
_LAST_MOMENT: Final = 253_402_214_400_000
"""A day before the year 10000, so that every time zone can show it."""


class Past(NamedTuple):
    """When something was, as it is told to a person."""

    at: int
    """Milliseconds since 1970."""
    by_central: bool
    """Told by the service's clock: this laptop's was another then, or is another now."""


def past(at: int, ahead_ms: int, now: int) -> Past:
    """Return how to tell a moment at which this clock said `at` and was ahead of the service's.

    What this clock said is told only where it was right and is so still. One that was put right
    since would show the moment days ahead of now.
    """
    there = at - ahead_ms
    if abs(ahead_ms) >= NOTICED_MS or there > now + NOTICED_MS:
        return Past(there, by_central=True)
    return Past(at, by_central=False)


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def milliseconds(moment: datetime) -> int:
    """Return `moment` as whole milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def moment_of(ms: int) -> datetime:
    """Return the UTC moment `ms` milliseconds after 1970, at most the last one there is."""
    return datetime.fromtimestamp(min(ms, _LAST_MOMENT) / 1000, UTC)


def is_moment(value: object) -> TypeGuard[int]:
    """Say whether `value` is a time in milliseconds that a calendar can show."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LAST_MOMENT


def iso(ms: int | None) -> str | None:
    """Return `ms` as ISO 8601 in UTC with milliseconds, or None for None."""
    if ms is None:
        return None
    return moment_of(ms).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def next_hlc(last: int, now_ms: int) -> int:
    """Return a hybrid time after `last` that is not behind `now_ms`."""
    return max(last + 1, now_ms << _COUNTER_BITS)


def adoptable(hlc: int, now_ms: int) -> bool:
    """Say whether a remote hybrid time is near enough to be taken over."""
    return (hlc >> _COUNTER_BITS) <= now_ms + MAX_AHEAD_MS
