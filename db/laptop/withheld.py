"""Bodies that a peer may lack: whoever withheld them, they are owed until it has them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.operation import Operation, Stream
from concierge_tui.sync.flaws import NO_ROOM, UNKNOWN
from concierge_tui.sync.outbox import NO_CONSENT
from concierge_tui.sync.protocol import Batch, Segment
from db.laptop import rows
from db.laptop.connection import Connection
from db.laptop.intake import Places
from db.laptop.withdrawn import withdrew

# What `filled` says of the peer: it lacks the body, has it, or lost something and may lack it.
_LACKS: Final = 0
_HAS: Final = 1
_MAY_LACK: Final = 2

_CONSENTS: Final = (
    " JOIN consent ON consent.family = op.subject AND consent.purpose = ?"
    f"  AND consent.granted = 1 AND NOT {withdrew('consent.family')}"
)


class SqliteWithheld:
    """What one peer may lack; whatever writes is called inside a transaction."""

    def __init__(self, connection: Connection, peer: str) -> None:
        self._connection = connection
        self._peer = peer

    def count(self) -> int:
        """Return how many bodies lie here and not at the peer.

        After it lost something they count that are about to go there again; a family that
        withdrew sends nothing, so of hers only those that the peer is known to lack.
        """
        lacked = self._connection.execute(
            "SELECT count(*) FROM local_withheld WHERE peer = ? AND filled = ?",
            (self._peer, _LACKS),
        ).fetchone()
        due = self._connection.execute(
            "SELECT count(*) FROM local_withheld JOIN op ON op.op_id = local_withheld.op_id"
            f"{_CONSENTS} WHERE peer = ? AND filled = ?",
            (REGISTRATION, self._peer, _MAY_LACK),
        ).fetchone()
        return int(lacked[0]) + int(due[0])

    def due(self, limit: int) -> list[Operation]:
        """Return what the peer may lack and whose families consent by now."""
        columns = ", ".join(f"op.{name.strip()}" for name in rows.COLUMNS.split(","))
        found = self._connection.execute(
            f"SELECT {columns} FROM local_withheld JOIN op ON op.op_id = local_withheld.op_id"
            " JOIN local_mark ON local_mark.peer = local_withheld.peer"
            f"  AND local_mark.stream = local_withheld.stream{_CONSENTS}"
            " WHERE local_withheld.peer = ? AND filled <> ? AND reason = ? AND body IS NOT NULL"
            "  AND local_withheld.n <= acked ORDER BY op.seq LIMIT ?",
            (REGISTRATION, self._peer, _HAS, NO_CONSENT, limit),
        )
        return [rows.operation_of(row) for row in found]

    def forgotten(self) -> None:
        """Take in that nothing is known of this peer any more."""
        self._set(_LACKS)

    def doubted(self, device: str) -> None:
        """Take in that the peer lost something: it may lack what `device`, this one, sent too."""
        self._set(_MAY_LACK, "AND filled = 1")
        self.own(device)

    def _set(self, filled: int, which: str = "") -> None:
        self._connection.execute(
            f"UPDATE local_withheld SET filled = ? WHERE peer = ? {which}", (filled, self._peer)
        )

    def owe_again(self) -> None:
        """Owe again the bodies that the peer could not take then and may take now.

        A person may have made room; and of what it did not know it hears again, maybe from a
        neighbour, who has no body.
        """
        self._connection.executemany(
            "UPDATE local_withheld SET filled = 0, reason = ? WHERE peer = ? AND reason = ?",
            [(NO_CONSENT, self._peer, f"quarantined:{why}") for why in (NO_ROOM, UNKNOWN)],
        )

    def own(self, device: str) -> None:
        """Note that a peer which lost something may lack any body that this laptop wrote."""
        # Its pages tell which; but the connection may break before they come.
        self._connection.execute(
            "INSERT OR IGNORE INTO local_withheld"
            " SELECT peer, op.op_id, stream.id, position.n, ?, ? FROM stream"
            " JOIN local_mark ON local_mark.stream = stream.id"
            " JOIN position ON position.stream = stream.id JOIN op ON op.seq = position.op"
            " WHERE peer = ? AND device = ? AND position.n <= acked"
            "  AND body IS NOT NULL AND subject IS NOT NULL AND kind NOT LIKE 'consent.%'",
            (NO_CONSENT, _MAY_LACK, self._peer, device),
        )

    def unsent(self, after: Mapping[Stream, int]) -> None:
        """Note that the peer may lack bodies of what it has and this store never sent it.

        This laptop was restored, or heard of it by a file: nobody knows whether it went along.
        """
        self._connection.executemany(
            "INSERT OR IGNORE INTO local_withheld"
            " SELECT ?1, op.op_id, stream.id, position.n, ?2, ?7 FROM stream"
            " LEFT JOIN local_mark ON local_mark.stream = stream.id AND peer = ?1"
            " JOIN position ON position.stream = stream.id"
            " JOIN op ON op.seq = position.op"
            " WHERE device = ?3 AND incarnation = ?4 AND stream.area = ?5"
            "  AND stream.n > coalesce(sent, 0)"
            "  AND position.n > coalesce(sent, 0) AND position.n <= ?6"
            "  AND body IS NOT NULL AND subject IS NOT NULL AND kind NOT LIKE 'consent.%'",
            [(self._peer, NO_CONSENT, *stream, n, _MAY_LACK) for stream, n in after.items()],
        )

    def shown(self, segments: Iterable[Segment], batch: Batch, held: Places) -> None:
        """Note which bodies the peer has and lacks, as its page shows, whoever withheld them."""
        told = [
            (segment.stream, n, op)
            for segment in segments
            for n, op in enumerate(segment.operations, segment.first)
        ]
        self._connection.executemany(
            "INSERT INTO local_withheld SELECT ?, op_id, stream.id, ?, ?, 0 FROM op, stream"
            " WHERE op_id = ? AND body IS NOT NULL"
            "  AND device = ? AND incarnation = ? AND stream.area = ?"
            " ON CONFLICT (peer, op_id) DO UPDATE SET filled = 0 WHERE reason = excluded.reason",
            [
                (self._peer, n, NO_CONSENT, op.op_id, *stream)
                for stream, n, op in told
                if op.body is None and (stream, n) not in held
            ],
        )
        there = {op.op_id for _, _, op in told if op.body is not None}
        self._there([*there, *(fill.op_id for fill in batch.fills)])

    def _there(self, names: Collection[str]) -> None:
        asked = "SELECT 1 FROM local_withheld WHERE peer = ? AND filled <> 1 LIMIT 1"
        if self._connection.execute(asked, (self._peer,)).fetchone():
            self._connection.executemany(
                "UPDATE local_withheld SET filled = 1 WHERE peer = ? AND op_id = ? AND reason = ?",
                [(self._peer, name, NO_CONSENT) for name in names],
            )

    def late(self, names: Sequence[str], spared: str = "") -> None:
        """Note bodies that came late: peers other than `spared` may lack them like this laptop."""
        for some in rows.chunks(names):
            self._connection.execute(
                "INSERT OR IGNORE INTO local_withheld"
                " SELECT local_peer.id, op_id, stream, n, ?, 0"
                " FROM local_peer, position JOIN op ON op.seq = position.op"
                " WHERE position.op IN"
                f" (SELECT seq FROM op WHERE op_id IN ({rows.marks(some)}))"
                " AND local_peer.id <> ? AND body IS NOT NULL AND subject IS NOT NULL",
                (NO_CONSENT, *some, spared),
            )
