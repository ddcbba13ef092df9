"""Who was erased, also beside the store: an older copy that is put back does not know it.

Ids alone, random and unreadable, so the file is not encrypted. A sync tells the same later; this
is for the hours before it, and for a laptop that never syncs.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from concierge_tui.domain.erasure import Erasure
from concierge_tui.domain.ids import is_id
from db.files import read_regular, write_whole
from db.laptop import erasing
from db.laptop.connection import Connection
from db.laptop.door import writing

_ENDING: Final = ".erased"
_MOST_BYTES: Final = 64 * 1024 * 1024


def keep(connection: Connection) -> None:
    """Write the list beside the store; where the disk refuses, the next time does it."""
    kept = connection.execute("SELECT id, keep FROM erased WHERE waits = 0 ORDER BY id").fetchall()
    content = json.dumps({name: json.loads(said) for name, said in kept})
    with suppress(OSError):
        write_whole(content.encode(), list_of(connection))


def replay(connection: Connection) -> None:
    """Erase again whom the list names and this store has forgotten, and who waited long enough."""
    if connection.execute("SELECT 1 FROM erased WHERE waits = 1").fetchone():
        with writing(connection):
            erasing.end_waiting(connection)
    try:
        named = _read(json.loads(read_regular(list_of(connection), _MOST_BYTES)))
    except (OSError, ValueError, RecursionError):
        return  # there is none, or it is damaged: the next sync tells the same
    known = erasing.known(connection, named)
    forgotten = [
        Erasure(name, keep, frozenset())
        for name, keep in named.items()
        if not known.get(name, frozenset([""])) <= keep
    ]
    if forgotten:
        with writing(connection):
            erasing.erase(connection, forgotten)


def list_of(connection: Connection) -> Path:
    """Return where the list lies."""
    store = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    return store.with_name(store.name + _ENDING)


def _read(listed: Any) -> dict[str, frozenset[str]]:
    if not isinstance(listed, dict):
        return {}
    return {
        name: frozenset(filter(is_id, keep))
        for name, keep in listed.items()
        if is_id(name) and isinstance(keep, list)
    }
