"""How long a laptop may be read without a word from its service, whatever its clock says.

A lease is good for thirty days and begins anew whenever the laptop speaks to the service. It is
measured in the service's time. Between two contacts only this laptop's clock runs, and a clock
may be wrong: it is never believed to run backwards, and what it says is doubted where it is half
a year ahead of everything that was seen before.
"""

import hmac
import re
from collections.abc import Callable, Collection
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from concierge_tui.domain.clock import moment_of
from concierge_tui.domain.codes import ALPHABET, characters_of, check_character, folded
from concierge_tui.domain.errors import CodeUnreadable

DAYS: Final = 30
DAY_MS: Final = 24 * 60 * 60 * 1000
LEASE_MS: Final = DAYS * DAY_MS
WARN_MS: Final = 7 * DAY_MS
DOUBT_MS: Final = 180 * DAY_MS
"""A clock that is further ahead of what was seen before is more likely wrong than late."""

_PURPOSE: Final = b"concierge lease/1\0"
_BODY: Final = 7
_GROUP: Final = 4
_SHAPE: Final = re.compile(rf"[{ALPHABET}]{{{_BODY + 1}}}")
_DAYS_BEHIND: Final = 400
_MOST_DAYS: Final = 40_000


class LeaseState(Enum):
    """How a lease stands."""

    GOOD = "good"
    ENDING = "ending"
    RUNNING = "running"
    """It is over, but a child is in the hall: nothing is taken out of anyone's hands."""
    OVER = "over"


class LeaseGrant(NamedTuple):
    """How long a laptop may be read without another word, by the service's clock."""

    until: int
    now: int
    key: bytes
    """By which the laptop knows the codes of the telephone."""


class Lease(NamedTuple):
    """What this laptop knows of its lease; every moment but `grace_from` is the service's."""

    until: int
    told_at: int
    """When the service said so."""
    highest: int
    """The latest moment that this laptop has believed."""
    ahead: int
    """How far its clock was ahead then."""
    key: bytes
    """By which it knows a code that the service prints for a telephone call."""
    grace_from: int | None = None
    """Since when, by its own clock, it stays open because of a child although it is over."""


class Judged(NamedTuple):
    """How a lease stands now, and what is to be remembered of the look at it."""

    standing: LeaseState
    lease: Lease
    now: int
    """The moment, in the service's time, as far as it can be known."""
    is_doubtful: bool
    """The clock is so far ahead that it is more likely wrong."""


def granted(until: int, now: int, key: bytes, wall: int) -> Lease:
    """Return the lease that the service grants at `now`, while this clock says `wall`."""
    return Lease(min(until, now + LEASE_MS), now, now, wall - now, key)


def now_of(lease: Lease, wall: int) -> int:
    """Return the service's time as far as `wall` tells it; it never runs backwards.

    The clock may still be as wrong as it was at the last contact, or right by now.
    """
    possible = [said for said in (wall, wall - lease.ahead) if said >= lease.highest - DAY_MS]
    return max(lease.highest, min(possible, default=lease.highest))


Inside = Callable[[Collection[date]], bool]
"""Says whether a child is inside a meetup of one of these days."""


def judge(lease: Lease, wall: int, inside: Inside) -> Judged:
    """Return how `lease` stands while this clock says `wall`."""
    now = now_of(lease, wall)
    is_doubtful = now - lease.highest > DOUBT_MS
    seen = lease if is_doubtful else lease._replace(highest=now)
    if now < lease.until:
        standing = LeaseState.ENDING if lease.until - now <= WARN_MS else LeaseState.GOOD
        return Judged(standing, seen, now, is_doubtful)
    # Whoever sets the clock back to a day on which a child was left written in gains nothing.
    here = _days_of(wall) if wall >= lease.highest - DAY_MS else set()
    if inside(here | _days_of(now)):
        return Judged(LeaseState.RUNNING, seen, now, is_doubtful)
    # The clock may have jumped in the midst of a meetup: for one day, as it counts, what the
    # laptop believed before says whether a child is inside.
    begun = wall if lease.grace_from is None else lease.grace_from
    if 0 <= wall - begun <= DAY_MS and inside(_days_of(lease.highest)):
        return Judged(LeaseState.RUNNING, lease._replace(grace_from=begun), now, is_doubtful)
    return Judged(LeaseState.OVER, seen, now, is_doubtful)


def _days_of(moment: int) -> set[date]:
    """Return the day of a moment here, and the day before: a meetup may be after midnight."""
    return {moment_of(max(DAY_MS, at)).astimezone().date() for at in (moment, moment - DAY_MS)}


def extension_code(key: bytes, now: int) -> str:
    """Return what is said over the telephone to a laptop that cannot reach the service."""
    return _written(_body(key, now // DAY_MS))


def extended(lease: Lease, typed: str, wall: int) -> Lease | None:
    """Return the lease after a code was typed in; None where it is none of a later day.

    The code says which day it is, so it also mends what a wrong clock made this laptop believe.

    Raises:
        CodeUnreadable: when it was mistyped.
    """
    code = folded(typed)
    if not _SHAPE.fullmatch(code):
        raise CodeUnreadable("shape", typed)
    if code[-1] != check_character(code[:-1]):
        raise CodeUnreadable("check", typed)
    first = lease.told_at // DAY_MS + 1
    # The clock may be behind; a day that has not come has no code, so nothing is risked.
    last = min(now_of(lease, wall) // DAY_MS + _DAYS_BEHIND, first + _MOST_DAYS)
    for day in range(last, first - 1, -1):
        if hmac.compare_digest(_body(lease.key, day), code[:-1]):
            noon = day * DAY_MS + DAY_MS // 2
            off = wall - noon
            ahead = off if abs(off) > DAY_MS else 0
            return Lease(noon + LEASE_MS, day * DAY_MS, day * DAY_MS, ahead, lease.key)
    return None


def _body(key: bytes, day: int) -> str:
    return characters_of(hmac.digest(key, _PURPOSE + str(day).encode(), "sha256"), _BODY)


def _written(body: str) -> str:
    code = body + check_character(body)
    return f"{code[:_GROUP]}-{code[_GROUP:]}"
