"""Devices that only write: as many laptops as a test wants, without the store of a laptop."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.operation import GENESIS, Author, Draft, Operation, Stream, seal
from concierge_tui.sync.protocol import Batch, Segment, chain
from concierge_tui.sync.signing import DeviceKey
from db.central import devices
from db.central.transactions import durably

NOON_MS = 1_793_000_000_000


class Pen:
    """One device of an area and the stream it writes."""

    def __init__(self, area: str) -> None:
        self.stream = Stream(new_id(), new_id(), area)
        self.raw_key = DeviceKey.generate()
        self.key = DeviceKey(self.raw_key)
        self.author = Author(area, "")
        self._n = 0
        self._head = GENESIS
        self._hlc = 0

    def enrol(self, engine: Engine) -> "Pen":
        """Let the device in without a code."""
        new = devices.NewDevice(self.stream.device, self.stream.area, self.key.public)
        durably(engine, lambda connection: devices._keep(connection, new, 1))
        return self

    def seal(self, draft: Draft, base: Sequence[str] = ()) -> Operation:
        """Return the finished operation for `draft`."""
        self._hlc += 1
        return seal(
            draft, self.author, op_id=new_id(), tx=new_id(), hlc=self._hlc, wall=NOON_MS, base=base
        )

    def batch(self, operations: Sequence[Operation]) -> Batch:
        """Write the operations behind all before them, as one signed segment."""
        first = self._n + 1
        *_, (_, self._head) = chain(self._head, self.stream, first, operations)
        self._n += len(operations)
        signature = self.key.sign_head(self.stream, self._n, self._head)
        return Batch((Segment(self.stream, first, tuple(operations), self._head, signature),))

    def arrivals(self, count: int, meetup: str = "meetup-1") -> Batch:
        """Write the arrivals of so many families of two."""
        drafts = (self._arrival(new_id(), meetup) for _ in range(count))
        return self.batch([self.seal(draft) for draft in drafts])

    def _arrival(self, family: str, meetup: str) -> Draft:
        people: Any = [new_id(), new_id()]
        entity = visit_id(meetup, family)
        return Draft("visit.arrive", entity, {"people": people}, family, meetup)
