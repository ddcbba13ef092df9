"""The code by which families sign up in the area, as the central service told it."""

from sqlite_utils import Database


def apply(database: Database) -> None:
    """Keep the code beside the grant; it is empty until the next sync."""
    database.execute("ALTER TABLE local_grant ADD COLUMN sign_up TEXT NOT NULL DEFAULT ''")
