"""Which families wish to be erased, and what still hangs on them."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Final

from concierge_tui.services import ports
from concierge_tui.services.erasing import Erasing
from db.laptop.connection import Connection
from db.laptop.consents import SqliteConsents
from db.laptop.merged import kept_family
from db.laptop.rows import chunks, marks
from db.laptop.scrubbing import scrub
from db.laptop.withdrawn import withdrew

_OPEN: Final = (
    "NOT EXISTS (SELECT 1 FROM meetup WHERE meetup.id = {}.meetup AND"
    " (meetup.closed = 1 OR meetup.removed = 1))"
)
_WISHES: Final = (
    "SELECT family FROM consent WHERE purpose = 'registration' AND granted = 0"
    " AND json_extract(detail, '$.erase') = 1 UNION SELECT id FROM erased"
)
"""Also who was erased under another id: one wish is for all of a family."""


def erasing(
    store: Connection,
    journal: ports.Journal,
    staff: ports.StaffRegister,
    author: ports.AuthorNow,
) -> Erasing:
    """Return what erases families of this store."""
    return Erasing(
        journal, SqliteErasureRows(store), staff, author, partial(scrub, store, whole=True)
    )


class SqliteErasureRows(SqliteConsents):
    """Answers `services.erasing.Register`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._connection = connection

    def wishing(self) -> list[str]:
        """Return the families that wish to be erased and are not yet, in order."""
        wishes = [row[0] for row in self._connection.execute(_WISHES)]
        waiting = {kept_family(self._connection, each) for each in wishes}
        return sorted({*self.withdrawn_among(waiting), *self._kept_for_nothing()})

    def _kept_for_nothing(self) -> list[str]:
        """Return the erased families of whom an incident was kept and all are closed by now."""
        found = self._connection.execute(
            "SELECT id FROM erased WHERE keep <> '[]' AND waits = 0"
            " AND NOT EXISTS (SELECT 1 FROM json_each(erased.keep) AS kept"
            " JOIN incident ON incident.id = kept.value WHERE incident.closed IS NOT 1)"
        )
        return [row[0] for row in found]

    def withdrawn_among(self, families: Collection[str]) -> list[str]:
        """Return those of `families` that withdrew and are not erased yet, in order."""
        found = list[str]()
        for some in chunks(families):
            rows = self._connection.execute(
                f"SELECT id FROM family WHERE id IN ({marks(some)}) AND removed IS NOT 1"
                f" AND {withdrew('family.id')}"
                " AND id NOT IN (SELECT id FROM erased WHERE waits = 0)",
                some,
            )
            found += [row[0] for row in rows]
        return sorted({*found, *(set(self._kept_for_nothing()) & set(families))})

    def holds(self, families: Sequence[str]) -> str | None:
        """Return what comes first: inside, hands or trial; None where nothing does."""
        listed = marks(list(families))
        asked = {
            "inside": f"attendance WHERE family IN ({listed}) AND arrived_at IS NOT NULL"
            f" AND left_at IS NULL AND {_OPEN.format('attendance')}",
            "hands": f"custody WHERE family IN ({listed}) AND (away = 1 OR contested = 1)"
            f" AND {_OPEN.format('custody')}",
            "trial": "trial LEFT JOIN trial_course AS course ON course.id = trial.id"
            f" WHERE (host IN ({listed}) OR guest IN ({listed}) OR third IN ({listed}))"
            " AND coalesce(course.state, 'draft') IN ('draft', 'running')"
            f" AND {_OPEN.format('trial')}",
        }
        for reason, query in asked.items():
            values = [*families] * query.count(listed)
            if self._connection.execute(f"SELECT 1 FROM {query} LIMIT 1", values).fetchone():
                return reason
        return None

    def open_incidents(self, families: Sequence[str]) -> list[str]:
        """Return the incidents of a family that are not closed."""
        found = self._connection.execute(
            f"SELECT id FROM incident WHERE family IN ({marks(list(families))})"
            " AND closed IS NOT 1 ORDER BY id",
            list(families),
        )
        return [row[0] for row in found]

    def rows(self, families: Sequence[str]) -> list[str]:
        """Return the nameless rows of rosters from which a family was written: in one act."""
        found = self._connection.execute(
            "SELECT DISTINCT row.entity FROM op JOIN op AS row ON row.tx = op.tx"
            f" WHERE op.subject IN ({marks(list(families))}) AND op.kind = 'family.set'"
            " AND row.kind = 'problem.set' AND row.subject IS NULL",
            list(families),
        )
        ended = [row[0] for row in found]
        # An import writes many rows and families in one act; only the row that was ended is meant.
        return [row for row in ended if self._is_ended(row)]

    def _is_ended(self, row: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM problem WHERE id = ? AND state = 'mended'", (row,)
        )
        return found.fetchone() is not None
