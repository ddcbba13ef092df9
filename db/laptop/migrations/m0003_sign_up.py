"""What a sign-up asks beyond a walk-in, families met twice, and numbers of paper forms."""

from sqlite_utils import Database

_FAMILY = {
    "filled_in_by": "TEXT",
    "contacts": "TEXT",
    "fax": "TEXT",
    "intention": "TEXT",
    "wants_introduction": "INTEGER",
    "wants_to_help": "INTEGER",
    "need": "TEXT",
    "relied_on": "INTEGER",
    "language": "TEXT",
    "japanese": "TEXT",
    "interpreter": "TEXT",
    "form_number": "TEXT",
    "merged_into": "TEXT",
}
_STATEMENTS = (
    *(f"ALTER TABLE family ADD COLUMN {name} {kind}" for name, kind in _FAMILY.items()),
    "ALTER TABLE task ADD COLUMN assignee TEXT",
    """CREATE TABLE pair (
        id TEXT PRIMARY KEY, one TEXT, other TEXT, state TEXT) STRICT, WITHOUT ROWID""",
    "CREATE INDEX pair_one ON pair(one)",
    "CREATE INDEX pair_other ON pair(other)",
    """CREATE TABLE paper (
        id TEXT PRIMARY KEY, meetup TEXT, prefix TEXT, first INTEGER,
        last INTEGER) STRICT, WITHOUT ROWID""",
    "CREATE INDEX family_form_number ON family(form_number) WHERE form_number IS NOT NULL",
    "CREATE INDEX family_merged ON family(merged_into) WHERE merged_into IS NOT NULL",
)


def apply(database: Database) -> None:
    """Widen the tables; what an older program kept unread is derived at the next opening."""
    for statement in _STATEMENTS:
        database.execute(statement)
