"""Whom an incident is about where nobody of that name is on a list."""

from sqlite_utils import Database


def apply(database: Database) -> None:
    """Widen the table; what an older program kept unread is derived at the next opening."""
    database.execute("ALTER TABLE incident ADD COLUMN whom TEXT")
