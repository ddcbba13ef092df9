"""What this laptop may hand on to telephones, and which families it waits for."""

from sqlite_utils import Database

_STATEMENTS = (
    """CREATE TABLE local_grant (
        peer TEXT PRIMARY KEY, url TEXT NOT NULL, key BLOB NOT NULL,
        hours INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    # `issued` are the minutes in the token, `until` and `seen` milliseconds by this clock.
    """CREATE TABLE local_handed (
        family TEXT PRIMARY KEY, meetup TEXT, issued INTEGER NOT NULL, until INTEGER NOT NULL,
        seen INTEGER) STRICT, WITHOUT ROWID""",
)


def apply(database: Database) -> None:
    """Create the tables of hand-offs; nothing of them travels."""
    for statement in _STATEMENTS:
        database.execute(statement)
