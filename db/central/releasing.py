"""What waits for a coordinator: listed, released to everyone, or refused."""

from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, func, select, update

from concierge_tui.domain.device_errors import OperationUnknown
from concierge_tui.domain.operation import Operation
from concierge_tui.sync.protocol import MAX_OPERATIONS
from db.central import clerk, tables
from db.central.detained import REFUSED, RELEASED, WAITING, decoded
from db.central.placing import lock

MOST_LISTED: Final = 1000


class Held(NamedTuple):
    """One operation that waits."""

    op_id: str
    operation: Operation
    carrier: str
    """The device that brought it: the one that wrote it, or a neighbour that had it already."""
    came_at: int


def waiting(connection: Connection, device: str) -> list[Held]:
    """Return what waits in the name of `device`, in the order in which it was written."""
    rows = connection.execute(_rows(device, WAITING).limit(MOST_LISTED))
    return [Held(row.op_id, decoded(row), row.carrier, row.came_at) for row in rows]


def counts(connection: Connection) -> dict[str, int]:
    """Return how much waits, by the device that wrote it."""
    columns = tables.detained.c
    rows = connection.execute(
        select(columns.device, func.count())
        .where(columns.state == WAITING)
        .group_by(columns.device)
    )
    return {row[0]: row[1] for row in rows}


def release(
    connection: Connection, area: str, device: str, names: Collection[str] | None, now: int
) -> int:
    """Let count, for everyone from now on, what waits; return how much.

    With `names` only these, and whatever waits that their writer had before her eyes: without
    it they would wait on every laptop for ever.

    Raises:
        OperationUnknown: when one of `names` does not wait; nothing was released.
    """
    lock(connection, area, 0)
    rows = [(row.id, decoded(row)) for row in connection.execute(_rows(device, WAITING))]
    if names is not None:
        wanted = _with_bases([op for _, op in rows], names)
        rows = [(number, op) for number, op in rows if op.op_id in wanted]
    for start in range(0, len(rows), MAX_OPERATIONS):
        some = rows[start : start + MAX_OPERATIONS]
        clerk.place(connection, area, [op for _, op in some])
        _decide(connection, [number for number, _ in some], RELEASED, now)
    return len(rows)


def refuse(
    connection: Connection, area: str, device: str, names: Collection[str] | None, now: int
) -> int:
    """Let never count what waits; it is kept, and asked about no more. Return how much.

    Raises:
        OperationUnknown: when one of `names` does not wait; nothing was refused.
    """
    lock(connection, area, 0)
    rows = [(row.id, row.op_id) for row in connection.execute(_rows(device, WAITING))]
    if names is not None and not set(names) <= {name for _, name in rows}:
        raise OperationUnknown
    chosen = [number for number, name in rows if names is None or name in names]
    for start in range(0, len(chosen), MAX_OPERATIONS):
        _decide(connection, chosen[start : start + MAX_OPERATIONS], REFUSED, now)
    return len(chosen)


def _with_bases(operations: Sequence[Operation], names: Collection[str]) -> set[str]:
    known = {op.op_id: op for op in operations}
    if not set(names) <= known.keys():
        raise OperationUnknown
    wanted, queue = set(names), list(names)
    while queue:
        new = {name for name in known[queue.pop()].base if name in known} - wanted
        wanted |= new
        queue.extend(new)
    return wanted


def _decide(connection: Connection, numbers: Sequence[int], state: str, now: int) -> None:
    connection.execute(
        update(tables.detained)
        .where(tables.detained.c.id.in_(numbers))
        .values(state=state, decided_at=now)
    )


def _rows(device: str, state: str) -> Select[Any]:
    columns = tables.detained.c
    return (
        select(tables.detained)
        .where(columns.device == device, columns.state == state)
        .order_by(columns.id)
    )
