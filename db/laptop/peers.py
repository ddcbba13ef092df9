"""What this laptop remembers of one peer: how far both sides are, and what was refused."""

from collections.abc import Mapping

from concierge_tui.domain.operation import Stream
from concierge_tui.domain.urgency import Waiting
from concierge_tui.services.sync_ports import SyncStatus
from concierge_tui.sync.ports import Cursor, Heard
from concierge_tui.sync.protocol import (
    Batch,
    Greeting,
    Receipts,
)
from db.laptop.copies import SqliteCopies
from db.laptop.door import writing
from db.laptop.grants import CENTRAL, PeerGrants
from db.laptop.inbox import SqliteInbox, refused
from db.laptop.lists import ASKED
from db.laptop.withheld import SqliteWithheld


class SqlitePeer(PeerGrants):
    """The rows of one peer."""

    @property
    def withheld(self) -> SqliteWithheld:
        """The bodies that it may lack."""
        return SqliteWithheld(self._connection, self._peer)

    def central_url(self) -> str | None:
        """Return the peer's address, or None before enrolment."""
        row = self._connection.execute(
            "SELECT url FROM local_peer WHERE id = ?", (self._peer,)
        ).fetchone()
        return None if row is None else str(row[0])

    def clock_ahead(self) -> int:
        """Return how far this clock was ahead of the peer's, in milliseconds."""
        row = self._connection.execute(
            "SELECT clock_ahead FROM local_peer WHERE id = ?", (self._peer,)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def enrolled(self, url: str, area_name: str, at: int) -> None:
        """Remember the peer; whatever was known of another one at its place is forgotten."""
        with writing(self._connection):
            self._forget_grants()
            self._forget_marks()
            self._connection.execute(
                "INSERT OR REPLACE INTO local_peer VALUES (?, ?, ?, '', 0, '', 0, ?, NULL)",
                (self._peer, url, area_name, at),
            )

    def moved(self, url: str) -> None:
        """Remember that the peer is to be found at another address."""
        with writing(self._connection):
            self._connection.execute(
                "UPDATE local_peer SET url = ? WHERE id = ?", (url, self._peer)
            )

    def last_change(self) -> int:
        """Return the number of the newest operation here, whoever wrote it."""
        return self._count("SELECT coalesce(max(seq), 0) FROM op")

    def left(self) -> None:
        """Forget the peer; what came by it stays."""
        with writing(self._connection):
            self._forget_marks()
            self._connection.execute("DELETE FROM local_peer WHERE id = ?", (self._peer,))

    def _forget_marks(self) -> None:
        for table in ("local_mark", "local_receipt", "local_grant"):
            self._connection.execute(f"DELETE FROM {table} WHERE peer = ?", (self._peer,))
        self.withheld.forgotten()

    def cursor(self) -> Cursor:
        """Return how far the peer's feed was read."""
        row = self._connection.execute(
            "SELECT epoch, seq, mark FROM local_peer WHERE id = ?", (self._peer,)
        ).fetchone()
        return Cursor(*row) if row else Cursor()

    def read_to(self, cursor: Cursor) -> None:
        """Move the cursor, inside the transaction that took the page in."""
        self._connection.execute(
            "UPDATE local_peer SET epoch = ?, seq = ?, mark = ? WHERE id = ?",
            (*cursor, self._peer),
        )

    def greeted(
        self, greeting: Greeting, after: Mapping[Stream, int], ahead_ms: int | None, own: str
    ) -> bool:
        """Take over what the peer says it has; begin anew, and say so, where it lost something.

        Without `ahead_ms` it was said in a file, which tells nothing of clocks and grants.
        """
        if greeting.revoked:  # it says no more than how far this laptop's own work is there
            with writing(self._connection):
                self.trusted(is_trusted=False)
                self.withheld.owe_again()
                self.acknowledged(after)
            return False
        with writing(self._connection):
            self.withheld.owe_again()
            cursor = self.cursor()
            restored = cursor.epoch not in ("", greeting.epoch) or greeting.feed < cursor.seq
            if ahead_ms is not None:
                self.trusted(is_trusted=True)
                self._connection.execute(
                    "UPDATE local_peer SET last_sync = last_sync - clock_ahead + ?1,"
                    " clock_ahead = ?1 WHERE id = ?2", (ahead_ms, self._peer),
                )  # fmt: skip
                self.granted(greeting.hand_off, greeting.bundles)
                self.leased(greeting.lease, greeting.now + ahead_ms)
                self.stands(greeting.standing)
                self.withheld.unsent(after)
            # A peer that fell behind may have lost bodies, and got what it lost without them.
            restored |= self._replace_marks(after)
            if restored or not cursor.epoch:
                self.read_to(Cursor(greeting.epoch))
            if restored:
                self.withheld.doubted(own)
            self._note_refused(greeting)
            if self._peer == CENTRAL:
                self._bundles().hear(Heard(greeting.epoch, greeting.feed, greeting.now))
        return restored

    def _replace_marks(self, after: Mapping[Stream, int]) -> bool:
        """Set every mark to what the peer says; say whether it had acknowledged more."""
        rows = self._connection.execute(
            "SELECT device, incarnation, area, id, coalesce(acked, 0)"
            " FROM stream LEFT JOIN local_mark ON local_mark.stream = id AND peer = ?",
            (self._peer,),
        ).fetchall()
        marks, behind = [], False
        for *stream, number, acked in rows:
            theirs = after.get(Stream(*stream), 0)
            behind |= theirs < acked
            marks.append((self._peer, number, theirs, theirs))
        self._connection.executemany("INSERT OR REPLACE INTO local_mark VALUES (?, ?, ?, ?)", marks)
        return behind

    def _note_refused(self, greeting: Greeting) -> None:
        # What waited for a coordinator may have been released since.
        self._connection.execute(
            "DELETE FROM local_receipt WHERE peer = ? AND state = 'quarantined'"
            " AND reason IN ('revoked', 'not_granted')",
            (self._peer,),
        )
        for stream, n, reason in greeting.refused:
            self._connection.execute(
                "INSERT OR IGNORE INTO local_receipt"
                " SELECT ?, op.op_id, 'quarantined', ?, ? FROM stream"
                " JOIN position ON position.stream = stream.id AND position.n = ?"
                " JOIN op ON op.seq = position.op"
                " WHERE device = ? AND incarnation = ? AND stream.area = ?",
                (self._peer, reason, greeting.now, n, *stream),
            )

    def sent(self, batch: Batch) -> None:
        """Remember how far each stream was sent, inside a transaction."""
        self._move("sent", {s.stream: s.last for s in batch.segments})

    def acknowledged(self, ends: Mapping[Stream, int]) -> None:
        """Remember how far the peer has each stream, inside a transaction."""
        self._move("sent", ends)
        self._move("acked", ends)

    def _move(self, column: str, ends: Mapping[Stream, int]) -> None:
        self._connection.executemany(
            "INSERT INTO local_mark (peer, stream, sent, acked)"
            f" SELECT ?1, id, {'?2, 0' if column == 'sent' else '?2, ?2'} FROM stream"
            " WHERE device = ?3 AND incarnation = ?4 AND area = ?5"
            f" ON CONFLICT (peer, stream) DO UPDATE SET {column} = max({column}, ?2)",
            [(self._peer, last, *stream) for stream, last in ends.items()],
        )

    def receipts(self, batch: Batch, receipts: Receipts, at: int) -> None:
        """Remember what was more than applied, inside a transaction."""
        told = [
            (self._peer, op.op_id, state, reason, at)
            for segment, states in zip(batch.segments, receipts.segments, strict=True)
            for op, (state, _, reason) in zip(
                segment.operations, (text.partition(":") for text in states), strict=True
            )
            if state not in ("applied", "duplicate")
        ]
        self._connection.executemany(
            "INSERT OR REPLACE INTO local_receipt VALUES (?,?,?,?,?)", told
        )

    def finished(self, at: int) -> None:
        """Remember that an exchange came to its end."""
        with writing(self._connection):
            self._connection.execute(
                "UPDATE local_peer SET last_sync = ? WHERE id = ?", (at, self._peer)
            )

    def pending(self) -> int:
        """Return how many operations the peer has not acknowledged."""
        return self._sum("max(0, n - coalesce(acked, 0))")

    def waiting(self) -> list[Waiting]:
        """Return what the peer has not acknowledged, alike ones together."""
        found = self._connection.execute(
            "SELECT kind, coalesce(body LIKE '%\"removed\":true%', 0),"
            " coalesce(body LIKE '%\"listed\":%' OR body LIKE '%\"insurance_told\":%', 0),"
            " count(*) FROM stream JOIN position ON position.stream = stream.id"
            " JOIN op ON op.seq = position.op"
            " LEFT JOIN local_mark ON local_mark.stream = stream.id AND peer = ?"
            " WHERE position.n > coalesce(acked, 0) GROUP BY 1, 2, 3",
            (self._peer,),
        )
        return [
            Waiting(kind, bool(removes), bool(insures), number)
            for kind, removes, insures, number in found
        ]

    def _sum(self, expression: str) -> int:
        row = self._connection.execute(
            f"SELECT coalesce(sum({expression}), 0) FROM stream"
            " LEFT JOIN local_mark ON local_mark.stream = stream.id AND peer = ?",
            (self._peer,),
        ).fetchone()
        return int(row[0])

    def _count(self, query: str, *values: str) -> int:
        return int(self._connection.execute(query, values).fetchone()[0])

    def status(self, *, practice: bool) -> SyncStatus:
        """Return where this laptop's work is."""
        row = self._connection.execute(
            "SELECT url, last_sync, clock_ahead FROM local_peer WHERE id = ?", (self._peer,)
        ).fetchone()
        state = "practice" if practice else "enrolled" if row else "no_central"
        url, last_sync, ahead = row or (None, None, 0)
        inbox = SqliteInbox(self._connection, self._peer)
        return SyncStatus(
            state=state,
            pending=self.pending(),
            delivered=self._sum("max(0, coalesce(sent, 0) - coalesce(acked, 0))"),
            second_copy=SqliteCopies(self._connection).count(),
            safe_at_central=self._sum("min(n, coalesce(acked, 0))"),
            withheld=self.withheld.count(),
            # The index of operations that do not count is found by the words it was made with.
            waiting=self._count("SELECT count(*) FROM op WHERE state > 0 AND state = 1"),
            conflicts=self._count(f"SELECT count(*) FROM conflict WHERE {ASKED}"),
            refused=tuple(map(refused, inbox.refusals())),
            handled=inbox.handled(),
            url=url,
            last_sync=last_sync,
            clock_ahead_ms=ahead,
            unread=self._count("SELECT count(*) FROM op WHERE state > 0 AND state = 2"),
            standing=self.standing(),
            revoked=self.is_revoked(),
        )
