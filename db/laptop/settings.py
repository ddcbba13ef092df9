"""Facts of this device alone; they never travel."""

from concierge_tui.domain.clock import milliseconds, system_clock
from db.laptop.connection import Connection
from db.laptop.door import writing


class SqliteSettings:
    """Answers `services.ports.Settings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Return a setting."""
        row = self._connection.execute(
            "SELECT value FROM local_setting WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        """Keep a setting, durable when this returns."""
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO local_setting VALUES (?, ?)", (name, value)
            )

    def drop(self, name: str) -> None:
        """Forget a setting."""
        with writing(self._connection):
            self._connection.execute("DELETE FROM local_setting WHERE name = ?", (name,))


class SqliteDrafts:
    """What someone is typing: it survives a power cut and is gone once saved."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Return the draft called `name`."""
        row = self._connection.execute(
            "SELECT body FROM local_draft WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else str(row[0])

    def named(self, beginning: str) -> list[tuple[str, str, int]]:
        """Return name, body and time (milliseconds) of every draft whose name begins so."""
        found = self._connection.execute(
            "SELECT name, body, at FROM local_draft WHERE substr(name, 1, ?) = ? ORDER BY name",
            (len(beginning), beginning),
        )
        return [(str(name), str(body), int(at)) for name, body, at in found]

    def put(self, name: str, body: str) -> None:
        """Keep a draft, durable when this returns."""
        at = milliseconds(system_clock())
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO local_draft VALUES (?, ?, ?)", (name, body, at)
            )

    def drop(self, name: str) -> None:
        """Forget a draft."""
        with writing(self._connection):
            self._connection.execute("DELETE FROM local_draft WHERE name = ?", (name,))
