"""Areas read from their table."""

import json

from concierge_tui.domain.area import Area
from db.laptop.connection import Connection


class SqliteAreas:
    """Answers `services.areas.Areas`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, area: str) -> Area:
        """Return an area; one of which nothing was written has only its id."""
        row = self._connection.execute(
            "SELECT name, cities, neighbours, contact, certification_mark, guardian_age"
            " FROM area WHERE id = ?",
            (area,),
        ).fetchone()
        name, cities, neighbours, contact, mark, age = row or (None,) * 6
        return Area(
            id=area,
            name=name or "",
            cities=tuple(json.loads(cities or "[]")),
            neighbours=tuple(json.loads(neighbours or "[]")),
            contact=contact or "",
            certification_mark=mark or "",
            guardian_age=age,
        )
