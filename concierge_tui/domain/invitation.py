"""The invitation (招待, A33): a paper with a code for whoever was not there."""

from collections.abc import Sequence
from uuid import UUID

from concierge_tui.domain.codes import derived_code
from concierge_tui.domain.fold import body_of, happened_at
from concierge_tui.domain.ids import is_id
from concierge_tui.domain.link import INVITED
from concierge_tui.domain.operation import Operation


def invitation_code(link: str) -> str:
    """Return the code of an invitation: the same on every laptop, and a card of nobody.

    It is another than that of the invited family's card, for the inviting one carries it home.
    """
    return derived_code(UUID(link).bytes)


def invited_one(operations: Sequence[Operation]) -> str | None:
    """Return the id of the family that was invited last, as far as no cancellation knew of it."""
    cancels = {op.op_id for op in operations if op.kind == "link.cancel"}
    wishes = [
        op
        for op in operations
        if op.kind == "link.wish" and cancels <= set(op.base) and body_of(op).get("how") == INVITED
    ]
    last = max(wishes, key=lambda op: (happened_at(op), op.op_id), default=None)
    other = body_of(last).get("other") if last else None
    return other if is_id(other) else None
