"""How an incident was signed, who agreed to a hand-over by telephone, where the venue stands."""

from typing import Final

from sqlite_utils import Database

_ADDED: Final = {
    "incident": ("signed_how",),
    "shift": ("called", "number"),
    "meetup": ("address",),
}


def apply(database: Database) -> None:
    """Widen the tables; what an older program kept unread is derived at the next opening."""
    for table, columns in _ADDED.items():
        for column in columns:
            database.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")
