"""Numbers of paper forms that were handed out, and who stands under them."""

from collections.abc import Callable

from concierge_tui.domain.form_numbers import Reserved
from concierge_tui.domain.operation import Stream
from db.laptop.connection import Connection
from db.laptop.rows import chunks, marks


class SqlitePapers:
    """Answers `services.ports.Papers`."""

    def __init__(self, connection: Connection, stream: Callable[[], Stream]) -> None:
        self._connection = connection
        self._stream = stream
        self._writers: dict[str, str] = {}

    def incarnation(self) -> str:
        """Return the incarnation in which this laptop writes now."""
        return self._stream().incarnation

    def incarnations(self) -> list[str]:
        """Return every incarnation that is known here, in order."""
        rows = self._connection.execute("SELECT DISTINCT incarnation FROM stream ORDER BY 1")
        return [row[0] for row in rows]

    def reserved(self) -> list[Reserved]:
        """Return what was handed out by any laptop, oldest first."""
        rows = self._connection.execute(
            "SELECT id, coalesce(meetup, ''), prefix, first, last FROM paper"
            " WHERE prefix IS NOT NULL AND first IS NOT NULL AND last IS NOT NULL ORDER BY id"
        ).fetchall()
        self._find_writers([row[0] for row in rows if row[0] not in self._writers])
        return [
            Reserved(row[0], row[1], row[2], row[3], row[4], self._writers.get(row[0], ""))
            for row in rows
        ]

    def _find_writers(self, papers: list[str]) -> None:
        """Remember which stream each was written in; that never changes, and finding it is slow."""
        for some in chunks(papers):
            rows = self._connection.execute(
                "SELECT entity, incarnation FROM op JOIN position ON position.op = op.seq"
                " JOIN stream ON stream.id = position.stream"
                f" WHERE op.entity IN ({marks(some)}) AND op.kind = 'paper.set' ORDER BY op.hlc",
                some,
            )
            for entity, incarnation in rows:
                self._writers.setdefault(entity, incarnation)

    def families_under(self, number: str) -> list[str]:
        """Return the families that were written from the form with this number."""
        rows = self._connection.execute(
            "SELECT id FROM family WHERE form_number = ? AND removed IS NOT 1"
            " AND merged_into IS NULL ORDER BY id",
            (number,),
        )
        return [row[0] for row in rows]
