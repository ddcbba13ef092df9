"""What a peer answered over HTTP, read with care: it may be anybody."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple, NoReturn, TypeVar

import httpx

from concierge_tui.domain.central_errors import (
    CentralRefused,
    CentralTrouble,
    EnrolmentCodeRefused,
    NotCentral,
    OtherArea,
    ReplyCutShort,
)
from concierge_tui.domain.clock import is_moment
from concierge_tui.domain.device_errors import Revoked, WipeForged
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.lease import LeaseGrant
from concierge_tui.domain.line_errors import CentralBusy, CentralFull
from concierge_tui.sync.obeying import WipeOrdered
from concierge_tui.sync.packing import Malformed, bytes64, unpack
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import (
    MAX_PAGE_RAW,
    MEDIA_TYPE,
    SIGNATURE_BYTES,
    Batch,
    BundleGrant,
    HandOffGrant,
    Page,
    StreamRefused,
)
from concierge_tui.sync.signing import WipeOrder
from concierge_tui.sync.snapshot import SNAPSHOT_TYPE, pages_in

T = TypeVar("T")

MAX_REPLY: Final = 64 * 1024 * 1024


class Refused(Exception):
    """The peer answered with a code and its facts."""

    def __init__(self, code: str, facts: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Admission(NamedTuple):
    """What an enrolment answers."""

    area_name: str
    hand_off: HandOffGrant | None
    bundles: BundleGrant | None
    lease: LeaseGrant | None


def content_of(reply: httpx.Response) -> bytes:
    """Return the body of an answer, read no further than an answer may be long."""
    content = bytearray()
    for chunk in reply.iter_raw():
        content += chunk
        if len(content) > MAX_REPLY:
            raise NotCentral
    return bytes(content)


def media_of(reply: httpx.Response) -> str:
    """Return what an answer calls itself."""
    return str(reply.headers.get("content-type", "")).partition(";")[0].strip()


def pages_of(reply: httpx.Response, area: str, since: Cursor) -> Iterator[Page]:
    """Yield the pages of a streamed answer while it arrives, and let go of it.

    Raises:
        Refused: when the peer answered with a code.
        ConciergeError: when it is no such answer, or ends before all pages came.
    """
    try:
        if reply.status_code != httpx.codes.OK or media_of(reply) != SNAPSHOT_TYPE:
            message_in(reply, content_of(reply))
            raise NotCentral
        yield from pages_in(reply.iter_raw(), area, since)
    finally:
        reply.close()


def message_in(reply: httpx.Response, content: bytes) -> Any:
    """Return the message of an answer.

    Raises:
        Refused: when the peer answered with a code.
        ConciergeError: when it is no answer of a peer.
    """
    media = media_of(reply)
    if reply.status_code == httpx.codes.OK and media == MEDIA_TYPE:
        try:
            return unpack(content, MAX_PAGE_RAW)
        except Malformed:
            raise ReplyCutShort from None
    fact = _fact(content) if media == "application/json" else None
    if fact is not None:
        raise Refused(str(fact["error"]), fact)
    if reply.is_server_error:
        raise CentralTrouble(reply.status_code)
    raise NotCentral


def _fact(content: bytes) -> dict[str, Any] | None:
    try:
        message = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if isinstance(message, dict) and "mbsync" in message and "error" in message:
        return message
    return None


def raise_fact(refused: Refused, batch: Batch | None = None) -> NoReturn:
    """Raise the fact behind a code that a peer answered with."""
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
        case {"error": "revoked"}:
            raise Revoked
        case {"error": "busy"}:
            raise CentralBusy
        case {"error": "full"}:
            raise CentralFull
    raise CentralRefused(refused.code)


def _order_in(facts: Mapping[str, Any]) -> ConciergeError:
    match facts:
        case {
            "area": str(area), "device": str(device), "at": at, "sig": signature,
        } if is_moment(at):  # fmt: skip
            with suppress(Malformed):
                order = WipeOrder(area, device, at)
                return WipeOrdered(order, bytes64(signature, SIGNATURE_BYTES))
    return WipeForged()


def read_by(reader: Callable[[Any], T], message: Any) -> T:
    """Return what `reader` reads, or raise that this was no peer."""
    try:
        return reader(message)
    except Malformed:
        raise NotCentral from None
