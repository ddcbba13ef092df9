"""Why one operation cannot be stored, though the chain it stands in is whole."""

import re
from typing import Final

from concierge_tui.domain.fold import is_readable
from concierge_tui.domain.operation import Operation
from concierge_tui.sync.protocol import MAX_BODY, is_count

MAX_BASE: Final = 1000
NOT_GRANTED: Final = "not_granted"
"""Why an operation waits that a device wrote outside of what it was granted."""
NEVER: Final = "never"
"""A coordinator has refused it."""
NO_ROOM: Final = "no_room"
"""More waits already in the name of a revoked device than the service keeps for one."""
WITHOUT_EFFECT: Final = (NOT_GRANTED, NEVER)

_IDS = re.compile(r"[0-9A-Za-z_-]{1,64}(?: [0-9A-Za-z_-]{1,64})*")
_ACTOR = re.compile(r"[0-9A-Za-z_-]{0,64}")
_KIND = re.compile(r"[a-z][a-z_]{0,39}\.[a-z][a-z_]{0,39}")


def flaw(operation: Operation) -> str | None:
    """Return why `operation` is set aside, or None where it is sound.

    Reasons: bad_id, bad_kind, bad_number, bad_body, too_large.
    """
    if not _named(operation):
        return "bad_id"
    kind: object = operation.kind
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        return "bad_kind"
    if not (is_count(operation.hlc) and is_count(operation.wall) and is_count(operation.kv)):
        return "bad_number"
    if len(operation.base) > MAX_BASE:
        return "too_large"
    return None if operation.body is None else flaw_of_body(operation.body)


def _named(op: Operation) -> bool:
    optional = [name for name in (op.subject, op.meetup) if name is not None]
    ids = (op.op_id, op.entity, op.tx, *op.base, *optional)
    try:
        joined = " ".join(ids)
        actor = _ACTOR.fullmatch(op.actor)
    except TypeError:
        return False
    # One match for all of them; the count refuses an id that holds a space itself.
    return bool(actor and _IDS.fullmatch(joined)) and joined.count(" ") == len(ids) - 1


def flaw_of_body(body: str) -> str | None:
    """Return why `body` cannot be stored, or None."""
    if len(body) > MAX_BODY or len(body.encode()) > MAX_BODY:
        return "too_large"
    return None if is_readable(body) else "bad_body"
