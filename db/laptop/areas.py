"""Areas read from their table."""

from concierge_tui.domain.area import Area
from concierge_tui.domain.kinds import AREA
from db.laptop.connection import Connection
from db.laptop.records import model_of


class SqliteAreas:
    """Answers `services.areas.Areas`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, area: str) -> Area:
        """Return an area; one of which nothing was written has only its id."""
        names = ("id", *AREA)
        row = self._connection.execute(
            f"SELECT {', '.join(names)} FROM area WHERE id = ?", (area,)
        ).fetchone()
        return model_of(Area, names, row) if row else Area(id=area)
