"""The hand-offs of this laptop: facts of this device that never travel."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.hand_off import PHONE
from concierge_tui.domain.ids import consent_id
from concierge_tui.services.hand_off import Grant, Handed
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.grants import CENTRAL

# What the desk begins and hands on has its source from a member of staff.
_BEGUN: Final = (
    f"op.kind = 'family.set' AND op.actor = '{PHONE}'"
    " AND json_extract(op.body, '$.source') IS NOT NULL"
)


class SqliteHandOffs:
    """Answers `services.hand_off.HandOffRows`."""

    def __init__(self, connection: Connection, device: str) -> None:
        self._connection = connection
        self.device = device

    def is_enrolled(self) -> bool:
        """Say whether the laptop knows a central service."""
        return bool(
            self._connection.execute("SELECT 1 FROM local_peer WHERE id = ?", (CENTRAL,)).fetchone()
        )

    def clock_ahead(self) -> int:
        """Return how far this clock was ahead of the service's, in milliseconds."""
        row = self._connection.execute(
            "SELECT clock_ahead FROM local_peer WHERE id = ?", (CENTRAL,)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def grant(self) -> Grant | None:
        """Return what the central service granted, or None."""
        row = self._connection.execute(
            "SELECT url, key, hours, sign_up FROM local_grant WHERE peer = ? AND url != ''",
            (CENTRAL,),
        ).fetchone()
        return None if row is None else Grant(row[0], bytes(row[1]), *row[2:])

    def handed(self, family: str, meetup: str | None, issued: int, until: int) -> None:
        """Remember that a family writes on her own telephone; an older QR of hers stays good."""
        with writing(self._connection):
            self._connection.execute(
                "INSERT INTO local_handed VALUES (?, ?, ?, ?, NULL) ON CONFLICT (family)"
                " DO UPDATE SET issued = excluded.issued, until = excluded.until",
                (family, meetup, issued, until),
            )

    def since(self, moment: int) -> list[Handed]:
        """Return the families whose QR was good after `moment`, the newest first."""
        rows = self._connection.execute(
            "SELECT family, meetup, issued, until, seen FROM local_handed WHERE until > ?"
            " ORDER BY issued DESC",
            (moment,),
        ).fetchall()
        return [
            Handed._make((*row, self._arrived(row[0]), self._began_herself(row[0]))) for row in rows
        ]

    def signed_up(self, since: int) -> None:
        """Wait for nobody, but tell of the families that began by themselves after `since`."""
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR IGNORE INTO local_handed"
                " SELECT op.entity, NULL, op.wall / 60000, op.wall, NULL"
                f" FROM family JOIN op ON op.entity = family.id WHERE {_BEGUN}"
                " AND family.source = 'self' AND family.removed IS NOT 1 AND op.wall > ?"
                " AND EXISTS (SELECT 1 FROM consent WHERE consent.family = family.id"
                " AND purpose = ? AND granted)",
                (since, REGISTRATION),
            )

    def _began_herself(self, family: str) -> bool:
        found = self._connection.execute(
            f"SELECT 1 FROM op WHERE op.entity = ? AND {_BEGUN}", (family,)
        ).fetchone()
        return found is not None

    def _arrived(self, family: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM op WHERE entity = ? AND actor = ?",
            (consent_id(family, REGISTRATION), PHONE),
        ).fetchone()
        return found is not None

    def people_of(self, families: Sequence[str]) -> dict[str, list[str]]:
        """Return everyone of some families, removed ones too."""
        return {
            family: [
                row[0]
                for row in self._connection.execute(
                    "SELECT id FROM person WHERE family = ? ORDER BY id", (family,)
                )
            ]
            for family in families
        }

    def seen(self, families: list[str], at: int) -> None:
        """Remember that an arrival was shown to a person."""
        with writing(self._connection):
            self._connection.executemany(
                "UPDATE local_handed SET seen = ? WHERE family = ? AND seen IS NULL",
                [(at, family) for family in families],
            )
