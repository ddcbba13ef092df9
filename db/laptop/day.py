"""The meetup as it is now, read from its tables."""

from collections.abc import Collection
from typing import Final

from concierge_tui.domain import meetup_day as now
from concierge_tui.services.day_ports import SomeRow
from db.laptop.connection import Connection
from db.laptop.merged import kept_family
from db.laptop.records import model_of
from db.laptop.rows import chunks, marks

_TABLES: Final[dict[type[now.Row], str]] = {
    now.Duty: "duty",
    now.Seating: "seating",
    now.Card: "card",
    now.Introduction: "introduction",
    now.Exclusion: "exclusion",
    now.Trial: "trial",
    now.TrialCourse: "trial_course",
    now.Health: "health",
    now.TemporaryCollector: "collector",
    now.Incident: "incident",
    now.Shift: "shift",
    now.LinkNow: "link",
    now.CustodyNow: "custody",
    now.RollCallNow: "roll_call",
}
_OF_NO_MEETUP: Final = (now.Exclusion, now.LinkNow)


class SqliteDay:
    """Answers `services.day_ports.Day`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, kind: type[SomeRow], meetup: str) -> list[SomeRow]:
        """Return all rows of a kind at a meetup, in order of their ids."""
        if kind in _OF_NO_MEETUP:
            raise LookupError(kind.__name__)
        return self._select(kind, "meetup = ?", (meetup,))

    def get(self, kind: type[SomeRow], row: str) -> SomeRow | None:
        """Return one row by its id."""
        return next(iter(self._select(kind, "id = ?", (row,))), None)

    def links(self, families: Collection[str]) -> list[now.LinkNow]:
        """Return every link in which one of the families takes part."""
        found: dict[str, now.LinkNow] = {}
        for some in chunks(sorted(families)):
            listed = marks(some)
            where = f"one IN ({listed}) OR other IN ({listed})"
            found |= {link.id: link for link in self._select(now.LinkNow, where, (*some, *some))}
        return list(found.values())

    def open_links(self) -> list[now.LinkNow]:
        """Return every link that lacks at least one side: among them the invitations."""
        return self._select(now.LinkNow, "state IN ('none', 'half')", ())

    def exclusions(self) -> list[frozenset[str]]:
        """Return the pairs of families that are not to be paired, as they live on now."""
        found = self._select(now.Exclusion, "stands = 1", ())
        return [
            frozenset(kept_family(self._connection, name) for name in (each.one, each.other))
            for each in found
        ]

    def _select(self, kind: type[SomeRow], where: str, values: tuple[str, ...]) -> list[SomeRow]:
        names = tuple(kind.model_fields)
        columns = ", ".join(f'"{name}"' for name in names)
        found = self._connection.execute(
            f"SELECT {columns} FROM {_TABLES[kind]} WHERE {where} ORDER BY id", values
        )
        return [model_of(kind, names, row) for row in found]
