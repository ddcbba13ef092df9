"""What this laptop knows about its peers; nothing of it travels."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE local_key (id INTEGER PRIMARY KEY CHECK (id = 1), private BLOB NOT NULL) STRICT",
    """CREATE TABLE local_peer (
        id TEXT PRIMARY KEY, url TEXT NOT NULL, area_name TEXT NOT NULL, epoch TEXT NOT NULL,
        seq INTEGER NOT NULL, mark TEXT NOT NULL, clock_ahead INTEGER NOT NULL,
        enrolled_at INTEGER NOT NULL, last_sync INTEGER) STRICT, WITHOUT ROWID""",
    # How far each stream was sent to a peer and acknowledged by it.
    """CREATE TABLE local_mark (
        peer TEXT NOT NULL, stream INTEGER NOT NULL, sent INTEGER NOT NULL,
        acked INTEGER NOT NULL, PRIMARY KEY (peer, stream)) STRICT, WITHOUT ROWID""",
    # What a peer answered where it was more than "applied".
    """CREATE TABLE local_receipt (
        peer TEXT NOT NULL, op_id TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
        at INTEGER NOT NULL, PRIMARY KEY (peer, op_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE local_withheld (
        peer TEXT NOT NULL, op_id TEXT NOT NULL, stream INTEGER NOT NULL, n INTEGER NOT NULL,
        reason TEXT NOT NULL, filled INTEGER NOT NULL,
        PRIMARY KEY (peer, op_id)) STRICT, WITHOUT ROWID""",
    # The signed ends of other devices' streams, so that their work can be carried on.
    """CREATE TABLE local_segment (
        stream INTEGER NOT NULL, last INTEGER NOT NULL, head BLOB NOT NULL,
        signature BLOB NOT NULL, PRIMARY KEY (stream, last)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE local_device (id TEXT PRIMARY KEY, public_key BLOB NOT NULL) STRICT",
    # Operations that hold a place in a stream and do not count, with the reason.
    """CREATE TABLE local_aside (
        stream INTEGER NOT NULL, n INTEGER NOT NULL, held TEXT NOT NULL, reason TEXT NOT NULL,
        at INTEGER NOT NULL, PRIMARY KEY (stream, n)) STRICT, WITHOUT ROWID""",
    # Segments whose chain or signature does not hold; they have no place in a stream.
    """CREATE TABLE local_unsound (
        device TEXT NOT NULL, incarnation TEXT NOT NULL, area TEXT NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, reason TEXT NOT NULL,
        held BLOB NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (device, incarnation, area, first, last)) STRICT""",
)


def apply(database: Database) -> None:
    """Create the tables of peers."""
    for statement in _STATEMENTS:
        database.execute(statement)
