"""Leaves a stream that was restored or cloned: what follows moves to a new incarnation."""

from concierge_tui.domain.operation import GENESIS, Stream, link
from concierge_tui.sync.packing import held_operation
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.identity import SqliteIdentity


def restamp(connection: Connection, stream: Stream, after: int) -> Stream:
    """Move what follows position `after` of `stream` behind this laptop's new stream.

    The operations keep their ids, so that whoever has them already sees duplicates.
    """
    with writing(connection):
        identity = SqliteIdentity(connection)
        target = identity.renew() if identity.stream() == stream else identity.stream()
        source = _row(connection, stream)
        if source is None:
            return target
        moved = connection.execute(
            "SELECT n, op FROM position WHERE stream = ? AND n > ? ORDER BY n", (source[0], after)
        ).fetchall()
        _append(connection, target, source[0], moved)
        _truncate(connection, source[0], after)
    return target


def repeat(connection: Connection, stream: Stream, after: int) -> Stream:
    """Write what follows `after` of `stream` once more behind this laptop's own stream.

    The stream itself stays as it is: only central's history moves it. What has a second place
    already is not written a third time.
    """
    with writing(connection):
        identity = SqliteIdentity(connection)
        target = identity.renew() if identity.stream() == stream else identity.stream()
        source = _row(connection, stream)
        if source is None:
            return target
        lone = connection.execute(
            "SELECT n, op FROM position WHERE stream = ?1 AND n > ?2 AND op > 0"
            " AND op NOT IN (SELECT op FROM position WHERE stream <> ?1) ORDER BY n",
            (source[0], after),
        ).fetchall()
        _append(connection, target, source[0], lone)
    return target


def _row(connection: Connection, stream: Stream) -> tuple[int, int, bytes] | None:
    row = connection.execute(
        "SELECT id, n, hash FROM stream WHERE device = ? AND incarnation = ? AND area = ?", stream
    ).fetchone()
    return None if row is None else (int(row[0]), int(row[1]), bytes(row[2]))


def _append(
    connection: Connection, target: Stream, source: int, moved: list[tuple[int, int]]
) -> None:
    if not moved:
        return
    connection.execute(
        "INSERT OR IGNORE INTO stream (device, incarnation, area, n, hash, hlc)"
        " VALUES (?, ?, ?, 0, ?, 0)",
        (*target, GENESIS),
    )
    row = _row(connection, target)
    assert row is not None
    number, n, chain = row
    positions, asides = [], []
    for old, op in moved:
        n += 1
        chain = link(chain, target, n, _content(connection, target.area, source, old, op))
        positions.append((number, n, op, chain))
        if op == 0:
            asides.append((number, n, source, old))
    connection.executemany("INSERT INTO position VALUES (?, ?, ?, ?)", positions)
    connection.executemany(
        "UPDATE local_aside SET stream = ?, n = ? WHERE stream = ? AND n = ?", asides
    )
    connection.execute("UPDATE stream SET n = ?, hash = ? WHERE id = ?", (n, chain, number))


def _content(connection: Connection, area: str, source: int, n: int, op: int) -> bytes:
    if op:
        row = connection.execute("SELECT content_hash FROM op WHERE seq = ?", (op,)).fetchone()
        return bytes(row[0])
    held = connection.execute(
        "SELECT held FROM local_aside WHERE stream = ? AND n = ?", (source, n)
    ).fetchone()
    return held_operation(held[0], area).content_hash()


def _truncate(connection: Connection, source: int, after: int) -> None:
    kept = connection.execute(
        "SELECT hash FROM position WHERE stream = ? AND n = ?", (source, after)
    ).fetchone()
    connection.execute("DELETE FROM position WHERE stream = ? AND n > ?", (source, after))
    connection.execute("DELETE FROM local_segment WHERE stream = ? AND last > ?", (source, after))
    connection.execute(
        "UPDATE stream SET n = ?, hash = ? WHERE id = ?",
        (after, kept[0] if kept else GENESIS, source),
    )
    # What a peer acknowledged at these places is not what will stand there.
    connection.execute(
        "UPDATE local_mark SET sent = min(sent, ?1), acked = min(acked, ?1) WHERE stream = ?2",
        (after, source),
    )
