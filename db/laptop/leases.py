"""The lease of this laptop, kept in its store."""

import json
from typing import Final

from concierge_tui.domain.lease import Lease
from db.laptop.connection import Connection
from db.laptop.settings import SqliteSettings

_NAME: Final = "lease"


class SqliteLease:
    """Answers `services.lease.LeaseRows`."""

    def __init__(self, connection: Connection) -> None:
        self._settings = SqliteSettings(connection)

    def get(self) -> Lease | None:
        """Return the lease; None where no service grants one."""
        kept = self._settings.get(_NAME)
        if kept is None:
            return None
        until, told_at, highest, ahead, key, grace = json.loads(kept)
        return Lease(until, told_at, highest, ahead, bytes.fromhex(key), grace)

    def put(self, lease: Lease) -> None:
        """Remember it."""
        kept = [*lease[:4], lease.key.hex(), lease.grace_from]
        self._settings.put(_NAME, json.dumps(kept))

    def drop(self) -> None:
        """Forget it: this laptop enrols anew."""
        self._settings.drop(_NAME)
