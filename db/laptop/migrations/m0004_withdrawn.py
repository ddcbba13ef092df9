"""Families that withdrew their consent to being registered: few, and asked for at every key."""

from sqlite_utils import Database


def apply(database: Database) -> None:
    """Index them, so that hiding them costs a search nothing."""
    database.execute(
        "CREATE INDEX consent_withdrawn ON consent(family)"
        " WHERE purpose = 'registration' AND granted = 0"
    )
