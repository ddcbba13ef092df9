"""Which families were erased: kept for ever, whatever store is put back."""

from sqlite_utils import Database


def apply(database: Database) -> None:
    """Create the list; `keep` names the incidents that were not closed yet."""
    database.execute(
        "CREATE TABLE erased (id TEXT PRIMARY KEY, keep TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
