"""What keeps a meetup from being closed: a child, a thing, or a record that nobody settled.

Nothing here checks anybody out: people who are still inside are another question, for a person
who walks round the hall.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.incident import unsigned
from concierge_tui.domain.meetup_day import CustodyNow, Incident
from concierge_tui.domain.trial import TrialCourse, TrialEvent, TrialState

Reason = Literal["contested", "away", "trial", "item", "incident"]
REASONS: Final[tuple[Reason, ...]] = ("contested", "away", "trial", "item", "incident")
"""In the order in which they are settled: children first."""


class Obstacle(NamedTuple):
    """One thing that has to be settled first."""

    reason: Reason
    entity: str
    """The chain of hands, the trial or the incident."""
    person: str = ""
    family: str = ""
    what: str = ""
    """The thing that was not returned, or what happened."""


class ClosingRefused(ConciergeError):
    """Something has to be settled first; `obstacles` are all of it."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        super().__init__(len(obstacles))
        self.obstacles = obstacles


class StillInside(ConciergeError):
    """People stand as inside; somebody has to walk round the hall and look."""

    def __init__(self, people: int) -> None:
        super().__init__(people)
        self.people = people


def obstacles(
    hands: Iterable[CustodyNow],
    trials: Iterable[tuple[str, TrialCourse]],
    incidents: Iterable[Incident],
) -> tuple[Obstacle, ...]:
    """Return everything that has to be settled, the children first; none means it may close."""
    found = [
        Obstacle("contested" if hand.contested else "away", hand.id, hand.child, hand.family or "")
        for hand in hands
        if hand.away or hand.contested
    ]
    for trial, course in trials:
        if course.state is TrialState.RUNNING:
            found.append(Obstacle("trial", trial))
        found += [Obstacle("item", trial, what=name) for name in items_out(course.events)]
    found += [
        Obstacle("incident", each.id, each.person, each.family, each.what)
        for each in unsigned(incidents)
    ]
    return tuple(sorted(found, key=lambda each: REASONS.index(each.reason)))


def items_out(events: Iterable[TrialEvent]) -> tuple[str, ...]:
    """Return the things (預かり物, A13) that were handed in and not given back, by their names.

    A thing is named by `item` and called by `what`; giving it back says `returned`. It is out
    while the latest word says so, or while it was handed in more often than given back: clocks of
    two laptops differ, and to ask once too often is the smaller mistake.
    """
    called: dict[str, str] = {}
    balance: dict[str, int] = {}
    latest: dict[str, bool] = {}
    for event in events:
        if event.verb != "item":
            continue
        name = _name(event)
        returned = event.said.get("returned") is True
        called.setdefault(name, str(event.said.get("what") or name))
        balance[name] = balance.get(name, 0) + (-1 if returned else 1)
        latest[name] = returned
    return tuple(words for name, words in called.items() if not latest[name] or balance[name] > 0)


def _name(event: TrialEvent) -> str:
    """Return what a thing is told apart by; one without any name is a thing of its own."""
    said = event.said.get("item") or event.said.get("what")
    return str(said) if said else event.op_id
