"""What the hub does for one device: what central does, and news at once."""

from typing import Any

from sqlalchemy import Connection, Engine

from concierge_tui.central.desk import CentralDesk, Enrolled, refuse_other
from concierge_tui.central.hub.bell import Bell
from concierge_tui.central.hub.copies import Copies
from concierge_tui.central.hub.guests import Guests
from concierge_tui.central.replies import Refusal
from concierge_tui.domain.clock import Clock
from concierge_tui.domain.operation import Stream
from concierge_tui.sync.answers import message_of_greeting
from concierge_tui.sync.ends import MAX_ENDS_RAW, ends_in
from concierge_tui.sync.packing import Malformed, unpack
from concierge_tui.sync.protocol import Head
from concierge_tui.sync.signing import Request
from db.central import feed
from db.central.devices import Device
from db.central.transactions import at_one_moment


class HubDesk(CentralDesk):
    """Answers the requests of devices in the hall. It grants nothing: that is central's."""

    HEARS_REVOKED = False
    """What a revoked laptop still has is central's to keep, and to judge."""

    def __init__(
        self,
        engine: Engine,
        now: Clock,
        bell: Bell,
        guests: Guests,
        copies: Copies,
        enrolled: Enrolled | None = None,
    ) -> None:
        super().__init__(engine, now, enrolled)
        self._bell = bell
        self._guests = guests
        self._copies = copies

    def _greet(self, connection: Connection, device: Device) -> Any:
        self._guests.heard(device.id, self._gate.now())
        greeting = feed.greeting(connection, device.area, self._gate.now())
        return message_of_greeting(greeting._replace(snapshot=True, hears_ends=True))

    def _grants(self, connection: Connection, device: str, area: str) -> dict[str, Any]:
        del connection, device, area
        return {"hand_off": None, "bundles": None, "lease": None}

    def push(self, request: Request, body: bytes) -> Any:
        """Store a batch, durable when this returns; whoever waits for news hears of it."""
        answer = super().push(request, body)
        self._bell.ring()
        return answer

    def ends(self, request: Request, body: bytes) -> Any:
        """Hear how far a device has each stream, durable there."""
        device, signed = self._gate.admit(request, body)
        self._gate.spend_alone(signed)
        ends = _ends_in(body)
        if any(stream.area != device.area for stream in ends):
            raise Refusal("other_area")
        self._copies.told(device.id, ends)
        return {"heard": len(ends)}

    def admit(self, request: Request, area: str) -> None:
        """Let in whoever asks for news."""
        device, signed = self._gate.admit(request, b"")
        self._gate.spend_alone(signed)
        refuse_other(device, area)
        self._guests.heard(device.id, self._gate.now())

    def feed(self, area: str) -> int:
        """Return the last number of the area's feed."""
        return at_one_moment(self._engine, lambda connection: feed.last(connection, area))


def _ends_in(body: bytes) -> dict[Stream, Head]:
    try:
        match unpack(body, MAX_ENDS_RAW):
            case {"streams": list(streams)}:
                return ends_in(streams)
    except Malformed:
        pass
    raise Refusal("malformed")
