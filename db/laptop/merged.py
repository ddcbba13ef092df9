"""Where a merged family lives on."""

from db.laptop.connection import Connection


def kept_family(connection: Connection, family: str) -> str:
    """Return the family as which this one lives on.

    A merge always leads to a smaller id, so the way ends, whatever a damaged journal holds.
    """
    while True:
        row = connection.execute(
            "SELECT merged_into FROM family WHERE id = ? AND merged_into IS NOT NULL", (family,)
        ).fetchone()
        if row is None or row[0] >= family:
            return family
        family = row[0]
