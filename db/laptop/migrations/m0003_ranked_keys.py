"""The keys of the search in one table by rank, so that no beginning needs rows of its own."""

from sqlite_utils import Database

_STATEMENTS = (
    """CREATE TABLE ranked (
        rank INTEGER NOT NULL, k TEXT NOT NULL, person TEXT NOT NULL,
        PRIMARY KEY (rank, k, person)) STRICT, WITHOUT ROWID""",
    """INSERT INTO ranked
        SELECT rank, k, person FROM key UNION ALL SELECT 3, k, person FROM suffix
        ORDER BY 1, 2, 3""",
    "DROP TABLE key",
    "DROP TABLE short",
    "DROP TABLE suffix",
    "ALTER TABLE ranked RENAME TO key",
    "CREATE INDEX key_person ON key(person, k)",
    "CREATE INDEX family_removed ON family(id) WHERE removed = 1",
)


def apply(database: Database) -> None:
    """Put every key into one table, ordered by rank, and drop the table of short beginnings."""
    for statement in _STATEMENTS:
        database.execute(statement)
