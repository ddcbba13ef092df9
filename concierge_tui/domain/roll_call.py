"""A roll call (点呼): who of those inside was seen, by which desk, drill or real (B20)."""

from collections.abc import Iterable
from typing import NamedTuple

from concierge_tui.domain.fold import body_of, happened_at
from concierge_tui.domain.ids import is_id
from concierge_tui.domain.operation import Operation


class RollCall(NamedTuple):
    """One roll call; several desks may tick at once."""

    meetup: str
    is_drill: bool
    began_at: int | None
    """Milliseconds since 1970."""
    ended_at: int | None
    seen: frozenset[str]
    """The people who were seen: a tick taken back counts no more, whoever had not seen it."""


def fold_roll_call(operations: Iterable[Operation]) -> RollCall:
    """Return a roll call, whatever the order of its operations."""
    facts = sorted(
        (op for op in operations if op.noun == "rollcall"),
        key=lambda op: (happened_at(op), op.op_id),
    )
    missed = [op for op in facts if op.kind == "rollcall.missed"]
    seen: set[str] = set()
    for op in facts:
        if op.kind != "rollcall.seen":
            continue
        taken_back = {who for back in missed if op.op_id in back.base for who in _people(back)}
        seen.update(who for who in _people(op) if who not in taken_back)
    begins = [op for op in facts if op.kind == "rollcall.begin"]
    ends = [happened_at(op) for op in facts if op.kind == "rollcall.end"]
    first = begins[0] if begins else None
    return RollCall(
        meetup=(first.meetup or "") if first else "",
        is_drill=any(body_of(op).get("drill") is True for op in begins),
        began_at=happened_at(first) if first else None,
        ended_at=ends[0] if ends else None,
        seen=frozenset(seen),
    )


def _people(operation: Operation) -> list[str]:
    listed = body_of(operation).get("people")
    return [who for who in listed if is_id(who)] if isinstance(listed, list) else []
