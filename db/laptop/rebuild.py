"""Derives every projection anew from the journal and compares."""

import hashlib
import random
from collections.abc import Callable, Iterator

from concierge_tui.domain.operation import Operation
from concierge_tui.services.examination import Difference, Examination
from db.laptop import projections, rows
from db.laptop.connection import Connection
from db.laptop.door import writing

_PAGE = 2000

Progress = Callable[[int, int], None]


class _RolledBack(Exception):
    """Leaves the transaction without keeping what it wrote."""


def rebuild(
    connection: Connection,
    *,
    keep: bool = True,
    order: random.Random | None = None,
    progress: Progress | None = None,
) -> list[Difference]:
    """Empty and derive all projections; return the tables that differed.

    With `keep` False nothing changes. `order` shuffles the operations, which must not
    matter.
    """
    before = _digests(connection)
    after: dict[str, tuple[int, bytes]] = {}
    try:
        with writing(connection):
            for table in projections.PROJECTED:
                connection.execute(f"DELETE FROM {table}")
            _derive(connection, order, progress)
            after = _digests(connection)
            if not keep:
                raise _RolledBack
    except _RolledBack:
        pass
    return [
        Difference(table, before[table][0], after[table][0])
        for table in projections.PROJECTED
        if before[table] != after[table]
    ]


def _derive(connection: Connection, order: random.Random | None, progress: Progress | None) -> None:
    entities = [
        row[0] for row in connection.execute("SELECT DISTINCT entity FROM op WHERE state = 0")
    ]
    if order:
        order.shuffle(entities)
    for start in range(0, len(entities), _PAGE):
        histories = rows.by_entity(connection, entities[start : start + _PAGE])
        if order:
            for history in histories.values():
                order.shuffle(history)
        projections.project(connection, histories, _all(histories))
        if progress:
            progress(min(start + _PAGE, len(entities)), len(entities))


def _all(histories: dict[str, list[Operation]]) -> Iterator[Operation]:
    for history in histories.values():
        yield from history


def _digests(connection: Connection) -> dict[str, tuple[int, bytes]]:
    return {table: _digest(connection, table) for table in projections.PROJECTED}


def _digest(connection: Connection, table: str) -> tuple[int, bytes]:
    total = hashlib.sha256()
    count = 0
    columns = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    order = ", ".join(str(number) for number in range(1, columns + 1))
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
        total.update(repr(row).encode())
        count += 1
    return count, total.digest()


def examine(connection: Connection, *, keep: bool, progress: Progress | None = None) -> Examination:
    """Return how the tables differ from the journal; with `keep`, put them right."""
    differences = rebuild(connection, keep=keep, progress=progress)
    operations = connection.execute("SELECT count(*) FROM op").fetchone()[0]
    sqlite = connection.execute("SELECT sqlite_version()").fetchone()[0]
    cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    return Examination(differences, operations, sqlite, cipher)
