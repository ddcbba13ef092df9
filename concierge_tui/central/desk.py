"""What the service does for one device, free of HTTP."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from concierge_tui.central.gate import Gate
from concierge_tui.central.hand_off.phones import NO_PHONES, Phones
from concierge_tui.central.replies import Refusal
from concierge_tui.domain.clock import Clock
from concierge_tui.domain.enrolment import read_enrolment_code
from concierge_tui.domain.errors import EnrolmentCodeRefused, EnrolmentCodeUnreadable
from concierge_tui.domain.operation import Stream
from concierge_tui.sync.answers import (
    message_of_bundle_grant,
    message_of_grant,
    message_of_greeting,
    message_of_page,
    message_of_receipts,
)
from concierge_tui.sync.packing import Malformed, bytes64, text64
from concierge_tui.sync.protocol import StreamRefused, stream_in, unpack_batch
from concierge_tui.sync.signing import NotSigned, Request, fingerprint, signer_of
from db.central import bundle_keys, devices, feed
from db.central.devices import Device, NewDevice
from db.central.opening import writing
from db.central.receive import receive

Enrolled = Callable[[NewDevice, bytes], None]
"""Told of each new device and its fingerprint."""


class CentralDesk:
    """Answers the requests of devices."""

    def __init__(
        self,
        engine: Engine,
        now: Clock,
        enrolled: Enrolled | None = None,
        phones: Phones = NO_PHONES,
    ) -> None:
        self._engine = engine
        self._phones = phones
        self._gate = Gate(engine, now)
        self._enrolled = enrolled

    def hello(self, request: Request, area: str) -> Any:
        """Return what the device compares itself with."""
        device, signed = self._gate.admit(request, b"")
        self._gate.spend_alone(signed)
        _refuse_other(device, area)
        with self._engine.begin() as connection:
            greeting = feed.greeting(connection, device.area, self._gate.now())
            grant = self._phones.grant(connection, device.id, device.area)
            sticks = bundle_keys.grant(connection, device.id, device.area)
        return message_of_greeting(greeting._replace(hand_off=grant, bundles=sticks))

    def push(self, request: Request, body: bytes) -> Any:
        """Store a batch and return its receipts, durable when this returns."""
        device, signed = self._gate.admit(request, body)
        try:
            batch = unpack_batch(body)
            with writing(self._engine) as connection:
                self._gate.spend(connection, signed)
                receipts = receive(connection, device.area, batch)
        except Malformed:
            raise Refusal("malformed") from None
        except StreamRefused as refused:
            raise Refusal("stream", segment=refused.index, reason=refused.reason) from None
        return message_of_receipts(receipts)

    def pull(self, request: Request, asked: feed.Question, *, own: bool) -> Any:
        """Return a page of the area's feed, on request with what the device itself wrote."""
        device, signed = self._gate.admit(request, b"")
        self._gate.spend_alone(signed)
        _refuse_other(device, asked.area)
        without = None if own else device.id
        try:
            with self._engine.begin() as connection:
                page = feed.page(connection, asked._replace(without=without))
        except feed.CursorUnknown:
            raise Refusal("cursor") from None
        return message_of_page(page)

    def hash_at(self, request: Request, stream: Stream, n: int) -> Any:
        """Return the chain hash at one place of a stream."""
        device, signed = self._gate.admit(request, b"")
        self._gate.spend_alone(signed)
        _refuse_other(device, stream.area)
        with self._engine.begin() as connection:
            found = feed.hash_at(connection, stream, n)
        return {"hash": text64(found) if found else None}

    def enrol(self, request: Request, body: bytes) -> Any:
        """Take a device in by its one-time code."""
        code, new = _application(body)
        try:
            signed = signer_of(request, body, {new.id: new.public_key}.get)
        except NotSigned:
            raise Refusal("signature") from None
        self._gate.judge_time(signed)
        try:
            with writing(self._engine) as connection:
                self._gate.spend(connection, signed)
                reason = devices.enrol(connection, read_enrolment_code(code), new, self._gate.now())
                # A guess wears the code out, so a refusal is committed too.
                name = "" if reason else devices.area_name(connection, new.area)
                epoch = feed.epoch(connection)
                grant = self._phones.grant(connection, new.id, new.area)
                sticks = None if reason else bundle_keys.grant(connection, new.id, new.area)
        except (EnrolmentCodeRefused, EnrolmentCodeUnreadable):
            reason, name, epoch, grant, sticks = "unknown", "", "", None, None
        if reason:
            raise Refusal("code", reason=reason)
        if self._enrolled:
            self._enrolled(new, fingerprint(new.public_key))
        return {
            "area": new.area,
            "area_name": name,
            "epoch": epoch,
            "certificate_until": None,
            "hand_off": message_of_grant(grant),
            "bundles": message_of_bundle_grant(sticks),
        }


def _refuse_other(device: Device, area: str) -> None:
    if device.area != area:
        raise Refusal("other_area")


def _application(body: bytes) -> tuple[str, NewDevice]:
    try:
        match json.loads(body):
            case {"code": str(code), "device": str(device), "area": str(area), "key": key}:
                stream_in([device, device, area])
                return code, NewDevice(device, area, bytes64(key, 32))
    except (ValueError, RecursionError):
        pass
    raise Refusal("malformed")
