"""What a peer answers instead of what was asked: a code and its facts, and the error that it is."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NoReturn

from concierge_tui.domain.clock import is_moment
from concierge_tui.domain.device_errors import Revoked, WipeForged
from concierge_tui.domain.errors import (
    CentralRefused,
    ConciergeError,
    EnrolmentCodeRefused,
    OtherArea,
)
from concierge_tui.domain.line_errors import CentralBusy, CentralFull
from concierge_tui.sync.obeying import WipeOrdered
from concierge_tui.sync.packing import Malformed, bytes64
from concierge_tui.sync.protocol import SIGNATURE_BYTES, Batch, StreamRefused
from concierge_tui.sync.signing import WipeOrder


class Refused(Exception):
    """The peer answered with a code and its facts."""

    def __init__(self, code: str, facts: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def fact_in(content: bytes) -> dict[str, Any] | None:
    """Return the refusal in the bytes of an answer, or None where a peer did not write it."""
    try:
        message = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if isinstance(message, dict) and "mbsync" in message and "error" in message:
        return message
    return None


def raise_fact(refused: Refused, batch: Batch | None = None) -> NoReturn:
    """Raise what a peer refused, as a fact.

    Raises:
        StreamRefused: when a segment of `batch` does not continue its stream.
        WipeOrdered: when this laptop is to lock itself, as it says.
        ConciergeError: for everything else.
    """
    match refused.facts:
        case {"error": "stream", "segment": int(index), "reason": str(reason)} if (
            batch and 0 <= index < len(batch.segments)
        ):
            raise StreamRefused(index, reason)
        case {"error": "code", "reason": str(reason)}:
            raise EnrolmentCodeRefused(reason)
        case {"error": "other_area"}:
            raise OtherArea
        case {"error": "wipe"}:
            raise _order_in(refused.facts)
        case {"error": "busy"}:
            raise CentralBusy
        case {"error": "full"}:
            raise CentralFull
        case {"error": "revoked"}:
            raise Revoked
    raise CentralRefused(refused.code)


def _order_in(facts: Mapping[str, Any]) -> ConciergeError:
    match facts:
        case {"area": str(area), "device": str(device), "at": at, "sig": signature} if is_moment(
            at
        ):
            with suppress(Malformed):
                order = WipeOrder(area, device, at)
                return WipeOrdered(order, bytes64(signature, SIGNATURE_BYTES))
    return WipeForged()
