"""What this laptop remembers of the files that it carries on a stick; nothing of it travels."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.line_errors import CentralChanged
from concierge_tui.domain.operation import Operation
from concierge_tui.services.bundles import LastWritten
from concierge_tui.sync.answers import bundle_grant_in, message_of_bundle_grant
from concierge_tui.sync.outbox import NO_CONSENT
from concierge_tui.sync.ports import Heard
from concierge_tui.sync.protocol import BundleGrant, Segment
from db.laptop import rows
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.settings import SqliteSettings
from db.laptop.withdrawn import withdrew

_GRANT: Final = "bundle_grant"
_CLERK: Final = "clerk_key"
_RECOVERY: Final = "bundle_recovery"
_HEARD: Final = "central_heard"
_WRITTEN: Final = "bundle_written"


class SqliteBundles:
    """Answers `sync.ports.BundleMemory`."""

    def __init__(self, connection: Connection, peer: str = "central") -> None:
        self._connection = connection
        self._peer = peer
        self._settings = SqliteSettings(connection)

    def grant(self) -> BundleGrant | None:
        """Return what the service granted, or None before this laptop knows it."""
        kept = self._settings.get(_GRANT)
        return bundle_grant_in(json.loads(kept)) if kept else None

    def keep_grant(self, grant: BundleGrant | None) -> None:
        """Keep what the service grants now.

        Raises:
            CentralChanged: when it is not the service that this laptop enrolled at.
        """
        known = self.clerk_key()
        if grant is None:
            self._settings.drop(_GRANT)
            return
        if known is not None and grant.clerk_key != known:
            raise CentralChanged
        if grant.clerk_key is not None:
            self._settings.put(_CLERK, grant.clerk_key.hex())
        self._settings.put(_GRANT, json.dumps(message_of_bundle_grant(grant)))

    def clerk_key(self) -> bytes | None:
        """Return the key of the service itself; it stays what it was when this laptop enrolled."""
        kept = self._settings.get(_CLERK)
        if kept is not None:
            return bytes.fromhex(kept)
        grant = self.grant()  # of an older program, which kept nothing else
        return None if grant is None else grant.clerk_key

    def forget_service(self) -> None:
        """Forget whose grants these were: this laptop enrols anew."""
        for name in (_CLERK, _GRANT):
            self._settings.drop(name)

    def recovery(self) -> str | None:
        """Return to whom is sealed what the recovery key shall open."""
        return self._settings.get(_RECOVERY)

    def keep_recovery(self, recipient: str) -> None:
        """Keep it, when the recovery key is at hand."""
        if self._settings.get(_RECOVERY) != recipient:
            self._settings.put(_RECOVERY, recipient)

    def heard(self) -> Heard:
        """Return when the service last told what it has."""
        kept = self._settings.get(_HEARD)
        return Heard(*json.loads(kept)) if kept else Heard()

    def hear(self, heard: Heard) -> None:
        """Remember when the service told what it has."""
        self._settings.put(_HEARD, json.dumps(heard))

    def written(self, written: LastWritten) -> None:
        """Remember that a file was written."""
        self._settings.put(_WRITTEN, json.dumps(written))

    def last_written(self) -> LastWritten | None:
        """Return when the last file was written, and how much was in it."""
        kept = self._settings.get(_WRITTEN)
        return LastWritten(*json.loads(kept)) if kept else None

    def withheld(self, parcel: Sequence[Segment], reasons: Mapping[str, str]) -> None:
        """Remember which bodies stayed here.

        What is known of the wire is not touched: nobody knows yet whether the file arrives. What
        the peer has already is owed to whoever else reads the file, not to the peer.
        """
        with writing(self._connection):
            self._connection.executemany(
                "INSERT OR IGNORE INTO local_withheld SELECT ?1, ?2, id, ?3, ?4, ?3 <= coalesce("
                " (SELECT acked FROM local_mark WHERE peer = ?1 AND local_mark.stream = id), 0)"
                " FROM stream WHERE device = ?5 AND incarnation = ?6 AND area = ?7",
                [
                    (self._peer, op.op_id, n, reasons[op.op_id], *segment.stream)
                    for segment in parcel
                    for n, op in enumerate(segment.operations, segment.first)
                    if op.op_id in reasons
                ],
            )

    def late_bodies(self) -> list[Operation]:
        """Return what travelled without its body, or may have, and whose family consents by now."""
        columns = ", ".join(f"op.{name.strip()}" for name in rows.COLUMNS.split(","))
        found = self._connection.execute(
            f"SELECT {columns} FROM local_withheld JOIN op ON op.op_id = local_withheld.op_id"
            " JOIN consent ON consent.family = op.subject"
            " WHERE local_withheld.peer = ? AND reason = ? AND body IS NOT NULL"
            "  AND consent.purpose = ? AND consent.granted = 1"
            f"  AND NOT {withdrew('consent.family')}"
            " ORDER BY op.seq",
            (self._peer, NO_CONSENT, REGISTRATION),
        )
        return [rows.operation_of(row) for row in found]
