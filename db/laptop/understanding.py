"""What an older program kept without understanding it, once this one does."""

import json

from concierge_tui.domain.kinds import known
from db.laptop import rebuild
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.rows import State


def understand(connection: Connection) -> bool:
    """Let operations count that this program understands and an older one did not.

    Says whether there were any; then everything is derived anew.
    """
    kept = connection.execute("SELECT DISTINCT kind, kv FROM op WHERE state = 2").fetchall()
    if not any(known(kind, version) for kind, version in kept):
        return False
    with writing(connection):
        _weigh(connection)
        rebuild.rebuild(connection)
    return True


def _weigh(connection: Connection) -> None:
    """Set the state of every operation as if all had arrived just now."""
    found = connection.execute("SELECT op_id, kind, kv, base FROM op").fetchall()
    bases = {op_id: frozenset(json.loads(base)) for op_id, _, _, base in found}
    opaque = {op_id for op_id, kind, version, _ in found if not known(kind, version)}
    present, waiting = set(opaque), set(bases) - opaque
    while woken := {op_id for op_id in waiting if bases[op_id] <= present}:
        present |= woken
        waiting -= woken
    states = dict.fromkeys(waiting, State.PENDING) | dict.fromkeys(opaque, State.OPAQUE)
    connection.execute("UPDATE op SET state = 0")
    connection.executemany(
        "UPDATE op SET state = ? WHERE op_id = ?",
        [(int(state), op_id) for op_id, state in states.items()],
    )
    connection.execute("DELETE FROM waiting")
    connection.executemany(
        "INSERT INTO waiting VALUES (?, ?)",
        [(name, op_id) for op_id in sorted(waiting) for name in sorted(bases[op_id] - present)],
    )
