"""What is worth keeping of a meetup: five numbers that are never mixed, and whom to call."""

from typing import NamedTuple

from concierge_tui.domain.after_trial import Left
from concierge_tui.domain.closing import Obstacle
from concierge_tui.domain.family import Family
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.meetup_day import Incident, TrialCourse
from concierge_tui.domain.task import Task


class Figures(NamedTuple):
    """Five different numbers that are never added up (C4-C6, C24)."""

    attended: int
    """Families of whom somebody came."""
    registered: int
    """Families that were written down for the first time on this day."""
    linked: int
    """Links that both sides made on this day."""
    trials: int
    """Trials that began."""
    first_uses: int | None
    """Trials after which the families helped each other in earnest; None where nobody said."""
    asked: int = 0
    """Trials of which somebody said whether it came to that."""


class TrialOver(NamedTuple):
    """A trial that has ended."""

    course: TrialCourse
    families: tuple[Family, ...]
    """The host first."""
    left: tuple[Left, ...]
    """What nobody wrote yet about it."""


class Sat(NamedTuple):
    """Families who sat at one table."""

    round: int | None
    """Of the plan, counted from 1; None where no plan was followed."""
    table: str
    families: tuple[Family, ...]


class ClosingSheet(NamedTuple):
    """What is worth keeping of a meetup."""

    meetup: Meetup
    figures: Figures
    people: int
    children: int
    without_leave: int
    """Families of whom nobody wrote down that they went home."""
    introduced: tuple[tuple[Family, ...], ...]
    trials: tuple[TrialOver, ...]
    tables: tuple[Sat, ...]
    """Round by round, with whoever went home before the last one."""
    to_call: tuple[tuple[Task, Family], ...]
    unmet: tuple[Family, ...]
    """Families that would like help and have neither a link nor a trial since today."""
    incidents: tuple[Incident, ...]
    open: tuple[Obstacle, ...]
    """What came to light after the closing, such as by a sync."""
