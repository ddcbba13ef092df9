"""Which device this is, and the stream it writes."""

import json

from concierge_tui.domain.errors import StoreDamaged
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Stream
from db.laptop.connection import Connection
from db.laptop.door import writing

_NAME = "stream"


class SqliteIdentity:
    """Reads the stream anew each time: a sync beside the screens may have renewed it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stream(self) -> Stream:
        """Return the stream that this laptop writes now.

        Raises:
            StoreDamaged: when the store was never given one.
        """
        row = self._connection.execute(
            "SELECT value FROM local_setting WHERE name = ?", (_NAME,)
        ).fetchone()
        if row is None:
            raise StoreDamaged
        return Stream(*json.loads(row[0]))

    def begin(self, area: str) -> Stream:
        """Give a new store its device, incarnation and area."""
        return self._keep(Stream(new_id(), new_id(), area))

    def renew(self) -> Stream:
        """Begin a new incarnation, after a restore or a clone: positions are never reused."""
        return self._keep(self.stream()._replace(incarnation=new_id()))

    def _keep(self, stream: Stream) -> Stream:
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO local_setting VALUES (?, ?)", (_NAME, json.dumps(stream))
            )
        return stream
