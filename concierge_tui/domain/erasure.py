"""Erasure (E21): what a family said is gone from every replica, and verifiable skeletons stay.

What is erased is a pure function of the set of operations: their subject, and for bodies that
hold ids, ticks and moments alone, their shape. So every replica keeps the same, in any order.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from concierge_tui.domain.custody import BODY as HAND
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import derived_id, is_id
from concierge_tui.domain.operation import Operation

ERASE: Final = "subject.erase"
MOST_NAMED: Final = 500
"""So many records one erasure may name: a hostile device must not fill the disk by one."""

_OF_PRESENCE: Final = frozenset({"people", "at", "ops"})
_OF_AN_END: Final = frozenset({"removed", "merged_into"})
_WORDLESS: Final[Mapping[str, frozenset[str]]] = {
    "visit.expect": _OF_PRESENCE,
    "visit.arrive": _OF_PRESENCE,
    "visit.leave": _OF_PRESENCE,
    "visit.void": _OF_PRESENCE,
    "custody.hand": HAND,
    "family.set": _OF_AN_END,
    "person.set": _OF_AN_END,
}
"""What each kind may say and still name people by id alone."""


class FamilyErased(ConciergeError):
    """The family was erased at its own wish: nothing more is written about it."""


class ErasureStands(ConciergeError):
    """The newest act erased a family: it is never taken back."""


class ContentGone(ConciergeError):
    """What the act said is no longer here, so there is no opposite of it."""


class NotWithdrawn(ConciergeError):
    """The family is registered: it withdraws first, and only then it can be erased."""


class ErasureTooSoon(ConciergeError):
    """Somebody has to do something first; `reason` is inside, hands or trial."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Erasure(NamedTuple):
    """What one operation erases."""

    family: str
    keep: frozenset[str]
    """Incidents that are not closed yet: the least that the family's safety needs."""
    rows: frozenset[str]
    """Rows of a roster in which nobody was named until a person wrote this family from them."""


def erasure_id(family: str) -> str:
    """Return the id of the erasure of a family, the same on every laptop."""
    return derived_id("erasure", family)


def erasure_in(operation: Operation) -> Erasure | None:
    """Return what an operation erases; None where it erases nothing, or cannot be read."""
    family = operation.subject
    if operation.kind != ERASE or operation.body is None or family is None:
        return None
    if operation.entity != erasure_id(family):
        return None
    body = body_of(operation)
    return Erasure(family, _ids_in(body, "keep"), _ids_in(body, "rows"))


def body_of_erasure(keep: Iterable[str], rows: Iterable[str]) -> dict[str, Any]:
    """Return what an erasure says; nothing of it is about a person."""
    return {"keep": sorted(keep)[:MOST_NAMED], "rows": sorted(rows)[:MOST_NAMED]}


def erased_as(operation: Operation) -> str | None:
    """Return the id under which an operation is erased: its family, or its row of a roster.

    What could not be verified may hold anything.
    """
    kind: object = operation.kind
    if operation.subject is not None:
        return operation.subject if is_id(operation.subject) else None
    is_row = isinstance(kind, str) and operation.noun == "problem"
    return operation.entity if is_row and is_id(operation.entity) else None


Keep = Mapping[str, frozenset[str]]
"""Who was erased, each with the incidents that stay."""


def bare_if_erased(operation: Operation, erased: Keep) -> Operation:
    """Return an operation as it may be kept: of who was erased its skeleton."""
    keep = erased.get(erased_as(operation) or "")
    if keep is None or operation.body is None or stays(operation, keep):
        return operation
    return operation.skeleton()


def stays(operation: Operation, keep: Iterable[str]) -> bool:
    """Say whether an operation keeps its body although its family was erased.

    Who was in the house, in whose hands a child was and which of two registrations ended is said
    by ids alone: a roll call and the counts stay true, and nobody can tell any more who it was.
    """
    if operation.kind == ERASE or says_only_ids(operation):
        return True
    return operation.kind == "incident.set" and operation.entity in keep


def says_only_ids(operation: Operation) -> bool:
    """Say whether a body holds ids, ticks and moments of a known kind and nothing else.

    A hand-over also names a room. A body that is not here says nothing at all.
    """
    kind: object = operation.kind
    allowed = _WORDLESS.get(kind) if isinstance(kind, str) else None
    if allowed is None or operation.body is None:
        return False
    body = body_of(operation)
    return body.keys() <= allowed and all(
        name == "place" or _is_plain(value) for name, value in body.items()
    )


def _is_plain(value: object) -> bool:
    if value is None or isinstance(value, bool | int) or value == "":
        return True
    return is_id(value) or (isinstance(value, list) and all(map(is_id, value)))


def _ids_in(body: Mapping[str, Any], name: str) -> frozenset[str]:
    listed = body.get(name)
    found = listed if isinstance(listed, list) else []
    return frozenset(each for each in found[:MOST_NAMED] if is_id(each))
