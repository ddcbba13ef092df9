"""Writes what families sent by telephone, as operations like any other.

The clerk is a device of the area. Each process of the service writes an incarnation of its own
in each life of the store, so that no two ever write the same place, also after a restore.
"""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, select

from concierge_tui.domain import clock
from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.hand_off import PHONE
from concierge_tui.domain.ids import derived_id, new_id
from concierge_tui.domain.operation import GENESIS, Author, Draft, Operation, Stream, seal
from concierge_tui.sync.protocol import Batch, Head, Segment, chain
from db.central import feed, tables
from db.central.placing import lock
from db.central.receive import receive
from db.central.secret import ensure_clerk
from db.central.stored import COLUMNS, operation_of

_THIS_PROCESS: Final = new_id()


def write(
    connection: Connection, area: str, drafts: Sequence[Draft], now: int, own: Collection[str]
) -> list[str]:
    """Write `drafts` as one act in the transaction of `connection`; return the operation ids.

    Whoever wrote them saw only what came through her token before, which is `own`: it alone is
    covered. What a laptop wrote meanwhile stands beside it and is shown as a conflict.
    """
    lock(connection, area, 0)
    operations = _sealed(connection, area, drafts, now, own)
    place(connection, area, operations)
    return [operation.op_id for operation in operations]


def place(connection: Connection, area: str, operations: Sequence[Operation]) -> tuple[str, ...]:
    """Let the clerk vouch for `operations` in its own stream; say what became of each.

    They keep their ids: where they have a place already, this one is a duplicate.
    """
    lock(connection, area, 0)
    clerk = ensure_clerk(connection, area)
    incarnation = derived_id("incarnation", _THIS_PROCESS, feed.epoch(connection))
    stream = Stream(clerk.device, incarnation, area)
    end = _end(connection, stream)
    *_, (_, head) = chain(end.hash, stream, end.n + 1, operations)
    signature = clerk.key.sign_head(stream, end.n + len(operations), head)
    segment = Segment(stream, end.n + 1, tuple(operations), head, signature)
    return receive(connection, area, Batch((segment,))).segments[0]


def _sealed(
    connection: Connection, area: str, drafts: Sequence[Draft], now: int, own: Collection[str]
) -> list[Operation]:
    author, tx, hlc = Author(area, PHONE), new_id(), 0
    written = _written(connection, own)
    operations = []
    for draft in drafts:
        hlc = clock.next_hlc(hlc, now)
        seen = [op for op in written if op.entity == draft.entity]
        base = tips_for(seen, draft.kind, draft.body)
        operations.append(seal(draft, author, op_id=new_id(), tx=tx, hlc=hlc, wall=now, base=base))
    return operations


def _written(connection: Connection, own: Collection[str]) -> list[Operation]:
    rows = connection.execute(select(*COLUMNS).where(tables.operation.c.op_id.in_(own)))
    return [operation_of(row) for row in rows]


def _end(connection: Connection, stream: Stream) -> Head:
    columns = tables.stream.c
    row = connection.execute(
        select(columns.n, columns.hash).where(
            columns.device == stream.device,
            columns.incarnation == stream.incarnation,
            columns.area == stream.area,
        )
    ).first()
    return Head(*row) if row else Head(0, GENESIS)
