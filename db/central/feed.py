"""Reads an area's feed: gapless numbers, whole segments, one page at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, select, tuple_

from concierge_tui.domain.operation import Operation, Stream
from concierge_tui.sync.packing import held_operation
from concierge_tui.sync.protocol import Batch, Fill, Greeting, Head, Page, Segment
from db.central import detained, tables, views
from db.central.stored import COLUMNS, operation_of
from db.central.views import OUTSIDE, View

_STREAM = (tables.stream.c.device, tables.stream.c.incarnation, tables.stream.c.area)
_MOST_REFUSED: Final = 1000
_HEADS: Final = select(*_STREAM, tables.stream.c.n, tables.stream.c.hash).where(
    tables.stream.c.area == bindparam("area")
)
_DEVICES: Final = select(tables.device.c.id).where(tables.device.c.area == bindparam("area"))
_REFUSED: Final = (
    select(*_STREAM, tables.position.c.n, tables.position.c.reason)
    .join(tables.stream, tables.stream.c.id == tables.position.c.stream)
    .where(
        tables.position.c.area == bindparam("area"),
        tables.position.c.reason.is_not(None),
        tables.position.c.reason != views.RELEASED,
    )
    .order_by(tables.position.c.seq)
    .limit(_MOST_REFUSED)
)
_EPOCH: Final = select(tables.service.c.epoch)
MAX_PAGE_BODIES: Final = 4 * 1024 * 1024
"""Characters of the bodies in one page, if it holds more than one segment."""


class CursorUnknown(Exception):
    """The feed holds nothing at this cursor: the laptop starts anew."""


def greeting(connection: Connection, area: str, now: int) -> Greeting:
    """Return what a laptop compares itself with before anything else."""
    streams = connection.execute(_HEADS, {"area": area})
    devices = connection.scalars(_DEVICES, {"area": area})
    refused = connection.execute(_REFUSED, {"area": area})
    heads = {Stream(*row[:3]): Head(row[3], row[4]) for row in streams}
    apart = detained.set_aside(connection, area, _MOST_REFUSED)
    return Greeting(
        epoch=epoch(connection),
        now=now,
        feed=last(connection, area),
        heads=heads | detained.ends(connection, area),
        devices=frozenset(devices),
        refused=(*((Stream(*row[:3]), row[3], row[4]) for row in refused), *apart),
    )


def epoch(connection: Connection) -> str:
    """Return the name of this life of the database."""
    return str(connection.scalar(_EPOCH))


def hash_at(connection: Connection, stream: Stream, n: int) -> bytes | None:
    """Return the chain hash at one place, or None where nothing stands."""
    counting = connection.scalar(
        select(tables.position.c.hash)
        .join(tables.stream, tables.stream.c.id == tables.position.c.stream)
        .where(tuple_(*_STREAM) == tuple_(*stream), tables.position.c.n == n)
    )
    return counting or detained.hash_at(connection, stream, n)


class Question(NamedTuple):
    """Which part of an area's feed is wanted."""

    area: str
    since: int
    mark: str
    limit: int
    without: str | None = None
    """A device that has its own operations already."""
    view: View | None = None
    """What the asking device was granted, where it does not see the whole area."""
    grant: str = ""
    """Which grant that is: part of its marks."""
    upto: int | None = None
    """The last number that is wanted, where the feed is not to be read to its end."""


def page(connection: Connection, asked: Question) -> Page:
    """Return what follows the cursor, ending with a whole segment.

    Raises:
        CursorUnknown: when the feed does not hold `mark` at `since`.
    """
    area, since = asked.area, asked.since
    end = _end(connection, asked)
    upto, segments, fills, placed = since, list[Segment](), list[Fill](), list[_Placed]()
    while upto < end and not segments and not fills:
        since, upto = upto, _upto(connection, area, upto, asked.limit, end)
        placed = _placed(connection, asked, since, upto)
        if asked.view is None:
            fills = list(_fills(connection, area, since, upto))
        else:
            fills = list(views.fills(connection, area, asked.view, since, upto))
            placed = _seen(placed, asked.view, views.families(connection, area, asked.view, upto))
        segments = list(_segments(placed, _ends(connection, area, since, upto)))
    return Page(
        batch=Batch(tuple(segments), tuple(fills)),
        epoch=epoch(connection),
        seq=upto,
        mark=_mark(connection, area, upto) + asked.grant if upto else "",
        more=upto < end,
        keys=_keys(connection, {segment.stream.device for segment in segments}),
        held=frozenset((item.stream, item.n) for item in placed if item.is_held),
    )


def end_of(connection: Connection, asked: Question) -> tuple[int, str]:
    """Return the last number of the feed that is asked about, and the mark of a cursor there.

    Raises:
        CursorUnknown: when the feed does not hold `mark` at `since`.
    """
    end = _end(connection, asked)
    return end, _mark(connection, asked.area, end) + asked.grant if end else ""


def _end(connection: Connection, asked: Question) -> int:
    """Return where reading ends, once it is sure that the feed holds the cursor."""
    area, since = asked.area, asked.since
    end = last(connection, area)
    if asked.upto is not None:
        if asked.upto > end:
            raise CursorUnknown
        end = asked.upto
    if since > end or (since and _mark(connection, area, since) + asked.grant != asked.mark):
        raise CursorUnknown
    return end


def last(connection: Connection, area: str) -> int:
    """Return the last number of an area's feed."""
    return connection.scalar(select(tables.head.c.n).where(tables.head.c.area == area)) or 0


def _mark(connection: Connection, area: str, seq: int) -> str:
    """Return what tells this feed from one that was restored and went another way.

    What stands at the number does not: it may have come back with a body that it lacked.
    """
    mark = tables.mark.c
    named = select(mark.name).where(mark.area == area, mark.seq >= seq).order_by(mark.seq)
    return connection.scalar(named.limit(1)) or ""


def _upto(connection: Connection, area: str, since: int, limit: int, last: int) -> int:
    """Return where the page ends: with a segment, and before it grows too large."""
    while True:
        upto = min(last, since + limit)
        if upto < last:
            upto = _end_of_segment(connection, area, upto)
        if limit == 1 or _size(connection, area, since, upto) <= MAX_PAGE_BODIES:
            return upto
        limit = max(1, limit // 4)


def _size(connection: Connection, area: str, since: int, upto: int) -> int:
    position = tables.position.c
    size = select(func.sum(func.length(tables.operation.c.body))).join(
        tables.position, position.op_id == tables.operation.c.op_id
    )
    where = (position.area == area, position.seq > since, position.seq <= upto)
    return connection.scalar(size.where(*where)) or 0


def _end_of_segment(connection: Connection, area: str, seq: int) -> int:
    """Return the feed number of the end of the segment that `seq` lies in."""
    position, segment = tables.position.c, tables.segment.c
    place = connection.execute(
        select(position.stream, position.n).where(position.area == area, position.seq == seq)
    ).first()
    if place is None:
        return seq
    last = connection.scalar(
        select(segment.last)
        .where(segment.stream == place.stream, segment.last >= place.n)
        .order_by(segment.last)
        .limit(1)
    )
    # A segment's new places were numbered in one transaction, one after the other.
    return seq + max(0, int(last or 0) - int(place.n))


class _Placed(NamedTuple):
    stream_id: int
    stream: Stream
    n: int
    operation: Operation
    is_held: bool = False


def _placed(connection: Connection, asked: Question, since: int, upto: int) -> list[_Placed]:
    others = () if asked.without is None else (tables.stream.c.device != asked.without,)
    rows = connection.execute(
        select(
            tables.position.c.stream,
            *_STREAM,
            tables.position.c.n,
            tables.position.c.held,
            tables.position.c.reason,
            *COLUMNS,
        )
        .join(tables.stream, tables.stream.c.id == tables.position.c.stream)
        .outerjoin(tables.operation, tables.operation.c.op_id == tables.position.c.op_id)
        .where(
            tables.position.c.area == asked.area,
            tables.position.c.seq > since,
            tables.position.c.seq <= upto,
            *others,
        )
        .order_by(tables.position.c.seq)
    )
    streams: dict[int, Stream] = {}
    return [_placed_in(tuple(row), streams) for row in rows.all()]


def _seen(placed: Sequence[_Placed], view: View, families: set[str]) -> list[_Placed]:
    return [
        item._replace(operation=item.operation.skeleton())
        if view.hides(item.operation, families)
        else item
        for item in placed
    ]


def _placed_in(row: Sequence[Any], streams: dict[int, Stream]) -> _Placed:
    stream = streams.get(row[0]) or streams.setdefault(row[0], Stream(*row[1:4]))
    held, reason = row[5], row[6]
    if held is None:
        return _Placed(row[0], stream, row[4], operation_of(row[7:]))
    operation = held_operation(held, stream.area)
    if reason not in OUTSIDE:
        return _Placed(row[0], stream, row[4], operation)
    # What was written outside of a grant keeps its place; what it says waits for a coordinator.
    return _Placed(row[0], stream, row[4], operation.skeleton(), is_held=True)


def _segments(
    placed: Sequence[_Placed], ends: Mapping[tuple[int, int], tuple[bytes, bytes]]
) -> Iterator[Segment]:
    run: list[_Placed] = []
    for item in placed:
        if run and (item.stream_id, item.n) != (run[-1].stream_id, run[-1].n + 1):
            run = []
        run.append(item)
        end = ends.get((item.stream_id, item.n))
        if end:
            operations = tuple(each.operation for each in run)
            yield Segment(item.stream, run[0].n, operations, *end)
            run = []


def _ends(
    connection: Connection, area: str, since: int, upto: int
) -> dict[tuple[int, int], tuple[bytes, bytes]]:
    """Return the segments that end in this part of the feed: their heads and signatures."""
    position, segment = tables.position.c, tables.segment.c
    rows = connection.execute(
        select(segment.stream, segment.last, segment.head, segment.signature)
        .join(
            tables.position,
            and_(position.stream == segment.stream, position.n == segment.last),
        )
        .where(position.area == area, position.seq > since, position.seq <= upto)
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def _fills(connection: Connection, area: str, since: int, upto: int) -> Iterator[Fill]:
    columns, fill = tables.operation.c, tables.fill.c
    rows = connection.execute(
        select(columns.op_id, columns.salt, columns.body)
        .join(tables.fill, fill.op_id == columns.op_id)
        .where(fill.area == area, fill.seq > since, fill.seq <= upto, columns.body.is_not(None))
        .order_by(fill.seq)
    )
    return (Fill(*row) for row in rows)


def _keys(connection: Connection, devices: Iterable[str]) -> dict[str, bytes]:
    columns = tables.device.c
    rows = connection.execute(
        select(columns.id, columns.public_key).where(columns.id.in_(sorted(devices)))
    )
    return {row[0]: row[1] for row in rows}
