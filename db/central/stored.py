"""Operations as rows of the central store, and back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, case, select

from concierge_tui.domain.operation import Operation
from db.central.bulk import Named
from db.central.tables import operation

COLUMNS: Final = tuple(operation.c[name] for name in Operation._fields)
_EXISTING: Final = Named(select(operation.c.op_id), operation.c.op_id)
KNOWN: Final = Named(
    select(
        operation.c.op_id,
        operation.c.content_hash,
        case((operation.c.area == bindparam("area"), operation.c.body_hash)),
        operation.c.body.is_(None),
        operation.c.erased,
    ),
    operation.c.op_id,
)
"""What is stored of operations; the hash of a body for their own area alone."""
_FIELDS: Final = Operation._fields
_CHUNK: Final = 2000


def row_of(op: Operation, content: bytes) -> dict[str, Any]:
    """Return the row of a new operation."""
    row = dict(zip(_FIELDS, op, strict=True))
    row["base"] = json.dumps(op.base) if op.base else "[]"
    row["content_hash"] = content
    row["erased"] = False
    return row


def operation_of(row: Sequence[Any]) -> Operation:
    """Return the operation in a row selected as `COLUMNS`."""
    base: str = row[9]
    known = () if base == "[]" else tuple(json.loads(base))
    return Operation._make((*row[:9], known, *row[10:15]))


def chunks(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield `names` in lists that fit one statement."""
    listed = list(names)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]


def existing(connection: Connection, names: Iterable[str]) -> set[str]:
    """Return those of the operation ids `names` that are stored."""
    found: set[str] = set()
    for some in chunks(names):
        found.update(_EXISTING.ask(connection, some).scalars())
    return found
