"""What this laptop remembers of what central grants: telephones, sticks, and thirty days."""

import json
from typing import TYPE_CHECKING, Final

from concierge_tui.domain.lease import LeaseGrant, granted
from concierge_tui.services.sync_ports import WHOLE_AREA, Standing
from concierge_tui.sync.protocol import BundleGrant, HandOffGrant
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.leases import SqliteLease
from db.laptop.settings import SqliteSettings

if TYPE_CHECKING:
    from db.laptop.bundles import SqliteBundles

_STANDING: Final = "standing"
_REVOKED: Final = "revoked"
CENTRAL: Final = "central"
HUB: Final = "hub"
"""The hub in the hall that this laptop joined; what it acknowledged is a second copy, no more."""
OWN_HUB: Final = "own_hub"
"""The hub that runs on this very laptop: what it has is no second copy of anything here."""


class PeerGrants:
    """The grants of one peer; only central grants anything."""

    def __init__(self, connection: Connection, peer: str = CENTRAL) -> None:
        self._connection = connection
        self._peer = peer

    def _bundles(self) -> "SqliteBundles":
        from db.laptop.bundles import SqliteBundles  # the first frame must not wait for it

        return SqliteBundles(self._connection, self._peer)

    def clerk_key(self) -> bytes | None:
        """Return the key of the service itself, as it was when this laptop enrolled."""
        return self._bundles().clerk_key()

    def granted(self, grant: HandOffGrant | None, bundles: BundleGrant | None = None) -> None:
        """Remember what central grants: hand-offs to telephones, files for sticks."""
        if self._peer != CENTRAL:  # a hub grants nothing, and takes nothing away
            return
        with writing(self._connection):
            self._bundles().keep_grant(bundles)
            if grant is None:
                self._connection.execute("DELETE FROM local_grant WHERE peer = ?", (self._peer,))
            else:
                self._connection.execute(
                    "INSERT OR REPLACE INTO local_grant VALUES (?, ?, ?, ?, ?)",
                    (self._peer, *grant),
                )

    def leased(self, grant: LeaseGrant | None, wall: int) -> None:
        """Remember how long this laptop may be read, told when its clock said `wall`.

        A peer that grants nothing takes nothing away: only a later word ends a lease later.
        """
        if grant is not None and self._peer == CENTRAL:
            lease = granted(grant.until, grant.now, grant.key, wall)
            SqliteLease(self._connection).put(lease)

    def stands(self, standing: Standing | None) -> None:
        """Remember how this laptop stands with central, as far as it was told."""
        if self._peer == CENTRAL:
            SqliteSettings(self._connection).put(_STANDING, json.dumps(standing or WHOLE_AREA))

    def trusted(self, *, is_trusted: bool) -> None:
        """Remember whether central trusts this laptop still."""
        if self._peer == CENTRAL and is_trusted is self.is_revoked():
            SqliteSettings(self._connection).put(_REVOKED, "" if is_trusted else "yes")

    def is_revoked(self) -> bool:
        """Say whether central said last that it trusts this laptop no more."""
        return bool(SqliteSettings(self._connection).get(_REVOKED))

    def standing(self) -> Standing:
        """Return how this laptop stood with central when it was told last."""
        kept = SqliteSettings(self._connection).get(_STANDING)
        if kept is None or self._peer != CENTRAL:
            return WHOLE_AREA
        meetups, waits = json.loads(kept)
        granted = None if meetups is None else tuple(meetups)
        return Standing(granted, tuple((device, count) for device, count in waits))

    def _forget_grants(self) -> None:
        """Forget whose grants these were: this laptop enrols anew. A hub takes nothing away."""
        if self._peer == CENTRAL:
            self._bundles().forget_service()
            SqliteLease(self._connection).drop()
            for name in (_STANDING, _REVOKED):
                SqliteSettings(self._connection).drop(name)
