"""What an area decides for all of its laptops: whom to ask, which mark, from which age on."""

from sqlite_utils import Database

_COLUMNS = {"contact": "TEXT", "certification_mark": "TEXT", "guardian_age": "INTEGER"}


def apply(database: Database) -> None:
    """Widen the table; what an older program kept unread is derived at the next opening."""
    for name, kind in _COLUMNS.items():
        database.execute(f"ALTER TABLE area ADD COLUMN {name} {kind}")
