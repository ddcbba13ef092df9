"""What finding one family registered twice needs: birthdays by index, and what was found."""

from sqlite_utils import Database

_STATEMENTS = (
    "ALTER TABLE person ADD COLUMN merged_into TEXT",
    "CREATE INDEX person_birthday ON person(birthday) WHERE birthday IS NOT NULL",
    # Found on this device and found again at any time; nothing of it travels.
    """CREATE TABLE local_pair (
        one TEXT NOT NULL, other TEXT NOT NULL, score REAL NOT NULL,
        PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX local_pair_other ON local_pair(other)",
)


def apply(database: Database) -> None:
    """Widen the tables."""
    for statement in _STATEMENTS:
        database.execute(statement)
