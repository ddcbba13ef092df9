"""Who holds a child now: a chain of hand-overs, in which no fork is ever settled in silence.

Each hand-over names in its base the one that it saw. Two that did not know of each other are a
fork: where they name different hands the child is CONTESTED on every laptop, until a person who
sees the child says in whose hands it is. A child without a chain is with its own family.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple, get_args

from concierge_tui.domain.clock import is_moment
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.fold import body_of, happened_at
from concierge_tui.domain.ids import custody_id, is_id
from concierge_tui.domain.operation import Operation
from concierge_tui.domain.values import line

Role = Literal["family", "staff", "host", "collector"]
"""family: its own guardian or carer; host: the other family of a trial; collector: for today."""

WARNINGS: Final = (-5, 0, 10)
"""Minutes from the agreed end at which one is warned (situation 23)."""

BODY: Final = frozenset(
    {"child", "to", "role", "from", "place", "until", "back_to", "witness", "trial", "at", "checks"}
)
"""All that a hand-over says: ids, a place, moments and ticks, nothing else about a family."""


class Hand(NamedTuple):
    """One hand-over, as it was written."""

    op_id: str
    to: str
    """The person or the member of staff; empty for the own family without a name."""
    role: Role
    at: int
    """Milliseconds since 1970."""
    place: str
    until: int | None
    """The agreed end, in milliseconds since 1970."""
    back_to: str
    """The person to whom the child goes back."""
    from_: str
    witness: str
    trial: str
    actor: str

    @property
    def is_away(self) -> bool:
        """Whether the child is in other hands than its own family's."""
        return self.role != "family"


class Custody(NamedTuple):
    """In whose hands a child is."""

    hands: tuple[Hand, ...]
    """The hands it is in: none means its own family, several a fork."""
    past: tuple[Hand, ...]
    """The hand-overs that were followed by another, oldest first."""
    tips: tuple[str, ...]
    is_contested: bool
    """Whether two people wrote different hands, or one that cannot be read."""

    @property
    def hand(self) -> Hand | None:
        """The latest of the hands, or None where the child never left its family."""
        return self.hands[-1] if self.hands else None

    @property
    def is_away(self) -> bool:
        """Whether the child is, or may be, in other hands than its family's."""
        return self.is_contested or any(hand.is_away for hand in self.hands)


def warning(until: int | None, now: int) -> int | None:
    """Return the last of `WARNINGS` that an agreed end has passed; None while there is time."""
    if until is None:
        return None
    passed = [minutes for minutes in WARNINGS if now >= until + minutes * 60_000]
    return passed[-1] if passed else None


class ChildContested(ConciergeError):
    """Two hand-overs did not know of each other: somebody has to look at the child first."""


class CollectorRefused(ConciergeError):
    """Somebody may not be given this child; `reason` is barred, not_listed, elsewhere or alone."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ChildNotHere(ConciergeError):
    """The child is not in the house."""


class ChildInOtherHands(ConciergeError):
    """Of two registrations of one child the one that would end is in other hands, or perhaps."""


class HandsUnchanged(ConciergeError):
    """The child is in these hands already."""


def fold_custody(entity: str, operations: Iterable[Operation]) -> Custody:
    """Return in whose hands a child is, whatever the order of the operations."""
    chain = [op for op in operations if op.kind == "custody.hand"]
    covered = {name for op in chain for name in op.base if name != op.op_id}
    tips = sorted((op for op in chain if op.op_id not in covered), key=_order)
    if chain and not tips:  # only a hostile device covers in a ring
        tips = sorted(chain, key=_order)
    read = {op.op_id: _hand(entity, op) for op in chain}
    hands = tuple(hand for op in tips if (hand := read[op.op_id]) is not None)
    unreadable = any(read[op.op_id] is None for op in tips)
    named = {(hand.to, hand.role) for hand in hands}
    names = tuple(op.op_id for op in tips)
    past = tuple(
        hand
        for op in sorted(chain, key=_order)
        if op.op_id not in names and (hand := read[op.op_id]) is not None
    )
    return Custody(hands, past, names, is_contested=unreadable or len(named) > 1)


def _order(operation: Operation) -> tuple[int, str]:
    return happened_at(operation), operation.op_id


def _hand(entity: str, operation: Operation) -> Hand | None:
    body = body_of(operation)
    role = next((known for known in get_args(Role) if known == body.get("role")), None)
    if role is None or child_of(operation) is None or operation.entity != entity:
        return None
    return Hand(
        operation.op_id,
        _id_in(body, "to"),
        role,
        happened_at(operation),
        _line_in(body, "place"),
        until if is_moment(until := body.get("until")) else None,
        _id_in(body, "back_to"),
        _id_in(body, "from"),
        _id_in(body, "witness"),
        _id_in(body, "trial"),
        operation.actor,
    )


def child_of(operation: Operation) -> str | None:
    """Return the child of a hand-over that stands where every laptop looks for it."""
    child = body_of(operation).get("child")
    if not (is_id(child) and operation.meetup):
        return None
    return child if custody_id(operation.meetup, child) == operation.entity else None


def _id_in(body: Mapping[str, object], name: str) -> str:
    value = body.get(name)
    return value if is_id(value) else ""


def _line_in(body: Mapping[str, object], name: str) -> str:
    value = body.get(name)
    return line(value) if isinstance(value, str) else ""


def base_of(operations: Sequence[Operation]) -> list[str]:
    """Return what a new hand-over must have seen: all hands in which the child is now."""
    entity = operations[0].entity if operations else ""
    return sorted(fold_custody(entity, operations).tips)
