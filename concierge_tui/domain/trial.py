"""A trial (預け合い体験): what was planned, and the facts that are only ever added to it (D15)."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final, NamedTuple

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.fold import body_of, happened_at
from concierge_tui.domain.meetup_kinds import TRIAL_FACTS
from concierge_tui.domain.operation import Operation
from concierge_tui.domain.values import anything


class TrialState(Enum):
    """Where a trial stands."""

    DRAFT = "draft"
    """確認中: the safety gate was not passed yet."""
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class TrialEvent(NamedTuple):
    """One fact of a trial."""

    op_id: str
    verb: str
    """Such as change, item, food, note, report."""
    at: int
    """Milliseconds since 1970."""
    actor: str
    said: Mapping[str, Any]


class TrialCourse(NamedTuple):
    """How a trial went."""

    state: TrialState
    started_at: int | None
    """Milliseconds since 1970."""
    ended_at: int | None
    until: int | None
    """The end that holds now: the last change of plan, else None."""
    events: tuple[TrialEvent, ...]
    """Oldest first; nothing is ever overwritten."""


def fold_course(operations: Iterable[Operation]) -> TrialCourse:
    """Return how a trial went, whatever the order of its operations: an end is an end."""
    facts = sorted(
        (op for op in operations if op.kind in TRIAL_FACTS and op.body is not None),
        key=lambda op: (happened_at(op), op.op_id),
    )
    events = tuple(_event(op) for op in facts)
    first = {event.verb: event.at for event in reversed(events)}
    if "end" in first:
        state = TrialState.ENDED
    elif "cancel" in first:
        state = TrialState.CANCELLED
    else:
        state = TrialState.RUNNING if "start" in first else TrialState.DRAFT
    changed = [event.said.get("until") for event in events if event.verb == "change"]
    untils = [until for until in changed if isinstance(until, int)]
    return TrialCourse(
        state,
        first.get("start"),
        first.get("end", first.get("cancel")),
        untils[-1] if untils else None,
        events,
    )


def _event(operation: Operation) -> TrialEvent:
    verb = operation.kind.partition(".")[2]
    said = anything(dict(body_of(operation)))
    return TrialEvent(operation.op_id, verb, happened_at(operation), operation.actor, said)


class GateClosed(ConciergeError):
    """A red rule blocks; `rules` are their names. Nobody can lift it."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        super().__init__(len(rules))
        self.rules = rules


class ApprovalMissing(ConciergeError):
    """An amber rule has no reason or no second person; `rules` are their names."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        super().__init__(len(rules))
        self.rules = rules


class TrialNotDraft(ConciergeError):
    """The trial was started or called off before."""


class TrialNotRunning(ConciergeError):
    """The trial does not run."""


class TrialNotEnded(ConciergeError):
    """The trial has not ended yet."""


class ReportMissing(ConciergeError):
    """A family cannot say whether a report is right that nobody wrote."""


class FactStays(ConciergeError):
    """What was written of how something went is never taken back: one adds what is right (D15)."""


class TrialNotPossible(ConciergeError):
    """A trial needs two different families and a child of a guest family."""


SUPPORT: Final = ("carried", "queued", "lulled", "walked", "played", "fed")
"""What was done to help, ticked in the report (D14)."""
REACTIONS: Final = ("fits", "slow", "not_today")
"""How the child took it (B22): no marks, and nothing that follows it around."""
