"""What comes in the name of a device after it was revoked: neither lost nor trusted.

It continues the device's stream apart from all feeds. So no laptop hears of it, whoever brings
it; the sender is told that it is durable, and that it is set aside.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, select, update

from concierge_tui.domain.erasure import bare_if_erased
from concierge_tui.domain.operation import GENESIS, Operation, Stream, hash_body
from concierge_tui.sync.flaws import NO_ROOM, flaw
from concierge_tui.sync.packing import bare_held, held_operation, held_text
from concierge_tui.sync.protocol import Fill, Head, Segment, StreamRefused, chain
from concierge_tui.sync.signing import head_verifies
from db.central import erasing, tables
from db.central.stored import existing
from db.central.writers import Writers

WAITING: Final = "waiting"
RELEASED: Final = "released"
REFUSED: Final = "refused"
KNOWN: Final = "known"
"""It had come before in another way, and counts."""
REASON: Final = "revoked"
MAX_WAITING: Final = 20_000
"""Operations that may wait in the name of one device: many days of a busy hall."""
MAX_WAITING_TEXT: Final = 16 * 1024 * 1024
"""Characters of what waits in the name of one device."""


_COLUMNS: Final = tables.detained.c
_LAST: Final = (
    select(_COLUMNS.device, _COLUMNS.incarnation, func.max(_COLUMNS.n).label("n"))
    .where(_COLUMNS.area == bindparam("area"))
    .group_by(_COLUMNS.device, _COLUMNS.incarnation)
    .subquery()
)
_ENDS: Final = (
    select(_COLUMNS.device, _COLUMNS.incarnation, _COLUMNS.n, _COLUMNS.hash)
    .join(
        _LAST,
        and_(
            _COLUMNS.device == _LAST.c.device,
            _COLUMNS.incarnation == _LAST.c.incarnation,
            _COLUMNS.n == _LAST.c.n,
        ),
    )
    .where(_COLUMNS.area == bindparam("area"))
)
_SET_ASIDE: Final = (
    select(_COLUMNS.device, _COLUMNS.incarnation, _COLUMNS.n)
    .where(_COLUMNS.area == bindparam("area"), _COLUMNS.state.in_((WAITING, REFUSED)))
    .order_by(_COLUMNS.id)
    .limit(bindparam("most"))
)


class Carried(NamedTuple):
    """Who brought a batch, and when."""

    by: str
    at: int


NOBODY: Final = Carried("", 0)


def behind_revocation(
    connection: Connection, area: str, segments: Sequence[Segment], known: Writers
) -> dict[int, bytes]:
    """Return which of `segments` say something new in a revoked device's name, and its key.

    What the service had of a device when it was revoked counts; what comes later waits.
    """
    revoked = {name: writer.key for name, writer in known.items() if writer.is_revoked}
    if not revoked:
        return {}
    counting = _counting(connection, area, revoked)
    return {
        index: revoked[segment.stream.device]
        for index, segment in enumerate(segments)
        if segment.stream.device in revoked
        and segment.stream.area == area
        and segment.last > counting.get(segment.stream, Head(0, GENESIS)).n
    }


def detain(
    connection: Connection, index: int, segment: Segment, key: bytes, carried: Carried
) -> tuple[str, ...]:
    """Keep a segment apart, in the transaction of `connection`, and say what became of it.

    Raises:
        StreamRefused: when it does not continue what came of its stream before, or when more
            waits of its device than is kept: it stays where it is until somebody has judged.
    """
    stream = segment.stream
    end = _end(connection, stream)
    if segment.last <= end.n:
        if _hash_at(connection, stream, segment.last) != segment.head:
            raise StreamRefused(index, "forked")
        return _told(connection, segment)
    if segment.first > end.n + 1:
        raise StreamRefused(index, "gap")
    skip = end.n + 1 - segment.first
    run = segment.operations[skip:]
    links = [link for _, link in chain(end.hash, stream, end.n + 1, run)]
    if links[-1] != segment.head:
        raise StreamRefused(index, "forked")
    if not head_verifies(key, stream, segment.last, segment.head, segment.signature):
        raise StreamRefused(index, "bad_signature")
    known = _counting_already(connection, run)
    erased = erasing.among(connection, stream.area, [op for op in run if flaw(op) is None])
    rows = [
        {
            **stream._asdict(),
            "n": end.n + offset,
            "hash": link,
            "op_id": "" if flaw(op) else op.op_id,
            "held": bare_held(held_text(op), stream.area, erased),
            "carrier": carried.by,
            "came_at": carried.at,
            "state": KNOWN if str(op.op_id) in known else WAITING,
        }
        for offset, (op, link) in enumerate(zip(run, links, strict=True), 1)
    ]
    size = sum(len(str(row["held"])) for row in rows)
    if not _has_room(connection, stream.area, stream.device, len(rows), size):
        raise StreamRefused(index, NO_ROOM)
    connection.execute(tables.detained.insert(), rows)
    return _told(connection, segment)


def _has_room(connection: Connection, area: str, device: str, count: int, size: int) -> bool:
    """Say whether so much more may wait in the name of `device`; what is judged leaves room."""
    columns = tables.detained.c
    number, text = connection.execute(
        select(func.count(), func.coalesce(func.sum(func.length(columns.held)), 0)).where(
            columns.area == area, columns.device == device, columns.state.in_((WAITING, KNOWN))
        )
    ).one()
    return bool(number + count <= MAX_WAITING and text + size <= MAX_WAITING_TEXT)


def _counting_already(connection: Connection, run: Sequence[Operation]) -> set[str]:
    """Return what came before in another way; the same id with other content did not."""
    sound = [op for op in run if flaw(op) is None]
    names = existing(connection, [op.op_id for op in sound])
    columns = tables.operation.c
    rows = connection.execute(
        select(columns.op_id, columns.content_hash).where(columns.op_id.in_(names))
    )
    content: Mapping[str, bytes] = {name: bytes(digest) for name, digest in rows}
    return {op.op_id for op in sound if content.get(op.op_id) == op.content_hash()}


def fill(connection: Connection, given: Fill) -> str | None:
    """Keep a body that follows something detained; None where nothing of it is."""
    columns = tables.detained.c
    rows = connection.execute(
        select(columns.id, columns.area, columns.device, columns.held).where(
            columns.op_id == given.op_id, columns.state.in_((WAITING, REFUSED))
        )
    ).all()
    for row in rows:
        op = held_operation(row.held, row.area)
        if op.body is None and _fits(given, op.body_hash):
            if not _has_room(connection, row.area, row.device, 0, len(given.body)):
                return f"quarantined:{NO_ROOM}"
            whole = op._replace(salt=given.salt, body=given.body)
            left = bare_if_erased(whole, erasing.among(connection, row.area, [whole]))
            connection.execute(
                update(tables.detained).where(columns.id == row.id).values(held=held_text(left))
            )
    return f"quarantined:{REASON}" if rows else None


def _fits(given: Fill, body_hash: bytes) -> bool:
    try:
        return hash_body(given.salt, given.body) == body_hash
    except UnicodeEncodeError:
        return False


def ends(connection: Connection, area: str) -> dict[Stream, Head]:
    """Return how far detained streams of an area reach."""
    rows = connection.execute(_ENDS, {"area": area})
    return {Stream(row[0], row[1], area): Head(row[2], bytes(row[3])) for row in rows}


def hash_at(connection: Connection, stream: Stream, n: int) -> bytes | None:
    """Return the chain hash of something detained."""
    columns = tables.detained.c
    return connection.scalar(
        select(columns.hash).where(
            columns.area == stream.area,
            columns.device == stream.device,
            columns.incarnation == stream.incarnation,
            columns.n == n,
        )
    )


def set_aside(connection: Connection, area: str, most: int) -> list[tuple[Stream, int, str]]:
    """Return where something waits or was refused."""
    rows = connection.execute(_SET_ASIDE, {"area": area, "most": most})
    return [(Stream(row[0], row[1], area), row[2], REASON) for row in rows]


def _told(connection: Connection, segment: Segment) -> tuple[str, ...]:
    columns, stream = tables.detained.c, segment.stream
    rows = connection.execute(
        select(columns.n, columns.state).where(
            columns.area == stream.area,
            columns.device == stream.device,
            columns.incarnation == stream.incarnation,
            columns.n.between(segment.first, segment.last),
        )
    )
    states: dict[int, str] = {row[0]: row[1] for row in rows}
    return tuple(
        f"quarantined:{REASON}" if states.get(n) in (WAITING, REFUSED) else "duplicate"
        for n in range(segment.first, segment.last + 1)
    )


def _end(connection: Connection, stream: Stream) -> Head:
    found = ends(connection, stream.area).get(stream)
    counting = _counting(connection, stream.area, [stream.device])
    return found or counting.get(stream) or Head(0, GENESIS)


def _hash_at(connection: Connection, stream: Stream, n: int) -> bytes | None:
    found = hash_at(connection, stream, n)
    return None if found is None else bytes(found)


def _counting(connection: Connection, area: str, devices: Collection[str]) -> dict[Stream, Head]:
    columns = tables.stream.c
    rows = connection.execute(
        select(columns.device, columns.incarnation, columns.n, columns.hash).where(
            columns.area == area, columns.device.in_(list(devices))
        )
    )
    return {Stream(row[0], row[1], area): Head(row[2], bytes(row[3])) for row in rows}


def decoded(row: Any) -> Operation:
    """Return the operation in a row of `detained`."""
    return held_operation(row.held, row.area)
