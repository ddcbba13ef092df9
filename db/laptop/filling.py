"""Bodies that were withheld and arrive later."""

from collections.abc import Sequence

from concierge_tui.domain.erasure import bare_if_erased
from concierge_tui.domain.operation import Operation, hash_body
from concierge_tui.sync.flaws import flaw_of_body
from concierge_tui.sync.protocol import Fill
from db.laptop import erasing, projections, rows
from db.laptop.connection import Connection
from db.laptop.rows import State


def fill(connection: Connection, fills: Sequence[Fill]) -> int:
    """Give operations their bodies, inside a transaction; return how many lacked one.

    A body that is not the one that was hashed is passed over, and one of a family that was
    erased: the operation stays bare.
    """
    completed = []
    for item in fills:
        row = connection.execute(
            f"SELECT {rows.COLUMNS}, state FROM op WHERE op_id = ? AND body IS NULL", (item.op_id,)
        ).fetchone()
        if row is None or flaw_of_body(item.body):
            continue
        bare = rows.operation_of(row[:15])
        if hash_body(item.salt, item.body) != bare.body_hash:
            continue
        operation = bare._replace(salt=item.salt, body=item.body)
        if bare_if_erased(operation, erasing.among(connection, [bare])) is operation:
            completed.append((operation, row[15]))
    connection.executemany(
        "UPDATE op SET salt = ?, body = ? WHERE op_id = ?",
        [(operation.salt, operation.body, operation.op_id) for operation, _ in completed],
    )
    counting = [operation for operation, state in completed if state == State.APPLIED]
    _project(connection, counting)
    erasing.take_effect(connection, counting)
    return len(completed)


def _project(connection: Connection, counting: Sequence[Operation]) -> None:
    if counting:
        touched = {operation.entity for operation in counting}
        projections.project(connection, rows.by_entity(connection, touched), counting)
