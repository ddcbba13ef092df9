"""Which families were erased: kept for ever, whatever store is put back."""

from sqlite_utils import Database


def apply(database: Database) -> None:
    """Create the list; `keep` names the incidents that were not closed yet.

    Where `waits` is 1 the family came to a meetup that goes on, and nothing is erased yet.
    """
    database.execute(
        "CREATE TABLE erased (id TEXT PRIMARY KEY, keep TEXT NOT NULL, waits INTEGER NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )
