"""The journal: operations and what follows from them, in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from concierge_tui.domain import clock
from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.erasure import FamilyErased, bare_if_erased
from concierge_tui.domain.errors import ConsentMissing
from concierge_tui.domain.ids import consent_id, new_id
from concierge_tui.domain.kinds import DETAILS, NAMELESS
from concierge_tui.domain.operation import (
    GENESIS,
    Act,
    Author,
    Draft,
    Operation,
    Stream,
    link,
    seal,
)
from concierge_tui.domain.skew import BLOCKED, UpdateNeeded
from db.laptop import erasing, projections, rows
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.rows import State


class Head(NamedTuple):
    """The last position of a stream."""

    n: int
    hash: bytes


_HEAD = (
    "SELECT id, n, hash, (SELECT coalesce(max(hlc), 0) FROM stream),"
    f" ({rows.NEXT_SEQ}) FROM stream WHERE device = ? AND incarnation = ? AND area = ?"
)

_NOT_AT_THE_DESK = [
    "act.undo", "visit.expect", "meetup.set", "staff.set", "area.set", "paper.set", "shift.set",
    "link.miss", "device.set",
]  # fmt: skip
"""Acts with these are no slip of a finger at the desk: one key must not take back a roster, nor
a number that stands on paper, a try at somebody's digits, or the name under which one writes.

A merge carries expectations over and is one key at the desk all the same."""


def _says_details(draft: Draft) -> bool:
    noun = draft.kind.partition(".")[0]
    return noun in DETAILS and not NAMELESS.get(noun, frozenset()).issuperset(draft.body)


def _says_who(draft: Draft) -> bool:
    return draft.kind in ("family.set", "person.set", "consent.grant")


class SqliteJournal:
    """Appends what this laptop's staff do; the only writer of operations made here."""

    def __init__(
        self,
        connection: Connection,
        stream: Callable[[], Stream],
        *,
        now: clock.Clock = clock.system_clock,
    ) -> None:
        self._connection = connection
        self._stream = stream
        self._now = now

    def append(self, drafts: Sequence[Draft], author: Author) -> Act:
        """Write `drafts` as one act, durable when this returns.

        What an act says of a family that was erased is not kept, so that no act about others
        breaks: a trial can be ended, a child given back.

        Raises:
            FamilyErased: when who that family is would be written anew.
            ConsentMissing: when a family's details would be written without any consent.
            UpdateNeeded: when a newer program wrote about the same hands or the same consent.
            StoreTrouble: when the disk refuses; nothing was written.
        """
        with writing(self._connection):
            return self._append(drafts, author)

    def _append(self, drafts: Sequence[Draft], author: Author) -> Act:
        wall = clock.milliseconds(self._now())
        stream = self._stream()
        stream_id, head, hlc, seq = self._head(stream)
        erased = erasing.known(self._connection, {d.subject or d.entity for d in drafts})
        known = rows.by_entity(self._connection, {draft.entity for draft in drafts})
        tx = new_id()
        n, chain = head
        inserted: list[tuple[Operation, bytes, State]] = []
        positions: list[tuple[int, int, int, bytes]] = []
        for draft in drafts:
            hlc = clock.next_hlc(hlc, wall)
            seen = known[draft.entity]
            base = draft.base
            if base is None:
                base = tips_for(seen, draft.kind, draft.body) if seen else ()
            operation = seal(draft, author, op_id=new_id(), tx=tx, hlc=hlc, wall=wall, base=base)
            content = operation.content_hash()
            operation = bare_if_erased(operation, erased)
            n += 1
            chain = link(chain, stream, n, content)
            positions.append((stream_id, n, seq + len(inserted), chain))
            inserted.append((operation, content, State.APPLIED))
            seen.append(operation)
        if any(d.subject in erased and _says_who(d) for d in drafts):
            raise FamilyErased
        self._refuse_without_consent(drafts)
        self._refuse_beside_newer(drafts)
        rows.insert(self._connection, seq, inserted)
        self._connection.executemany("INSERT INTO position VALUES (?, ?, ?, ?)", positions)
        self._connection.execute(
            "UPDATE stream SET n = ?, hash = ?, hlc = ? WHERE id = ?", (n, chain, hlc, stream_id)
        )
        operations = tuple(operation for operation, _, _ in inserted)
        projections.project(self._connection, known, operations)
        erasing.take_effect(self._connection, operations, at_once=True)
        return Act(tx, operations)

    def _head(self, stream: Stream) -> tuple[int, Head, int, int]:
        """Return the stream with its end, the newest time of any, and the next number here."""
        row = self._connection.execute(_HEAD, stream).fetchone()
        if row is not None:
            return row[0], Head(row[1], row[2]), row[3], row[4]
        self._connection.execute(
            "INSERT INTO stream (device, incarnation, area, n, hash, hlc)"
            " VALUES (?, ?, ?, 0, ?, (SELECT coalesce(max(hlc), 0) FROM stream))",
            (*stream, GENESIS),
        )
        return self._head(stream)

    def _refuse_without_consent(self, drafts: Sequence[Draft]) -> None:
        """Keep every family's details under some consent from their first write on."""
        subjects = {d.subject for d in drafts if d.subject and _says_details(d)}
        given = {
            d.subject
            for d in drafts
            if d.kind == "consent.grant"
            and d.subject
            and d.entity == consent_id(d.subject, REGISTRATION)
        }
        for subject in subjects - given:
            consent = consent_id(subject, REGISTRATION)
            found = self._connection.execute(
                "SELECT 1 FROM consent WHERE id = ?", (consent,)
            ).fetchone()
            if not found:
                raise ConsentMissing

    def _refuse_beside_newer(self, drafts: Sequence[Draft]) -> None:
        """Write no hands and no consent beside what this program cannot read."""
        entities = sorted({draft.entity for draft in drafts if draft.kind in BLOCKED})
        if entities:
            # The index of operations that do not count is found by the words it was made with.
            opaque = self._connection.execute(
                "SELECT 1 FROM op WHERE state > 0 AND state = ? AND entity IN"
                f" ({rows.marks(entities)}) LIMIT 1",
                (int(State.OPAQUE), *entities),
            )
            if opaque.fetchone():
                raise UpdateNeeded

    def operations_of(self, tx: str) -> list[Operation]:
        """Return the operations of one act, oldest first."""
        found = self._connection.execute(
            f"SELECT {rows.COLUMNS} FROM op WHERE tx = ? ORDER BY seq", (tx,)
        )
        return [rows.operation_of(row) for row in found]

    def history(self, entity: str) -> list[Operation]:
        """Return the operations on one entity that count, oldest first."""
        listed = rows.by_entity(self._connection, [entity])[entity]
        return sorted(listed, key=lambda op: (op.hlc, op.op_id))

    def histories(self, entities: Iterable[str]) -> dict[str, list[Operation]]:
        """Return the operations that count on each of `entities`."""
        return rows.by_entity(self._connection, entities)

    def went_on(self, tx: str, families: Sequence[str]) -> bool:
        """Say whether anything was written about these families since an act; looks aside."""
        found = self._connection.execute(
            f"SELECT 1 FROM op WHERE subject IN ({rows.marks(list(families))})"
            " AND kind <> 'looked.at' AND seq > (SELECT max(seq) FROM op WHERE tx = ?) LIMIT 1",
            (*families, tx),
        ).fetchone()
        return found is not None

    def last_change(self) -> int:
        """Return the number of the newest operation here, whoever wrote it."""
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM op").fetchone()[0])

    def last_written(self) -> int:
        """Return when this device last wrote something, in milliseconds; 0 where it never did."""
        row = self._connection.execute(
            "SELECT op.wall FROM stream JOIN position ON position.stream = stream.id"
            " JOIN op ON op.seq = position.op"
            " WHERE device = ? AND incarnation = ? AND stream.area = ?"
            " ORDER BY position.n DESC LIMIT 1",
            self._stream(),
        ).fetchone()
        return 0 if row is None else int(row[0])

    def last_act(self, besides: Sequence[str] = ()) -> str | None:
        """Return the newest act at this desk that still stands: no undo, no roster, no plan."""
        stream = self._stream()
        row = self._connection.execute(
            "SELECT op.tx FROM stream JOIN position ON position.stream = stream.id"
            " JOIN op ON op.seq = position.op"
            " WHERE device = ? AND incarnation = ? AND stream.area = ?"
            " AND op.kind NOT IN ('looked.at', 'act.undo')"
            " AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.tx = op.tx)"
            " AND (NOT EXISTS (SELECT 1 FROM op AS mark WHERE mark.tx = op.tx"
            f"                  AND mark.kind IN ({rows.marks(_NOT_AT_THE_DESK)}))"
            "      OR EXISTS (SELECT 1 FROM op AS mark WHERE mark.tx = op.tx"
            "                 AND mark.kind = 'pair.set'))"
            f" AND op.tx NOT IN ({rows.marks(besides)})"
            " ORDER BY position.n DESC LIMIT 1",
            (*stream, *_NOT_AT_THE_DESK, *besides),
        ).fetchone()
        return None if row is None else str(row[0])

    def nothing_since(self, tx: str) -> bool:
        """Say whether this desk wrote nothing after an act, not even an undo."""
        row = self._connection.execute(
            "SELECT op.tx FROM stream JOIN position ON position.stream = stream.id"
            " JOIN op ON op.seq = position.op"
            " WHERE device = ? AND incarnation = ? AND stream.area = ?"
            " AND op.kind IS NOT 'looked.at' ORDER BY position.n DESC LIMIT 1",
            self._stream(),
        ).fetchone()
        return row is not None and row[0] == tx
