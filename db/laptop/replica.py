"""The laptop's store as the sync engine sees it."""

from collections.abc import Collection, Mapping, Sequence

from concierge_tui.domain.clock import Clock, milliseconds, system_clock
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.erasure import bare_if_erased
from concierge_tui.domain.operation import Operation, Placed, Stream
from concierge_tui.sync.outbox import NO_CONSENT
from concierge_tui.sync.packing import pack
from concierge_tui.sync.ports import Cursor, SignedEnd, Taken, Verdict
from concierge_tui.sync.protocol import Batch, Greeting, Head, Page, Receipts, Segment, message_of
from concierge_tui.sync.signing import DeviceKey
from db.laptop import erasing, filling, intake, restamping, rows, streams
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.grants import CENTRAL
from db.laptop.identity import SqliteIdentity
from db.laptop.intake import Outcome, Places
from db.laptop.peers import SqlitePeer
from db.laptop.withdrawn import withdrew


class SqliteReplica:
    """Answers `sync.ports.Replica` for one peer, on one thread's connection."""

    def __init__(
        self, connection: Connection, peer: str = CENTRAL, *, now: Clock = system_clock
    ) -> None:
        self._connection = connection
        self._peer = peer
        self._rows = SqlitePeer(connection, peer)
        self._withheld = self._rows.withheld
        self._identity = SqliteIdentity(connection)
        self._now = now

    def stream(self) -> Stream:
        """Return the stream this laptop writes now."""
        return self._identity.stream()

    def key(self) -> bytes:
        """Return this device's private key, made when it is first asked for."""
        found = self._connection.execute("SELECT private FROM local_key").fetchone()
        if found:
            return bytes(found[0])
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR IGNORE INTO local_key VALUES (1, ?)", (DeviceKey.generate(),)
            )
        return self.key()

    def heads(self) -> Mapping[Stream, Head]:
        """Return the end of every stream of the area."""
        found = streams.heads(self._connection, self.stream().area)
        return {stream: Head(*head) for stream, head in found.items()}

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        """Return the chain hash at one place."""
        return streams.hash_at(self._connection, stream, n)

    def placed(self, stream: Stream, after: int, limit: int) -> list[Placed]:
        """Return the operations that follow `after`, those set aside too."""
        return streams.placed(self._connection, stream, after, limit)

    def signed_end(self, stream: Stream, after: int) -> SignedEnd | None:
        """Return the first signed end behind `after` of another device's stream."""
        end = streams.signed_end(self._connection, stream, after)
        return SignedEnd(*end) if end else None

    def consenting(self, families: Collection[str]) -> set[str]:
        """Return those of `families` that consent to their details leaving the laptop."""
        found: set[str] = set()
        for some in rows.chunks(families):
            consents = self._connection.execute(
                "SELECT family FROM consent WHERE granted = 1 AND purpose = ?"
                f" AND family IN ({rows.marks(some)}) AND NOT {withdrew('consent.family')}",
                (REGISTRATION, *some),
            )
            found.update(family for (family,) in consents)
        return found

    def restamp(self, stream: Stream, after: int) -> Stream:
        """Move what follows `after` to a new incarnation, under the same operation ids."""
        return restamping.restamp(self._connection, stream, after)

    def repeat(self, stream: Stream, after: int) -> Stream:
        """Write what follows `after` once more behind this laptop's own stream."""
        return restamping.repeat(self._connection, stream, after)

    def cursor(self) -> Cursor:
        """Return how far the peer's feed was read."""
        return self._rows.cursor()

    def rewind(self) -> None:
        """Read the peer's feed from its start the next time."""
        with writing(self._connection):
            self._rows.read_to(Cursor(self._rows.cursor().epoch))
            self._withheld.own(self.stream().device)

    def greeted(
        self, greeting: Greeting, agreed: Mapping[Stream, int], ahead_ms: int | None
    ) -> bool:
        """Remember what the peer has; begin anew, and say so, where it lost something.

        Without `ahead_ms` it was said in a file, which tells nothing of clocks and grants.
        """
        return self._rows.greeted(greeting, agreed, ahead_ms, self.stream().device)

    def sending(self, batch: Batch, withheld: Mapping[str, str]) -> None:
        """Remember what is about to be sent, and why some of it travels without its body."""
        places = [
            (op.op_id, segment.stream, n, op.body is None)
            for segment in batch.segments
            for n, op in enumerate(segment.operations, segment.first)
        ]
        with writing(self._connection):
            self._rows.sent(batch)
            self._connection.executemany(
                "INSERT OR REPLACE INTO local_withheld"
                " SELECT ?, ?, id, ?, ?, 0 FROM stream"
                " WHERE device = ? AND incarnation = ? AND area = ?",
                [
                    (self._peer, op_id, n, withheld[op_id], *stream)
                    for op_id, stream, n, _ in places
                    if op_id in withheld
                ],
            )
            if self._connection.execute("SELECT 1 FROM local_withheld LIMIT 1").fetchone():
                self._connection.executemany(
                    "DELETE FROM local_withheld WHERE peer = ? AND op_id = ?",
                    [(self._peer, op_id) for op_id, _, _, bare in places if not bare],
                )

    def received(self, batch: Batch, receipts: Receipts) -> None:
        """Remember what the peer acknowledged."""
        with writing(self._connection):
            self._rows.acknowledged({s.stream: s.last for s in batch.segments})
            self._rows.receipts(batch, receipts, milliseconds(self._now()))
            self._connection.executemany(
                "UPDATE local_withheld SET filled = 1, reason = ? WHERE peer = ? AND op_id = ?",
                [
                    (NO_CONSENT if state in ("applied", "duplicate") else state, self._peer,
                     fill.op_id)
                    for fill, state in zip(batch.fills, receipts.fills, strict=True)
                ],
            )  # fmt: skip

    def fillable(self, limit: int) -> list[Operation]:
        """Return withheld operations whose families consent by now."""
        return self._withheld.due(limit)

    def public_key(self, device: str) -> bytes | None:
        """Return the key that another device's segments were verified with before."""
        row = self._connection.execute(
            "SELECT public_key FROM local_device WHERE id = ?", (device,)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def take(self, page: Page, verdict: Verdict) -> Taken:
        """Take in a page together with its cursor."""
        now = milliseconds(self._now())
        segments = page.batch.segments
        sound = [i for i in range(len(segments)) if i not in verdict.unsound]
        with writing(self._connection):
            outcomes = self._apply(segments, sound, verdict, now, page.held)
            filled = filling.fill(self._connection, page.batch.fills)
            self._keep_ends(page.keys, [segments[i] for i in sound])
            self._set_aside([(segments[i], why) for i, why in verdict.unsound.items()], now)
            self._withheld.shown([segments[i] for i in sound], page.batch, page.held)
            self._withheld.late(intake.filled_in(outcomes, page.batch), spared=self._peer)
            self._rows.acknowledged({segments[i].stream: segments[i].last for i in sound})
            self._rows.read_to(Cursor(page.epoch, page.seq, page.mark))
        refused = sum(len(segments[i].operations) for i in verdict.unsound)
        return intake.counted(outcomes, filled, refused)

    def take_in(
        self,
        batch: Batch,
        keys: Mapping[str, bytes],
        verdict: Verdict,
        *,
        of_peer: bool,
        held: Places = (),
    ) -> Taken:
        """Take in what is sound of a batch from a file: nothing is acknowledged by it.

        What is unsound is not kept: it still lies on the stick, and its sender has it.
        """
        segments = batch.segments
        sound = [i for i in range(len(segments)) if i not in verdict.unsound]
        with writing(self._connection):
            outcomes = self._apply(segments, sound, verdict, milliseconds(self._now()), held)
            filled = filling.fill(self._connection, batch.fills)
            self._keep_ends(keys, [segments[i] for i in sound])
            if of_peer:
                self._withheld.shown([segments[i] for i in sound], batch, held)
            else:
                self._withheld.late(intake.filled_in(outcomes, batch))
        refused = sum(len(segments[i].operations) for i in verdict.unsound)
        return intake.counted(outcomes, filled, refused)

    def _apply(
        self,
        segments: Sequence[Segment],
        sound: Sequence[int],
        verdict: Verdict,
        now: int,
        held: Places,
    ) -> list[Outcome]:
        placed: list[Placed] = []
        hashed: list[bytes | None] = []
        for i in sound:
            segment = segments[i]
            placed.extend(
                Placed(segment.stream, n, op)
                for n, op in enumerate(segment.operations, segment.first)
            )
            hashed.extend(verdict.hashed.get(i) or [None] * len(segment.operations))
        if not placed:
            return []
        return intake.apply(self._connection, placed, now_ms=now, hashed=hashed, held=held)

    def _keep_ends(self, keys: Mapping[str, bytes], sound: Sequence[Segment]) -> None:
        own = self.stream().device
        kept = {segment.stream.device for segment in sound} - {own}
        self._connection.executemany(
            "INSERT OR IGNORE INTO local_device VALUES (?, ?)",
            [(device, keys[device]) for device in kept if device in keys],
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO local_segment SELECT id, ?, ?, ? FROM stream"
            " WHERE device = ? AND incarnation = ? AND area = ?",
            [
                (segment.last, segment.head, segment.signature, *segment.stream)
                for segment in sound
                if segment.stream.device != own
            ],
        )

    def _set_aside(self, refused: Sequence[tuple[Segment, str]], now: int) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO local_unsound VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (*segment.stream, segment.first, segment.last, reason,
                 pack(message_of(Batch((self._without_erased(segment),)))), now)
                for segment, reason in refused
            ],
        )  # fmt: skip

    def _without_erased(self, segment: Segment) -> Segment:
        erased = erasing.among(self._connection, segment.operations)
        left = tuple(bare_if_erased(op, erased) for op in segment.operations)
        return segment._replace(operations=left)

    def finished(self) -> None:
        """Remember that an exchange came to its end."""
        self._rows.finished(milliseconds(self._now()))

    def pending(self) -> int:
        """Return how many operations the peer has not acknowledged."""
        return self._rows.pending()
