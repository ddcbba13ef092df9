"""Why one operation cannot be stored, though the chain it stands in is whole."""

import re
from functools import lru_cache
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
UNKNOWN: Final = "unknown"
"""A body came to an operation that is not there: the service was put back in between."""
WITHOUT_EFFECT: Final = (NOT_GRANTED, NEVER)

_MOST_BYTES: Final = 4
"""Of one character in UTF-8."""

_IDS = re.compile(r"[0-9A-Za-z_-]{1,64}(?: [0-9A-Za-z_-]{1,64})*")
_ACTOR = re.compile(r"[0-9A-Za-z_-]{0,64}")
_KIND = re.compile(r"[a-z][a-z_]{0,39}\.[a-z][a-z_]{0,39}")


def flaw(operation: Operation) -> str | None:
    """Return why `operation` is set aside, or None where it is sound.

    Reasons: bad_id, bad_kind, bad_number, bad_body, too_large.
    """
    if not _named(operation):
        return "bad_id"
    if not _is_kind(operation.kind):
        return "bad_kind"
    if not (is_count(operation.hlc) and is_count(operation.wall) and is_count(operation.kv)):
        return "bad_number"
    if len(operation.base) > MAX_BASE:
        return "too_large"
    return None if operation.body is None else flaw_of_body(operation.body)


def _named(op: Operation) -> bool:
    ids = [op.op_id, op.entity, op.tx, *op.base]
    if op.subject is not None:
        ids.append(op.subject)
    if op.meetup is not None:
        ids.append(op.meetup)
    try:
        joined = " ".join(ids)
    except TypeError:
        return False
    # One match for all of them; the count refuses an id that holds a space itself.
    return (
        _IDS.fullmatch(joined) is not None
        and joined.count(" ") == len(ids) - 1
        and _is_actor(op.actor)
    )


def _is_kind(value: object) -> bool:
    return isinstance(value, str) and _matches(_KIND, value)


def _is_actor(value: object) -> bool:
    return isinstance(value, str) and _matches(_ACTOR, value)


@lru_cache(maxsize=1024)
def _matches(pattern: re.Pattern[str], value: str) -> bool:
    """Say whether the few kinds and people of an area, which come again and again, are such."""
    return pattern.fullmatch(value) is not None


def flaw_of_body(body: str) -> str | None:
    """Return why `body` cannot be stored, or None."""
    if len(body) * _MOST_BYTES > MAX_BODY and len(body.encode()) > MAX_BODY:
        return "too_large"
    return None if is_readable(body) else "bad_body"
