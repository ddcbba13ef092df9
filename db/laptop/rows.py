"""Operations as rows of the journal, and back."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Any

from concierge_tui.domain.kinds import known
from concierge_tui.domain.operation import Operation
from db.laptop.connection import Connection

COLUMNS = (
    "op_id, area, hlc, wall, kind, kv, entity, subject, meetup, base, tx, actor,"
    " salt, body, body_hash"
)
_INSERT = (
    f"INSERT INTO op (seq, {COLUMNS}, content_hash, state)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
NEXT_SEQ = "SELECT coalesce(max(seq), 0) + 1 FROM op"
_NO_BASE = "[]"
_CHUNK = 500


class State(IntEnum):
    """Whether an operation counts."""

    APPLIED = 0
    PENDING = 1
    """It names an operation that has not arrived."""
    OPAQUE = 2
    """A newer program wrote it: kept and forwarded, not understood."""


def operation_of(row: tuple[Any, ...]) -> Operation:
    """Return the operation in a row selected as `COLUMNS`."""
    base = () if row[9] == _NO_BASE else tuple(json.loads(row[9]))
    return Operation._make((*row[:9], base, *row[10:15]))


def insert(
    connection: Connection, seq: int, operations: Iterable[tuple[Operation, bytes, State]]
) -> None:
    """Insert operations with their content hashes, numbered from `seq`."""
    connection.executemany(
        _INSERT,
        [
            (seq + i, *op[:9], json.dumps(op.base) if op.base else _NO_BASE, *op[10:],
             content, int(state))
            for i, (op, content, state) in enumerate(operations)
        ],
    )  # fmt: skip


def next_seq(connection: Connection) -> int:
    """Return the number of the next operation of this store."""
    return int(connection.execute(NEXT_SEQ).fetchone()[0])


def chunks(items: Iterable[str]) -> Iterator[list[str]]:
    """Yield `items` in lists that fit one statement."""
    listed = list(items)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]


def marks(items: Sequence[str]) -> str:
    """Return a placeholder for each item."""
    return ",".join("?" * len(items))


def by_entity(
    connection: Connection, entities: Iterable[str], before: int = sys.maxsize
) -> dict[str, list[Operation]]:
    """Return the operations that count, for each of `entities`; those numbered below `before`."""
    found: dict[str, list[Operation]] = {entity: [] for entity in entities}
    for some in chunks(found):
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM op WHERE state = 0 AND entity IN ({marks(some)}) AND seq < ?",
            (*some, before),
        )
        for row in rows:
            operation = operation_of(row)
            found[operation.entity].append(operation)
    return found


def arrival_state(operation: Operation, present: set[str]) -> State:
    """Return the state of an operation that has just come, given the ids that count."""
    if not known(operation.kind, operation.kv):
        return State.OPAQUE
    return State.APPLIED if present.issuperset(operation.base) else State.PENDING
