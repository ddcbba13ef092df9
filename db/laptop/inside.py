"""Whether a child is in the hall: then nothing takes the desk out of anyone's hands."""

from collections.abc import Collection
from datetime import date

from db.laptop.connection import Connection
from db.laptop.rows import marks


def child_inside(connection: Connection, days: Collection[date]) -> bool:
    """Say whether a child is inside a meetup of one of `days`, or still in other hands there.

    Whoever nobody can tell anything about counts as a child. A meetup that was closed is over.
    """
    listed = sorted({day.isoformat() for day in days})
    of_these = f"date IN ({marks(listed)}) AND coalesce(closed, 0) = 0"
    found = connection.execute(
        "SELECT 1 FROM meetup JOIN attendance ON attendance.meetup = meetup.id"
        " LEFT JOIN person ON person.id = attendance.person"
        f" WHERE {of_these} AND arrived_at IS NOT NULL AND left_at IS NULL"
        "  AND coalesce(role, 'child') = 'child'"
        " UNION ALL SELECT 1 FROM meetup JOIN custody ON custody.meetup = meetup.id"
        f" WHERE {of_these} AND (away = 1 OR contested = 1) LIMIT 1",
        (*listed, *listed),
    )
    return found.fetchone() is not None
