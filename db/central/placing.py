"""Checks segments against the streams they continue."""

from typing import NamedTuple

from sqlalchemy import Connection, select, update

from concierge_tui.domain.operation import GENESIS, Operation, Stream
from concierge_tui.sync.protocol import Segment, StreamRefused, chain
from concierge_tui.sync.signing import head_verifies
from db.central import tables


class Fresh(NamedTuple):
    """One operation at a place that was empty."""

    stream: int
    n: int
    operation: Operation
    content: bytes
    hash: bytes


class Place(NamedTuple):
    """Where a stream ends."""

    id: int
    n: int
    hash: bytes


def lock(connection: Connection, area: str, count: int) -> int:
    """Hold the area until commit and return the last of `count` new feed numbers.

    The row stays locked to the commit, so numbers become visible in their order.
    """
    numbered = (
        update(tables.head)
        .where(tables.head.c.area == area)
        .values(n=tables.head.c.n + count)
        .returning(tables.head.c.n)
    )
    return int(connection.execute(numbered).scalar_one())


class Placing:
    """The streams of one area while one batch is taken in."""

    def __init__(self, connection: Connection, area: str) -> None:
        self._connection = connection
        self._area = area
        self.places: dict[Stream, Place] = {}
        """The new ends of the streams that grow."""
        self.fresh: list[Fresh] = []
        """The operations at places that were empty, in their order."""

    def place(self, index: int, segment: Segment) -> int:
        """Check a segment against its stream and return how much of it is known."""
        stream = segment.stream
        if stream.area != self._area:
            raise StreamRefused(index, "wrong_area")
        place = self.places.get(stream) or self._load(stream)
        if segment.last <= place.n:
            if self._hash_at(place.id, segment.last) != segment.head:
                raise StreamRefused(index, "forked")
            return len(segment.operations)
        if segment.first > place.n + 1:
            raise StreamRefused(index, "gap")
        skip = place.n + 1 - segment.first
        run = segment.operations[skip:]
        links = list(chain(place.hash, stream, place.n + 1, run))
        if links[-1][1] != segment.head:
            raise StreamRefused(index, "forked")
        self._verify(index, segment)
        place = place if place.id else place._replace(id=self._create(stream))
        for offset, (op, (content, link)) in enumerate(zip(run, links, strict=True), 1):
            self.fresh.append(Fresh(place.id, place.n + offset, op, content, link))
        self.places[stream] = Place(place.id, segment.last, segment.head)
        return skip

    def _load(self, stream: Stream) -> Place:
        row = self._connection.execute(
            select(tables.stream.c.id, tables.stream.c.n, tables.stream.c.hash).where(
                tables.stream.c.area == stream.area,
                tables.stream.c.device == stream.device,
                tables.stream.c.incarnation == stream.incarnation,
            )
        ).first()
        return Place(*row) if row else Place(0, 0, GENESIS)

    def _create(self, stream: Stream) -> int:
        created = self._connection.execute(
            tables.stream.insert()
            .values(**stream._asdict(), n=0, hash=GENESIS)
            .returning(tables.stream.c.id)
        )
        return int(created.scalar_one())

    def _hash_at(self, stream: int, n: int) -> bytes | None:
        return self._connection.scalar(
            select(tables.position.c.hash).where(
                tables.position.c.stream == stream, tables.position.c.n == n
            )
        )

    def _verify(self, index: int, segment: Segment) -> None:
        key = self._connection.scalar(
            select(tables.device.c.public_key).where(
                tables.device.c.id == segment.stream.device, tables.device.c.area == self._area
            )
        )
        if key is None:
            raise StreamRefused(index, "unknown_device")
        if not head_verifies(key, segment.stream, segment.last, segment.head, segment.signature):
            raise StreamRefused(index, "bad_signature")
