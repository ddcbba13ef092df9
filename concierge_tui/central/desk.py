"""What the service does for one device, free of HTTP."""

import json
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from sqlalchemy import Connection, Engine

from concierge_tui.central.figures import Figures
from concierge_tui.central.gate import Gate
from concierge_tui.central.hand_off.phones import NO_PHONES, Phones
from concierge_tui.central.replies import Refusal
from concierge_tui.central.snapshots import as_granted, snapshot
from concierge_tui.domain.central_errors import EnrolmentCodeRefused, EnrolmentCodeUnreadable
from concierge_tui.domain.clock import Clock
from concierge_tui.domain.enrolment import read_enrolment_code
from concierge_tui.domain.operation import Stream
from concierge_tui.services.sync_ports import Standing
from concierge_tui.sync.answers import (
    message_of_bundle_grant,
    message_of_grant,
    message_of_greeting,
    message_of_lease,
    message_of_page,
    message_of_receipts,
)
from concierge_tui.sync.packing import Malformed, bytes64, text64
from concierge_tui.sync.protocol import (
    SIGNATURE_BYTES,
    Greeting,
    Page,
    Receipts,
    StreamRefused,
    is_count,
    stream_in,
    unpack_batch,
)
from concierge_tui.sync.signing import NotSigned, Request, WipeOrder, fingerprint, signer_of
from db.central import bundle_keys, devices, feed, releasing, revoking, views
from db.central.detained import Carried
from db.central.devices import Device, NewDevice
from db.central.receive import receive
from db.central.transactions import again, at_one_moment, durably

Enrolled = Callable[[NewDevice, bytes], None]
"""Told of each new device and its fingerprint."""


class CentralDesk:
    """Answers the requests of devices."""

    HEARS_REVOKED: ClassVar[bool] = True
    """Whether a revoked device may hand in what it has."""

    def __init__(
        self,
        engine: Engine,
        now: Clock,
        enrolled: Enrolled | None = None,
        phones: Phones = NO_PHONES,
        figures: Figures | None = None,
    ) -> None:
        self._engine = engine
        self._figures = figures or Figures()
        self._phones = phones
        self._gate = Gate(engine, now)
        self._enrolled = enrolled

    def look(self) -> None:
        """Ask the database for the least there is; it raises where nothing answers."""
        at_one_moment(self._engine, feed.epoch)

    def figures(self) -> str:
        """Return how this process fares, without asking the database."""
        in_use = getattr(self._engine.pool, "checkedout", lambda: 0)()
        return "\n".join([*self._figures.lines(dict(again), in_use), ""])

    def hello(self, request: Request, area: str) -> Any:
        """Return what the device compares itself with."""
        device, signed = self._gate.admit(request, b"", even_revoked=self.HEARS_REVOKED)
        self._gate.hear(signed)
        refuse_other(device, area)
        return at_one_moment(self._engine, lambda connection: self._greet(connection, device))

    def _greet(self, connection: Connection, device: Device) -> Any:
        greeting = feed.greeting(connection, device.area, self._gate.now())
        if device.revoked:
            return message_of_greeting(_for_revoked(greeting, device.id))
        grant = self._phones.grant(connection, device.id, device.area)
        sticks = bundle_keys.grant(connection, device.id, device.area)
        lease = devices.lease(connection, device.id, greeting.now)
        granted = greeting._replace(hand_off=grant, bundles=sticks, lease=lease, snapshot=True)
        return message_of_greeting(granted._replace(standing=_standing(connection, device)))

    def push(self, request: Request, body: bytes) -> Any:
        """Store a batch and return its receipts, durable when this returns."""
        device, signed = self._gate.admit(request, body, even_revoked=self.HEARS_REVOKED)

        def take(connection: Connection) -> Receipts:
            self._gate.spend(connection, signed)
            return receive(connection, device.area, batch, Carried(device.id, self._gate.now()))

        try:
            batch = unpack_batch(body)
            receipts = durably(self._engine, take)
        except Malformed:
            raise Refusal("malformed") from None
        except StreamRefused as refused:
            raise Refusal("stream", segment=refused.index, reason=refused.reason) from None
        self._figures.received(receipts.segments)
        return message_of_receipts(receipts)

    def pull(self, request: Request, asked: feed.Question, *, own: bool) -> Any:
        """Return a page of the area's feed, on request with what the device itself wrote."""
        device, signed = self._gate.admit(request, b"")
        self._gate.spend_alone(signed)
        refuse_other(device, asked.area)
        wanted = asked._replace(without=None if own else device.id)

        def read(connection: Connection) -> Page:
            return feed.page(connection, as_granted(connection, wanted, device.id))

        try:
            page = at_one_moment(self._engine, read)
        except feed.CursorUnknown:
            raise Refusal("cursor") from None
        return message_of_page(page)

    def snapshot(self, request: Request, asked: feed.Question, *, own: bool) -> Iterator[bytes]:
        """Return the records of one answer with all that follows a cursor."""
        device, signed = self._gate.admit(request, b"")
        self._gate.spend_alone(signed)
        refuse_other(device, asked.area)
        wanted = asked._replace(without=None if own else device.id)
        try:
            return snapshot(self._engine, device.id, wanted)
        except feed.CursorUnknown:
            raise Refusal("cursor") from None

    def hash_at(self, request: Request, stream: Stream, n: int) -> Any:
        """Return the chain hash at one place of a stream."""
        device, signed = self._gate.admit(request, b"", even_revoked=self.HEARS_REVOKED)
        self._gate.spend_alone(signed)
        refuse_other(device, stream.area)
        if device.revoked and stream.device != device.id:
            self._gate.turn_away(device)
        found = at_one_moment(self._engine, lambda connection: feed.hash_at(connection, stream, n))
        return {"hash": text64(found) if found else None}

    def wiped(self, body: bytes) -> Any:
        """Take note that a device obeyed; what it signed says so, whenever and by whom it comes."""
        order, signature = _obedience(body)
        now = self._gate.now()
        if not durably(self._engine, lambda c: revoking.obeyed(c, order, signature, now)):
            raise Refusal("signature")
        return {"wiped": True}

    def _grants(self, connection: Connection, device: str, area: str) -> dict[str, Any]:
        sticks = bundle_keys.grant(connection, device, area)
        lease = devices.lease(connection, device, self._gate.now())
        return {
            "hand_off": message_of_grant(self._phones.grant(connection, device, area)),
            "bundles": message_of_bundle_grant(sticks),
            "lease": message_of_lease(lease),
        }

    def enrol(self, request: Request, body: bytes) -> Any:
        """Take a device in by its one-time code."""
        code, new = _application(body)
        try:
            signed = signer_of(request, body, {new.id: new.public_key}.get)
        except NotSigned:
            raise Refusal("signature") from None
        self._gate.judge_time(signed)

        def let_in(connection: Connection) -> dict[str, Any]:
            self._gate.spend(connection, signed)
            reason = devices.enrol(connection, read_enrolment_code(code), new, self._gate.now())
            if reason:  # a guess wears the code out, so a refusal is committed too
                return {"reason": reason}
            now = self._gate.now()
            devices.seen(connection, new.id, now)
            return {
                "area": new.area,
                "area_name": devices.area_name(connection, new.area),
                "epoch": feed.epoch(connection),
                **self._grants(connection, new.id, new.area),
            }

        try:
            answer = durably(self._engine, let_in)
        except (EnrolmentCodeRefused, EnrolmentCodeUnreadable):
            answer = {"reason": "unknown"}
        if "reason" in answer:
            raise Refusal("code", **answer)
        if self._enrolled:
            self._enrolled(new, fingerprint(new.public_key))
        return answer


def _standing(connection: Connection, device: Device) -> Standing:
    """Return how a device stands; one of single meetups hears of its own work alone."""
    waits = releasing.counts(connection, device.area)
    view = views.of_device(connection, device.id)
    if view is None:
        return Standing(None, tuple(sorted(waits.items())))
    own = {name: count for name, count in waits.items() if name == device.id}
    return Standing(tuple(sorted(view.meetups)), tuple(own.items()))


def refuse_other(device: Device, area: str) -> None:
    """Refuse a device that asks about another area than its own."""
    if device.area != area:
        raise Refusal("other_area")


def _for_revoked(greeting: Greeting, device: str) -> Greeting:
    """Leave only what a revoked device needs to hand in its own work."""
    own = {stream: head for stream, head in greeting.heads.items() if stream.device == device}
    return greeting._replace(heads=own, devices=frozenset([device]), refused=(), revoked=True)


def _obedience(body: bytes) -> tuple[WipeOrder, bytes]:
    try:
        match json.loads(body):
            case {"area": str(area), "device": str(device), "at": at, "sig": signature} if is_count(
                _whole(at)
            ):
                stream_in([device, device, area])
                return WipeOrder(area, device, _whole(at)), bytes64(signature, SIGNATURE_BYTES)
    except (ValueError, RecursionError):
        pass
    raise Refusal("malformed")


def _whole(value: object) -> Any:
    """Return a number as JSON means it: 5 and 5.0 are the same."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _application(body: bytes) -> tuple[str, NewDevice]:
    try:
        match json.loads(body):
            case {"code": str(code), "device": str(device), "area": str(area), "key": key}:
                stream_in([device, device, area])
                return code, NewDevice(device, area, bytes64(key, 32))
    except (ValueError, RecursionError):
        pass
    raise Refusal("malformed")
