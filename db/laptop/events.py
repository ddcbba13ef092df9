"""Meetups, visits and attendance read from their tables."""

from collections.abc import Sequence
from datetime import date

from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.kinds import MEETUP
from concierge_tui.domain.meetup import Attendance, Counts, Meetup, Visit
from db.laptop.connection import Connection
from db.laptop.records import model_of
from db.laptop.rows import chunks, marks

_MEETUP = ("id", *MEETUP)
_ATTENDANCE = tuple(Attendance.model_fields)
_VISIT = tuple(Visit.model_fields)
_SELECT_ATTENDANCE = f"SELECT {', '.join(_ATTENDANCE)} FROM attendance"
_SELECT_VISIT = "SELECT {} FROM visit".format(", ".join(f'"{name}"' for name in _VISIT))
_COUNTS = """
SELECT count(DISTINCT CASE WHEN expected THEN family END),
       count(DISTINCT CASE WHEN arrived_at IS NOT NULL THEN family END),
       count(DISTINCT CASE WHEN arrived_at IS NOT NULL AND left_at IS NULL THEN family END),
       coalesce(sum(expected), 0), coalesce(sum(arrived_at IS NOT NULL), 0),
       coalesce(sum(arrived_at IS NOT NULL AND left_at IS NULL), 0),
       coalesce(sum(arrived_at IS NOT NULL AND left_at IS NULL AND
           (SELECT role FROM person WHERE person.id = attendance.person) = 'child'), 0),
       coalesce(sum(left_at IS NOT NULL), 0)
FROM attendance WHERE meetup = ?
"""


class SqliteMeetups:
    """Answers `services.ports.Meetups`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, meetup: str) -> Meetup:
        """Return one meetup or raise `NotFound`."""
        row = self._connection.execute(
            f"SELECT {', '.join(_MEETUP)} FROM meetup WHERE id = ?", (meetup,)
        ).fetchone()
        if row is None or row[_MEETUP.index("date")] is None:
            raise NotFound("meetup")
        return model_of(Meetup, _MEETUP, row)

    def all(self) -> list[Meetup]:
        """Return all meetups, the latest date first."""
        rows = self._connection.execute(
            f"SELECT {', '.join(_MEETUP)} FROM meetup"
            " WHERE removed IS NOT 1 AND date IS NOT NULL ORDER BY date DESC, id DESC"
        )
        return [model_of(Meetup, _MEETUP, row) for row in rows]


class SqliteAttendances:
    """Answers `services.ports.Attendances`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_meetup(self, meetup: str) -> list[Attendance]:
        """Return everyone expected or arrived, ordered by person."""
        rows = self._connection.execute(
            f"{_SELECT_ATTENDANCE} WHERE meetup = ? ORDER BY person", (meetup,)
        )
        return [Attendance.model_validate(_given(_ATTENDANCE, row)) for row in rows]

    def of_families(self, meetup: str, families: Sequence[str]) -> list[Attendance]:
        """Return the people of some families."""
        found = []
        for some in chunks(families):
            rows = self._connection.execute(
                f"{_SELECT_ATTENDANCE} WHERE meetup = ? AND family IN ({marks(some)})"
                " ORDER BY person",
                (meetup, *some),
            )
            found += [Attendance.model_validate(_given(_ATTENDANCE, row)) for row in rows]
        return found

    def visit(self, meetup: str, family: str) -> Visit | None:
        """Return what is known of one family's visit."""
        return self.visits(meetup, [family]).get(family)

    def visits(self, meetup: str, families: Sequence[str]) -> dict[str, Visit]:
        """Return the visits of some families, by family."""
        found = {}
        for some in chunks(families):
            rows = self._connection.execute(
                f"{_SELECT_VISIT} WHERE meetup = ? AND family IN ({marks(some)})", (meetup, *some)
            )
            for row in rows:
                visit = Visit.model_validate(_given(_VISIT, row))
                found[visit.family] = visit
        return found

    def is_inside(self, family: str, day: date) -> bool:
        """Say whether somebody of a family is inside a meetup of that day."""
        row = self._connection.execute(
            "SELECT 1 FROM meetup JOIN attendance ON attendance.meetup = meetup.id"
            " WHERE date = ? AND family = ? AND arrived_at IS NOT NULL"
            " AND left_at IS NULL LIMIT 1",
            (day.isoformat(), family),
        ).fetchone()
        return row is not None

    def counts(self, meetup: str) -> Counts:
        """Return the counts of one meetup."""
        return Counts(*self._connection.execute(_COUNTS, (meetup,)).fetchone())


def _given(names: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}
