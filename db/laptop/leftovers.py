"""What this laptop keeps of a family beside the journal: half typed words, what was set aside.

Nothing of it is in the journal, so the erasure of a family has to look for it.
"""

from collections.abc import Collection, Iterable

from concierge_tui.domain.erasure import Keep, bare_if_erased
from concierge_tui.domain.operation import Operation
from concierge_tui.sync.packing import Malformed, bare_held, pack, unpack
from concierge_tui.sync.protocol import MAX_PAGE_RAW, Batch, batch_in, message_of
from db.laptop.connection import Connection
from db.laptop.scrubbing import SCRUB


def remove(connection: Connection, erased: Keep, bared: Collection[Operation]) -> None:
    """Remove what is left of `erased`, whose operations `bared` were, inside a transaction."""
    _forget_duties(connection, [op.op_id for op in bared])
    families = [(name, name) for name in erased]
    connection.executemany("DELETE FROM local_pair WHERE one = ? OR other = ?", families)
    connection.executemany("DELETE FROM local_handed WHERE family = ?", [(n,) for n in erased])
    _drop_drafts(connection, {*erased, *(op.entity for op in bared)})
    _bare_what_was_set_aside(connection, erased)
    _bare_runs(connection, erased)
    connection.execute("INSERT OR REPLACE INTO local_setting VALUES (?, '1')", (SCRUB,))


def _forget_duties(connection: Connection, names: Iterable[str]) -> None:
    """Owe nobody a body that is gone, and ask no person about it."""
    for table in ("local_withheld", "local_receipt"):
        connection.executemany(f"DELETE FROM {table} WHERE op_id = ?", [(n,) for n in names])


def _drop_drafts(connection: Connection, ids: Collection[str]) -> None:
    kept = connection.execute("SELECT name, body FROM local_draft").fetchall()
    about = [(name,) for name, body in kept if any(i in name or i in body for i in ids)]
    connection.executemany("DELETE FROM local_draft WHERE name = ?", about)


def _bare_what_was_set_aside(connection: Connection, erased: Keep) -> None:
    kept = connection.execute(
        "SELECT held, area, stream, local_aside.n FROM local_aside"
        " JOIN stream ON stream.id = local_aside.stream"
    ).fetchall()
    bare = [(text, *place) for held, area, *place in kept
            if (text := bare_held(held, area, erased)) != held]  # fmt: skip
    connection.executemany("UPDATE local_aside SET held = ? WHERE stream = ? AND n = ?", bare)


def _bare_runs(connection: Connection, erased: Keep) -> None:
    """Take the bodies out of runs that could not be verified; what is unreadable goes whole."""
    for name, held in connection.execute("SELECT rowid, held FROM local_unsound").fetchall():
        try:
            batch = batch_in(unpack(held, MAX_PAGE_RAW))
        except Malformed:
            connection.execute("DELETE FROM local_unsound WHERE rowid = ?", (name,))
            continue
        segments = [
            segment._replace(operations=tuple(bare_if_erased(op, erased)
                                              for op in segment.operations))
            for segment in batch.segments
        ]  # fmt: skip
        if segments != list(batch.segments):
            connection.execute(
                "UPDATE local_unsound SET held = ? WHERE rowid = ?",
                (pack(message_of(Batch(tuple(segments)))), name),
            )
