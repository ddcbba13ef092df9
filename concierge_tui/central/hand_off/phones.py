"""Whether and how telephones reach this service."""

from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection

from concierge_tui.domain.hand_off import HOURS
from concierge_tui.sync.protocol import HandOffGrant
from db.central.secret import area_code, hand_off_key


class Phones(NamedTuple):
    """What whoever runs the service decided about hand-offs."""

    url: str = ""
    """The address that telephones can reach; empty shows them no page."""
    hours: int = HOURS
    consents: Path | None = None
    """Texts that go before those of the program, as on a laptop."""

    def grant(self, connection: Connection, device: str, area: str) -> HandOffGrant:
        """Return what a device needs to hand registrations on, and to print where one begins."""
        key, code = hand_off_key(connection, device), area_code(connection, area)
        return HandOffGrant(self.url, key, self.hours, code)


NO_PHONES: Final = Phones()
"""Telephones are shown no page."""
