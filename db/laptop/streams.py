"""The streams of a store and what lies at their positions."""

from typing import NamedTuple

from concierge_tui.domain.operation import Placed, Stream
from concierge_tui.sync.packing import held_operation
from db.laptop import rows
from db.laptop.connection import Connection


class Head(NamedTuple):
    """The last position of a stream."""

    n: int
    hash: bytes


def heads(connection: Connection, area: str) -> dict[Stream, Head]:
    """Return the head of every stream of `area`."""
    found = connection.execute(
        "SELECT device, incarnation, area, n, hash FROM stream WHERE area = ? AND n > 0", (area,)
    )
    return {Stream(*row[:3]): Head(row[3], row[4]) for row in found}


def hash_at(connection: Connection, stream: Stream, n: int) -> bytes | None:
    """Return the chain hash at position `n`, or None where nothing stands there."""
    row = connection.execute(
        "SELECT position.hash FROM position JOIN stream ON stream.id = position.stream"
        " WHERE device = ? AND incarnation = ? AND area = ? AND position.n = ?",
        (*stream, n),
    ).fetchone()
    return None if row is None else bytes(row[0])


def placed(connection: Connection, stream: Stream, after: int, limit: int) -> list[Placed]:
    """Return up to `limit` operations that follow position `after` of `stream`."""
    columns = ", ".join(f"op.{name.strip()}" for name in rows.COLUMNS.split(","))
    found = connection.execute(
        f"SELECT position.n, held, {columns} FROM stream"
        " JOIN position ON position.stream = stream.id"
        " LEFT JOIN op ON op.seq = position.op"
        " LEFT JOIN local_aside AS aside ON position.op = 0"
        "  AND aside.stream = position.stream AND aside.n = position.n"
        " WHERE device = ? AND incarnation = ? AND stream.area = ? AND position.n > ?"
        " ORDER BY position.n LIMIT ?",
        (*stream, after, limit),
    )
    return [
        Placed(
            stream,
            row[0],
            rows.operation_of(row[2:]) if row[1] is None else held_operation(row[1], stream.area),
        )
        for row in found
    ]


def signed_end(
    connection: Connection, stream: Stream, after: int
) -> tuple[int, bytes, bytes] | None:
    """Return place, head and signature of the first signed end of a stream behind `after`."""
    row: tuple[int, bytes, bytes] | None = connection.execute(
        "SELECT last, head, signature FROM local_segment"
        " JOIN stream ON stream.id = local_segment.stream"
        " WHERE device = ? AND incarnation = ? AND area = ? AND last > ?"
        " ORDER BY last LIMIT 1",
        (*stream, after),
    ).fetchone()
    return row
