"""Consents across all families, read from their table."""

from collections.abc import Collection, Iterable

from concierge_tui.domain.meetup_day import LinkNow
from concierge_tui.services.consents import Read
from db.laptop.connection import Connection
from db.laptop.day import SqliteDay
from db.laptop.families import SqliteFamilies
from db.laptop.withdrawn import withdrew


class SqliteConsents:
    """Answers `services.consents.ConsentRegister`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def withdrawn(self) -> list[str]:
        """Return the families that withdrew and are not erased yet, in order."""
        found = self._connection.execute(
            f"SELECT id FROM family WHERE removed IS NOT 1 AND {withdrew('family.id')}"
            " AND id NOT IN (SELECT id FROM erased WHERE waits = 0) ORDER BY id"
        )
        return [row[0] for row in found]

    def read_texts(self) -> list[Read]:
        """Return every text under which somebody consents now."""
        found = self._connection.execute(
            "SELECT DISTINCT purpose, coalesce(json_extract(detail, '$.language'), 'ja'),"
            " json_extract(detail, '$.version'), json_extract(detail, '$.method')"
            " FROM consent WHERE granted = 1"
        )
        return [Read(*(str(value or "") for value in row)) for row in found]

    def selves(self, family: str) -> list[str]:
        """Return the ids under which a family is or was registered, its own first."""
        return [family, *sorted(SqliteFamilies(self._connection).merged([family]))]

    def links(self, families: Collection[str]) -> list[LinkNow]:
        """Return the links of a family, under any of its ids: they end with its registration."""
        return SqliteDay(self._connection).links(families)

    def families_under(self, texts: Iterable[Read]) -> list[str]:
        """Return the families that consent under one of these texts, in order."""
        families: set[str] = set()
        for text in texts:
            found = self._connection.execute(
                "SELECT family FROM consent WHERE granted = 1 AND purpose = ?"
                " AND coalesce(json_extract(detail, '$.language'), 'ja') = ?"
                " AND coalesce(json_extract(detail, '$.version'), '') = ?"
                " AND coalesce(json_extract(detail, '$.method'), '') = ?"
                " AND EXISTS (SELECT 1 FROM family WHERE family.id = consent.family"
                "  AND removed IS NOT 1)"
                f" AND NOT {withdrew('consent.family')}",
                text,
            )
            families.update(row[0] for row in found)
        return sorted(families)
