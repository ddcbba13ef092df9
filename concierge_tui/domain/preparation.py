"""What has to stand before the doors open; each line is green or has a next step."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from concierge_tui.domain.clock import moment_of
from concierge_tui.domain.staff import Staff

State = Literal["ok", "todo", "care"]

VENUE: Final = (
    "exits",
    "corners",
    "sockets",
    "small_things",
    "hot_water",
    "floor",
    "doors",
    "first_aid",
    "neighbours",
)
"""What is looked at in the hall before anybody comes (D23)."""
BUILT: Final = date(2026, 11, 1)
"""No clock of a laptop that runs this program may show an earlier day."""
LEAST_FREE: Final = 500 * 1024 * 1024
"""Bytes: a day of a meetup needs a few megabytes, the printer and the backup the rest."""
BACKUP_AGE_MS: Final = 24 * 60 * 60 * 1000
_SLACK_MS: Final = 10 * 60 * 1000


class Line(NamedTuple):
    """One line of the preparation."""

    name: str
    state: State
    fact: str = ""
    """Which of the ways in which it stands; the words for it stand in the text."""
    number: int = 0


def clock(now: int, last_written: int, ahead: int, meetup: date) -> Line:
    """Say whether the clock can be right, all in milliseconds.

    It is not before the program nor before what was written here, nor far from what the central
    service said when it was last asked (`ahead`).
    """
    today = moment_of(now).astimezone().date()
    if abs(ahead) > _SLACK_MS:
        return Line("clock", "care", "central", abs(ahead) // 60_000)
    if today < BUILT or now + _SLACK_MS < last_written:
        return Line("clock", "care", "behind")
    if abs(today - meetup) > timedelta(days=366):
        return Line("clock", "care", "far")
    return Line("clock", "ok" if today == meetup else "todo", "right" if today == meetup else "day")


def disk(free: int) -> Line:
    """Say whether there is room."""
    if free < LEAST_FREE:
        return Line("disk", "care", "short", free // 2**20)
    return Line("disk", "ok", "room", max(1, free // 2**30))


def listing(listed: bool | None) -> Line:  # noqa: FBT001 - three answers of one question
    """Say whether the insurance holds (A18)."""
    if listed is None:
        return Line("listing", "todo", "unknown")
    return Line("listing", "ok", "listed") if listed else Line("listing", "care", "unlisted")


def staff(present: Sequence[Staff], on: date) -> Line:
    """Say whether somebody certified is in the house (A29)."""
    certified = [each for each in present if each.certified_on(on)]
    if not present:
        return Line("staff", "todo", "nobody")
    if not certified:
        return Line("staff", "care", "uncertified", len(present))
    return Line("staff", "ok", "certified", len(certified))


def venue(checked: Sequence[str]) -> Line:
    """Say how much of the hall was looked at."""
    left = [each for each in VENUE if each not in checked]
    return Line("venue", "todo" if left else "ok", "left" if left else "done", len(left))


def backup(now: int, last: int | None, *, practice: bool) -> Line:
    """Say how old the last backup is."""
    if practice:
        return Line("backup", "ok", "practice")
    if last is None:
        return Line("backup", "todo", "never")
    hours = max(0, now - last) // (60 * 60 * 1000)
    if not hours:
        return Line("backup", "ok", "fresh")
    fresh = now - last <= BACKUP_AGE_MS
    return Line("backup", "ok" if fresh else "todo", "age", hours)
