"""What laptops are called, and which operations that were set aside a person dealt with."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE device (id TEXT PRIMARY KEY, name TEXT) STRICT, WITHOUT ROWID",
    "CREATE TABLE refusal (id TEXT PRIMARY KEY, op TEXT, state TEXT) STRICT, WITHOUT ROWID",
)


def apply(database: Database) -> None:
    """Create the tables; what an older program kept unread is derived at the next opening."""
    for statement in _STATEMENTS:
        database.execute(statement)
