"""What waits for a coordinator: listed, released to everyone, or refused."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, select, update

from concierge_tui.domain.device_errors import OperationUnknown
from concierge_tui.domain.operation import Operation
from concierge_tui.sync.flaws import NEVER, NOT_GRANTED
from concierge_tui.sync.packing import held_operation
from concierge_tui.sync.protocol import MAX_OPERATIONS, MAX_RAW, size_of
from db.central import clerk, tables, views
from db.central.detained import REFUSED, RELEASED, WAITING, decoded
from db.central.placing import lock
from db.central.stored import chunks

_COUNTS: Final = (
    select(tables.detained.c.device, func.count())
    .where(tables.detained.c.state == WAITING)
    .group_by(tables.detained.c.device),
    select(tables.stream.c.device, func.count())
    .join(tables.position, tables.position.c.stream == tables.stream.c.id)
    .where(tables.position.c.reason == NOT_GRANTED)
    .group_by(tables.stream.c.device),
)
_COUNTS_OF_AREA: Final = (
    _COUNTS[0].where(tables.detained.c.area == bindparam("area")),
    _COUNTS[1].where(tables.position.c.area == bindparam("area")),
)


class Held(NamedTuple):
    """One operation that waits."""

    op_id: str
    operation: Operation
    carrier: str
    """The device that brought it: the one that wrote it, or a neighbour that had it already."""
    came_at: int


def waiting(connection: Connection, device: str) -> list[Held]:
    """Return what waits in the name of `device`, in the order in which it came."""
    return [held for _, held in (*_outside(connection, device), *_detained(connection, device))]


def counts(connection: Connection, area: str | None = None) -> dict[str, int]:
    """Return how much waits, in an area or everywhere, by the device that wrote it."""
    found = Counter[str]()
    for query in _COUNTS if area is None else _COUNTS_OF_AREA:
        for device, number in connection.execute(query, {} if area is None else {"area": area}):
            found[device] += number
    return dict(found)


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
    outside, apart = _outside(connection, device), _detained(connection, device)
    if names is not None:
        wanted = _with_bases([held.operation for _, held in (*outside, *apart)], names)
        outside, apart = _chosen(outside, wanted), _chosen(apart, wanted)
    released = [held.operation for _, held in (*outside, *apart)]
    for portion in _portions(released):
        clerk.place(connection, area, portion)
    _decide(connection, apart, RELEASED, now)
    _reason(connection, outside, views.RELEASED)
    return len(released)


def refuse(
    connection: Connection, area: str, device: str, names: Collection[str] | None, now: int
) -> int:
    """Let never count what waits; it is kept, and asked about no more. Return how much.

    Raises:
        OperationUnknown: when one of `names` does not wait; nothing was refused.
    """
    lock(connection, area, 0)
    outside, apart = _outside(connection, device), _detained(connection, device)
    if names is not None:
        if not set(names) <= {held.op_id for _, held in (*outside, *apart)}:
            raise OperationUnknown
        outside, apart = _chosen(outside, set(names)), _chosen(apart, set(names))
    _decide(connection, apart, REFUSED, now)
    _reason(connection, outside, NEVER)
    return len(outside) + len(apart)


def _portions(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    """Yield runs that are no longer and no larger than what a laptop may push."""
    run: list[Operation] = []
    room = MAX_RAW
    for operation in operations:
        size = size_of(operation)
        if run and (size > room or len(run) == MAX_OPERATIONS):
            yield run
            run, room = [], MAX_RAW
        run.append(operation)
        room -= size
    if run:
        yield run


class _Key(NamedTuple):
    """Where something waits: its row, or its place in a stream."""

    id: int
    n: int = 0


_Waiting = list[tuple[_Key, Held]]


def _detained(connection: Connection, device: str) -> _Waiting:
    rows = connection.execute(_rows(device, WAITING)).all()
    return [(_Key(row.id), Held(row.op_id, decoded(row), row.carrier, row.came_at)) for row in rows]


def _outside(connection: Connection, device: str) -> _Waiting:
    """Return what a device wrote outside of its grant: it lies in its place, without effect."""
    position, stream = tables.position.c, tables.stream.c
    rows = connection.execute(
        select(position.stream, position.n, position.held, stream.area)
        .join(tables.stream, stream.id == position.stream)
        .where(stream.device == device, position.reason == NOT_GRANTED)
        .order_by(position.seq)
    ).all()
    found = [(row, held_operation(row[2], row[3])) for row in rows]
    return [(_Key(row[0], row[1]), Held(op.op_id, op, device, op.wall)) for row, op in found]


def _chosen(waiting_: _Waiting, names: Collection[str]) -> _Waiting:
    return [(key, held) for key, held in waiting_ if held.op_id in names]


def _reason(connection: Connection, outside: _Waiting, reason: str) -> None:
    for key, _ in outside:
        connection.execute(
            update(tables.position)
            .where(tables.position.c.stream == key.id, tables.position.c.n == key.n)
            .values(reason=reason)
        )


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


def _decide(connection: Connection, apart: _Waiting, state: str, now: int) -> None:
    for some in chunks(str(key.id) for key, _ in apart):
        connection.execute(
            update(tables.detained)
            .where(tables.detained.c.id.in_([int(number) for number in some]))
            .values(state=state, decided_at=now)
        )


def _rows(device: str, state: str) -> Select[Any]:
    columns = tables.detained.c
    return (
        select(tables.detained)
        .where(columns.device == device, columns.state == state)
        .order_by(columns.id)
    )
