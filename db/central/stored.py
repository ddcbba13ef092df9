"""Operations as rows of the central store, and back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from concierge_tui.domain.operation import Operation
from db.central.bulk import one_of
from db.central.tables import operation

COLUMNS: Final = tuple(operation.c[name] for name in Operation._fields)
_CHUNK: Final = 2000


def row_of(op: Operation, content: bytes) -> dict[str, Any]:
    """Return the row of a new operation."""
    row = op._asdict()
    row["base"] = json.dumps(op.base)
    row["content_hash"] = content
    row["erased"] = False
    return row


def operation_of(row: Sequence[Any]) -> Operation:
    """Return the operation in a row selected as `COLUMNS`."""
    before, base, after = row[:9], row[9], row[10:15]
    return Operation._make((*before, tuple(json.loads(base)), *after))


def chunks(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield `names` in lists that fit one statement."""
    listed = list(names)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]


def existing(connection: Connection, names: Iterable[str]) -> set[str]:
    """Return those of the operation ids `names` that are stored."""
    found: set[str] = set()
    for some in chunks(names):
        known = one_of(connection, operation.c.op_id, some)
        found.update(connection.scalars(select(operation.c.op_id).where(known)))
    return found
