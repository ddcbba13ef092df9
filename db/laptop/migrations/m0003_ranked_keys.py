"""The keys of the search by rank, so that no beginning needs a table of its own."""

from sqlite_utils import Database

_STATEMENTS = (
    """CREATE TABLE ranked (
        rank INTEGER NOT NULL, k TEXT NOT NULL, person TEXT NOT NULL,
        PRIMARY KEY (rank, k, person)) STRICT, WITHOUT ROWID""",
    "INSERT INTO ranked SELECT rank, k, person FROM key ORDER BY rank, k, person",
    "DROP TABLE key",
    "DROP TABLE short",
    "ALTER TABLE ranked RENAME TO key",
    "CREATE INDEX key_person ON key(person, k)",
)


def apply(database: Database) -> None:
    """Order the keys by rank and drop the table of short beginnings."""
    for statement in _STATEMENTS:
        database.execute(statement)
