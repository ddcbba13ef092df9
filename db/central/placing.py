"""Checks segments against the streams they continue."""

import secrets
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, select, tuple_, update

from concierge_tui.domain.operation import GENESIS, Operation, Stream
from concierge_tui.sync.protocol import Segment, StreamRefused, chain
from concierge_tui.sync.signing import head_verifies
from db.central import tables
from db.central.writers import Writers

# Built once: building a statement takes longer than asking it.
_NUMBER: Final = (
    update(tables.head)
    .where(tables.head.c.area == bindparam("of"))
    .values(n=tables.head.c.n + bindparam("more"))
    .returning(tables.head.c.n)
)
_MARK: Final = tables.mark.insert()
_ENDS: Final = select(
    tables.stream.c.device,
    tables.stream.c.incarnation,
    tables.stream.c.id,
    tables.stream.c.n,
    tables.stream.c.hash,
).where(
    tables.stream.c.area == bindparam("area"),
    tables.stream.c.device.in_(bindparam("devices", expanding=True)),
)


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

    The row stays locked to the commit, so numbers become visible in their order. They get a
    random mark: a feed that was set back and written again is another one, whatever is in it.
    """
    last = int(connection.execute(_NUMBER, {"of": area, "more": count}).scalar_one())
    if count:
        connection.execute(_MARK, {"area": area, "seq": last, "name": secrets.token_hex(8)})
    return last


class Placing:
    """The streams of one area while one batch is taken in.

    What it must know of them is looked up at once, however many segments there are.
    """

    def __init__(
        self, connection: Connection, area: str, segments: Sequence[Segment], writers: Writers
    ) -> None:
        self._connection = connection
        self._area = area
        self._writers = writers
        ours = [segment for segment in segments if segment.stream.area == area]
        self._ends = _ends(connection, area, {segment.stream.device for segment in ours})
        known = [
            (place.id, segment.last)
            for segment in ours
            if (place := self._ends.get(segment.stream)) and segment.last <= place.n
        ]
        self._hashes = _hashes(connection, known)
        self.places: dict[Stream, Place] = {}
        """The new ends of the streams that grow."""
        self.fresh: list[Fresh] = []
        """The operations at places that were empty, in their order."""

    def place(self, index: int, segment: Segment) -> int:
        """Check a segment against its stream and return how much of it is known."""
        stream = segment.stream
        if stream.area != self._area:
            raise StreamRefused(index, "wrong_area")
        place = self.places.get(stream) or self._ends.get(stream) or Place(0, 0, GENESIS)
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
            self._hashes[place.id, place.n + offset] = link
        self.places[stream] = Place(place.id, segment.last, segment.head)
        return skip

    def _create(self, stream: Stream) -> int:
        created = self._connection.execute(
            tables.stream.insert()
            .values(**stream._asdict(), n=0, hash=GENESIS)
            .returning(tables.stream.c.id)
        )
        return int(created.scalar_one())

    def _hash_at(self, stream: int, n: int) -> bytes | None:
        return self._hashes.get((stream, n))

    def _verify(self, index: int, segment: Segment) -> None:
        writer = self._writers.get(segment.stream.device)
        if writer is None:
            raise StreamRefused(index, "unknown_device")
        last, head = segment.last, segment.head
        if not head_verifies(writer.key, segment.stream, last, head, segment.signature):
            raise StreamRefused(index, "bad_signature")


def _ends(connection: Connection, area: str, devices: Collection[str]) -> dict[Stream, Place]:
    rows = connection.execute(_ENDS, {"area": area, "devices": list(devices)})
    return {Stream(row[0], row[1], area): Place(*row[2:]) for row in rows}


def _hashes(
    connection: Connection, places: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], bytes]:
    if not places:
        return {}
    columns = tables.position.c
    rows = connection.execute(
        select(columns.stream, columns.n, columns.hash).where(
            tuple_(columns.stream, columns.n).in_(places)
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}
