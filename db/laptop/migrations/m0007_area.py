"""What an area decides for all of its laptops, and how often somebody looked lately."""

from sqlite_utils import Database

_COLUMNS = {"contact": "TEXT", "certification_mark": "TEXT", "guardian_age": "INTEGER"}


def apply(database: Database) -> None:
    """Widen the table; what an older program kept unread is derived at the next opening."""
    for name, kind in _COLUMNS.items():
        database.execute(f"ALTER TABLE area ADD COLUMN {name} {kind}")
    database.execute("CREATE INDEX looked_lately ON looked(at)")
