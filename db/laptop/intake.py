"""Operations that arrive from elsewhere take the same door as those made here."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from concierge_tui.domain import clock
from concierge_tui.domain.erasure import Keep, bare_if_erased
from concierge_tui.domain.operation import GENESIS, Operation, Placed, Stream, link
from concierge_tui.sync.flaws import NOT_GRANTED, flaw
from concierge_tui.sync.packing import held_text
from concierge_tui.sync.ports import Taken
from concierge_tui.sync.protocol import Batch
from db.laptop import erasing, projections, rows
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.rows import State

Places = Collection[tuple[Stream, int]]


class Outcome(NamedTuple):
    """What became of one operation."""

    op_id: str
    state: str
    """applied, duplicate, filled, pending, opaque or quarantined."""
    reason: str = ""


class _Stream(NamedTuple):
    id: int
    n: int
    hash: bytes


class _Known(NamedTuple):
    seq: int
    content: bytes
    bare: bool
    state: int


def apply(
    connection: Connection,
    placed: Sequence[Placed],
    *,
    now_ms: int,
    hashed: Sequence[bytes | None] | None = None,
    held: Places = (),
) -> list[Outcome]:
    """Take in operations, each stream in its order, and bring the projections up to date.

    A position that does not continue its stream, a value of the wrong kind, a body that
    does not match its hash or an id that is known with other content is set aside. What is
    set aside keeps its place, so that it blocks nothing behind it. `hashed` holds the content
    hashes of those that a verifier has just computed from their bodies, `held` the places
    that the service keeps without effect.
    """
    contents = hashed or [None] * len(placed)
    checked = [(item, flaw(item.operation) or _held(item, held)) for item in placed]
    with writing(connection):
        names = [item.operation.op_id for item, reason in checked if reason != "bad_id"]
        erased = erasing.among(connection, (item.operation for item in placed))
        batch = _Batch(connection, names, erased, now_ms)
        outcomes = [
            batch.take(item, reason, content)
            for (item, reason), content in zip(checked, contents, strict=True)
        ]
        batch.write()
        arrived = batch.applied + _wake(connection, batch.present)
        projections.project(connection, batch.histories(arrived), arrived)
        erasing.take_effect(connection, arrived)
        erasing.end_waiting(connection)
        _adopt_time(connection, batch.inserted, now_ms)
    return outcomes


def _held(item: Placed, held: Places) -> str | None:
    return NOT_GRANTED if held and (item.stream, item.n) in held else None


class _Batch:
    """One transaction's worth of arrivals."""

    def __init__(
        self, connection: Connection, op_ids: Iterable[str], erased: Keep, now_ms: int
    ) -> None:
        self._connection = connection
        self._erased = erased
        self._now_ms = now_ms
        self._streams: dict[Stream, _Stream] = {}
        self._known: dict[str, _Known] = {}
        self._seq = rows.next_seq(connection)
        self._first = self._seq
        self.inserted: list[tuple[Operation, bytes, State]] = []
        self._positions: list[tuple[int, int, int, bytes]] = []
        self._aside: list[tuple[int, int, str, str, int]] = []
        self._waiting: list[tuple[str, str]] = []
        self.present: set[str] = set()
        """What came in this batch and satisfies whoever waits for it."""
        self.applied: list[Operation] = []
        for some in rows.chunks(op_ids):
            found = connection.execute(
                "SELECT op_id, seq, content_hash, body IS NULL, state FROM op"
                f" WHERE op_id IN ({rows.marks(some)})",
                some,
            )
            self._known.update({row[0]: _Known(*row[1:]) for row in found})

    def take(self, item: Placed, reason: str | None, content: bytes | None) -> Outcome:
        """Place one operation, or say why it was set aside."""
        operation = item.operation
        if operation.area != item.stream.area:
            return Outcome(operation.op_id, "quarantined", "wrong_area")
        if content is None:
            if not operation.body_verifies():
                reason = reason or "body_hash"
            content = operation.content_hash()
        operation = bare_if_erased(operation, self._erased)
        known = None if reason == "bad_id" else self._known.get(operation.op_id)
        if known and known.content != content:
            reason = reason or "same_id_other_content"
        stream = self._stream(item.stream)
        if item.n <= stream.n:
            return self._again(operation, known, reason)
        if item.n != stream.n + 1:
            return Outcome(operation.op_id, "quarantined", "gap")
        chain = link(stream.hash, item.stream, item.n, content)
        self._streams[item.stream] = _Stream(stream.id, item.n, chain)
        if reason:
            self._aside.append((stream.id, item.n, held_text(operation), reason, self._now_ms))
            self._positions.append((stream.id, item.n, 0, chain))
            return Outcome(operation.op_id, "quarantined", reason)
        seq = known.seq if known else self._seq
        self._positions.append((stream.id, item.n, seq, chain))
        if known:
            return self._again(operation, known, None)
        return self._insert(operation, content)

    def _again(self, operation: Operation, known: _Known | None, reason: str | None) -> Outcome:
        if reason:
            return Outcome(operation.op_id, "quarantined", reason)
        if known is None:
            return Outcome(operation.op_id, "quarantined", "position_taken")
        if known.bare and operation.body is not None:
            self._fill(operation, known)
            return Outcome(operation.op_id, "filled")
        return Outcome(operation.op_id, "duplicate")

    def _fill(self, operation: Operation, known: _Known) -> None:
        self._known[operation.op_id] = known._replace(bare=False)
        at = known.seq - self._first
        if at >= 0:
            self.inserted[at] = (operation, *self.inserted[at][1:])
        else:
            self._connection.execute(
                "UPDATE op SET salt = ?, body = ? WHERE seq = ?",
                (operation.salt, operation.body, known.seq),
            )
        if known.state == State.APPLIED:
            self.applied.append(operation)

    def _insert(self, operation: Operation, content: bytes) -> Outcome:
        missing = self._missing(operation)
        state = rows.arrival_state(operation, set(operation.base) - missing)
        self._known[operation.op_id] = _Known(self._seq, content, operation.body is None, state)
        self._seq += 1
        self.inserted.append((operation, content, state))
        if state is not State.PENDING:
            self.present.add(operation.op_id)
        if state is State.APPLIED:
            self.applied.append(operation)
            return Outcome(operation.op_id, "applied")
        if state is State.PENDING:
            self._waiting.extend((name, operation.op_id) for name in missing)
            return Outcome(operation.op_id, "pending")
        return Outcome(operation.op_id, "opaque")

    def _missing(self, operation: Operation) -> set[str]:
        missing = set(operation.base) - self.present
        if not missing:
            return missing
        for some in rows.chunks(missing):
            found = self._connection.execute(
                f"SELECT op_id FROM op WHERE state <> 1 AND op_id IN ({rows.marks(some)})", some
            )
            missing -= {row[0] for row in found}
        return missing

    def _stream(self, stream: Stream) -> _Stream:
        known = self._streams.get(stream)
        if known is None:
            known = self._streams[stream] = self._load(stream)
        return known

    def _load(self, stream: Stream) -> _Stream:
        row = self._connection.execute(
            "SELECT id, n, hash FROM stream WHERE device = ? AND incarnation = ? AND area = ?",
            stream,
        ).fetchone()
        if row:
            return _Stream(*row)
        created = self._connection.execute(
            "INSERT INTO stream (device, incarnation, area, n, hash, hlc)"
            " VALUES (?, ?, ?, 0, ?, 0)",
            (*stream, GENESIS),
        )
        return _Stream(int(created.lastrowid), 0, GENESIS)

    def histories(self, arrived: Sequence[Operation]) -> dict[str, list[Operation]]:
        """Return all that counts on what `arrived` touched; what is new is not read again."""
        found = rows.by_entity(self._connection, {op.entity for op in arrived}, self._first)
        new = {op.op_id for op, _, _ in self.inserted}
        for op in {op.op_id: op for op in arrived if op.op_id in new}.values():
            found[op.entity].append(op)
        return found

    def write(self) -> None:
        """Write the rows of everything that was placed."""
        rows.insert(self._connection, self._first, self.inserted)
        self._connection.executemany("INSERT INTO position VALUES (?, ?, ?, ?)", self._positions)
        self._connection.executemany("INSERT INTO local_aside VALUES (?, ?, ?, ?, ?)", self._aside)
        self._connection.executemany(
            "UPDATE stream SET n = ?, hash = ? WHERE id = ?",
            [(stream.n, stream.hash, stream.id) for stream in self._streams.values()],
        )
        self._connection.executemany("INSERT OR IGNORE INTO waiting VALUES (?, ?)", self._waiting)


def _wake(connection: Connection, arrived: Iterable[str]) -> list[Operation]:
    """Return the operations that were waiting for `arrived` and now count."""
    woken: list[Operation] = []
    queue = list(arrived)
    if not connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone():
        return woken
    while queue:
        name = queue.pop()
        waiting = connection.execute("SELECT op_id FROM waiting WHERE missing = ?", (name,))
        for (op_id,) in waiting.fetchall():
            connection.execute("DELETE FROM waiting WHERE missing = ? AND op_id = ?", (name, op_id))
            left = connection.execute("SELECT 1 FROM waiting WHERE op_id = ?", (op_id,))
            if left.fetchone():
                continue
            connection.execute("UPDATE op SET state = 0 WHERE op_id = ?", (op_id,))
            row = connection.execute(
                f"SELECT {rows.COLUMNS} FROM op WHERE op_id = ?", (op_id,)
            ).fetchone()
            woken.append(rows.operation_of(row))
            queue.append(op_id)
    return woken


def _adopt_time(
    connection: Connection, arrived: Sequence[tuple[Operation, bytes, State]], now_ms: int
) -> None:
    """Move this laptop's hybrid time past what it has seen, unless that is absurd."""
    near = [op.hlc for op, _, _ in arrived if clock.adoptable(op.hlc, now_ms)]
    if near:
        connection.execute(
            "UPDATE stream SET hlc = max(hlc, ?) WHERE id = (SELECT min(id) FROM stream)",
            (max(near),),
        )


def filled_in(outcomes: Sequence[Outcome], batch: Batch) -> list[str]:
    """Return the operations that a batch may have given their bodies."""
    late = [outcome.op_id for outcome in outcomes if outcome.state == "filled"]
    return [*late, *(fill.op_id for fill in batch.fills)]


def counted(outcomes: Sequence[Outcome], filled: int, refused: int) -> Taken:
    """Return what a batch brought."""
    states = [outcome.state for outcome in outcomes]
    aside = states.count("quarantined")
    new = len(states) - aside - states.count("duplicate")
    return Taken(new + filled, aside + refused)
