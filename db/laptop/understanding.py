"""What an older program kept without understanding it, once this one does."""

import hashlib
import json
from typing import Final

from concierge_tui.domain import search
from concierge_tui.domain.kinds import FACTS, REGISTERS, known
from db.laptop import erasing, rebuild
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.rows import State

_SETTING: Final = "vocabulary"


def understand(connection: Connection) -> bool:
    """Let operations and fields count that this program understands and an older one did not.

    Says whether there may be any; then everything is derived anew.
    """
    vocabulary = _vocabulary()
    if vocabulary == _last_vocabulary(connection) and not _has_become_known(connection):
        return False
    with writing(connection):
        written = connection.execute("SELECT EXISTS (SELECT 1 FROM op)").fetchone()[0]
        if written:
            _weigh(connection)
            erasing.catch_up(connection)
            rebuild.rebuild(connection)
        connection.execute("INSERT OR REPLACE INTO local_setting VALUES (?, ?)",
                           (_SETTING, vocabulary))  # fmt: skip
    return bool(written)


def _vocabulary() -> str:
    """Return a short name of all that this program derives: kinds, their fields, the index."""
    words = {noun: sorted(fields) for noun, fields in REGISTERS.items()}
    spelled = json.dumps([words, sorted(FACTS), search.INDEX], sort_keys=True)
    return hashlib.sha256(spelled.encode()).hexdigest()[:16]


def _last_vocabulary(connection: Connection) -> str | None:
    row = connection.execute(
        "SELECT value FROM local_setting WHERE name = ?", (_SETTING,)
    ).fetchone()
    return row[0] if row else None


def _has_become_known(connection: Connection) -> bool:
    kept = connection.execute("SELECT DISTINCT kind, kv FROM op WHERE state = 2").fetchall()
    return any(known(kind, version) for kind, version in kept)


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
