"""Takes in what a device pushes: each operation once, each stream in its order."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from concierge_tui.domain.erasure import bare_if_erased
from concierge_tui.domain.operation import Operation, hash_body
from concierge_tui.sync.flaws import NOT_GRANTED, UNKNOWN, flaw, flaw_of_body
from concierge_tui.sync.packing import held_text
from concierge_tui.sync.protocol import (
    Batch,
    Fill,
    Receipts,
    Segment,
    StreamRefused,
    is_id,
)
from db.central import contested, detained, erasing, tables, views
from db.central.bulk import insert_rows, one_of
from db.central.detained import NOBODY, Carried
from db.central.placing import Fresh, Placing, lock
from db.central.stored import COLUMNS, KNOWN, chunks, existing, operation_of, row_of
from db.central.writers import Writers, writers

_END: Final = (
    update(tables.stream)
    .where(tables.stream.c.id == bindparam("which"))
    .values(n=bindparam("last"), hash=bindparam("head"))
)


class _Known(NamedTuple):
    content: bytes
    body_hash: bytes | None
    """None where the operation is another area's: nobody here fills it."""
    lacks_body: bool
    erased: bool


def receive(connection: Connection, area: str, batch: Batch, carried: Carried = NOBODY) -> Receipts:
    """Store `batch` in the transaction of `connection` and say what became of each operation.

    Raises:
        StreamRefused: when a segment does not continue its stream; nothing was stored.
        Malformed: when an operation cannot be hashed.
    """
    lock(connection, area, 0)
    known = writers(connection, area, {segment.stream.device for segment in batch.segments})
    apart = detained.behind_revocation(connection, area, batch.segments, known)
    kept = [i for i in range(len(batch.segments)) if i not in apart]
    part = batch._replace(segments=tuple(batch.segments[i] for i in kept))
    try:
        receipts = _Reception(connection, area, part, known).take()
    except StreamRefused as refused:
        raise StreamRefused(kept[refused.index], refused.reason) from None
    states = dict(zip(kept, receipts.segments, strict=True))
    for i, key in apart.items():
        states[i] = detained.detain(connection, i, batch.segments[i], key, carried)
    return Receipts(tuple(states[i] for i in range(len(batch.segments))), receipts.fills)


class _Reception:
    """One transaction's worth of arrivals in one area."""

    def __init__(self, connection: Connection, area: str, batch: Batch, writers: Writers) -> None:
        self._connection = connection
        self._area = area
        self._batch = batch
        self._writers = writers
        self._placing = Placing(connection, area, batch.segments, writers)
        self._known: dict[str, _Known] = {}
        self._inserted: list[dict[str, Any]] = []
        self._new: dict[str, Operation] = {}
        self._filled: list[dict[str, Any]] = []
        sent = [op for segment in batch.segments for op in segment.operations]
        self._erased = erasing.among(connection, area, sent)

    def take(self) -> Receipts:
        """Store the batch and return its receipts."""
        batch = self._batch
        skipped = [self._placing.place(index, item) for index, item in enumerate(batch.segments)]
        flaws = [flaw(fresh.operation) for fresh in self._placing.fresh]
        if self._erased:
            self._placing.fresh = [self._left_of(fresh) for fresh in self._placing.fresh]
        checked = list(zip(self._placing.fresh, flaws, strict=True))
        names = {fresh.operation.op_id for fresh, reason in checked if not reason}
        self._look_up(names | {fill.op_id for fill in batch.fills if is_id(fill.op_id)})
        outside = self._not_granted(checked)
        states = [
            self._state(fresh, reason or _held_back(fresh, outside)) for fresh, reason in checked
        ]
        told = self._told(batch.fills)
        fills = [self._fill(fill, told.get(fill.op_id)) for fill in batch.fills]
        self._annotate(states)
        self._write(batch.segments, states)
        erasing.take_effect(self._connection, self._area, [*self._new.values(), *told.values()])
        return Receipts(self._by_segment(batch.segments, skipped, states), tuple(fills))

    def _left_of(self, fresh: Fresh) -> Fresh:
        return fresh._replace(operation=bare_if_erased(fresh.operation, self._erased))

    def _look_up(self, names: set[str]) -> None:
        for some in chunks(names):
            rows = KNOWN.ask(self._connection, some, area=self._area)
            self._known.update({row[0]: _Known(*row[1:]) for row in rows})

    def _state(self, fresh: Fresh, reason: str | None) -> str:
        op = fresh.operation
        if reason:
            return f"quarantined:{reason}"
        known = self._known.get(op.op_id)
        if known is None:
            self._known[op.op_id] = _Known(
                fresh.content, op.body_hash, lacks_body=op.body is None, erased=False
            )
            self._inserted.append(row_of(op, fresh.content))
            self._new[op.op_id] = op
            return "applied"
        if known.content != fresh.content:
            return "quarantined:other_content"
        if op.salt is not None and op.body is not None:
            self._complete(op.op_id, known, op.salt, op.body)
        return "duplicate"

    def _not_granted(self, checked: Sequence[tuple[Fresh, str | None]]) -> set[str]:
        """Return what is new and was written outside of its device's grant."""
        granted = {name: known.view for name, known in self._writers.items() if known.view}
        if not granted:
            return set()
        devices = {place.id: stream.device for stream, place in self._placing.places.items()}
        new = [
            (devices[fresh.stream], fresh.operation)
            for fresh, reason in checked
            if not reason and fresh.operation.op_id not in self._known
        ]
        return views.outside(self._connection, self._area, granted, new) if new else set()

    def _told(self, fills: Sequence[Fill]) -> dict[str, Operation]:
        """Return what operations say by their fills, as it may be kept."""
        bodies = {fill.op_id: fill for fill in fills if is_id(fill.op_id) and _hash_of(fill)}
        found = {name: op for name, op in self._new.items() if name in bodies}
        for some in chunks(bodies.keys() - found.keys()):
            named = one_of(self._connection, tables.operation.c.op_id, some)
            rows = self._connection.execute(
                select(*COLUMNS).where(tables.operation.c.area == self._area, named)
            )
            found.update({row[0]: operation_of(tuple(row)) for row in rows})
        erased = erasing.among(self._connection, self._area, found.values())
        return {
            name: bare_if_erased(
                op._replace(salt=bodies[name].salt, body=bodies[name].body), erased
            )
            for name, op in found.items()
            if op.body is None and _hash_of(bodies[name]) == op.body_hash
        }

    def _fill(self, fill: Fill, told: Operation | None) -> str:
        known = self._known.get(fill.op_id)
        if known is None:
            kept = detained.fill(self._connection, fill) if is_id(fill.op_id) else None
            return kept or f"quarantined:{UNKNOWN}"
        if known.erased or (told and told.body is None):
            return "quarantined:erased"
        if not known.lacks_body:
            return "duplicate"
        if _hash_of(fill) != known.body_hash:
            return "quarantined:body_hash"
        reason = flaw_of_body(fill.body)
        if reason:
            return f"quarantined:{reason}"
        self._complete(fill.op_id, known, fill.salt, fill.body)
        return "applied"

    def _complete(self, op_id: str, known: _Known, salt: bytes, body: str) -> None:
        if known.lacks_body and not known.erased:
            self._known[op_id] = known._replace(lacks_body=False)
            self._filled.append({"name": op_id, "salt": salt, "body": body})

    def _write(self, segments: Sequence[Segment], states: Sequence[str]) -> None:
        count = len(self._placing.fresh) + len(self._filled)
        if not count:
            return
        seq = lock(self._connection, self._area, count) - count
        insert_rows(self._connection, tables.operation, self._inserted)
        positions = [
            self._position(fresh, seq + i, state)
            for i, (fresh, state) in enumerate(zip(self._placing.fresh, states, strict=True), 1)
        ]
        insert_rows(self._connection, tables.position, positions)
        self._write_fills(seq + len(self._placing.fresh))
        self._write_streams(segments)

    def _position(self, fresh: Fresh, seq: int, state: str) -> dict[str, Any]:
        _, _, reason = state.partition(":")
        return {
            "stream": fresh.stream,
            "n": fresh.n,
            "area": self._area,
            "seq": seq,
            "op_id": None if reason else fresh.operation.op_id,
            "hash": fresh.hash,
            "held": held_text(fresh.operation) if reason else None,
            "reason": reason or None,
        }

    def _write_fills(self, seq: int) -> None:
        if not self._filled:
            return
        self._connection.execute(
            update(tables.operation)
            .where(tables.operation.c.op_id == bindparam("name"))
            .values(salt=bindparam("salt"), body=bindparam("body")),
            self._filled,
        )
        rows = [
            {"area": self._area, "seq": seq + i, "op_id": row["name"]}
            for i, row in enumerate(self._filled, 1)
        ]
        insert_rows(self._connection, tables.fill, rows)

    def _write_streams(self, segments: Sequence[Segment]) -> None:
        if not self._placing.fresh:
            return
        self._connection.execute(
            _END,
            [
                {"which": id_, "last": n, "head": head}
                for id_, n, head in self._placing.places.values()
            ],
        )
        ends = {(fresh.stream, fresh.n) for fresh in self._placing.fresh}
        rows = [
            {
                "stream": place.id,
                "last": segment.last,
                "first": segment.first,
                "head": segment.head,
                "signature": segment.signature,
            }
            for segment in segments
            if (place := self._placing.places.get(segment.stream))
            and (place.id, segment.last) in ends
        ]
        insert_rows(self._connection, tables.segment, rows)

    def _annotate(self, states: list[str]) -> None:
        """Mark what waits for an operation not yet here, and what contradicts another.

        It is done before anything is written: what is new need not be read back.
        """
        bases = {name for op in self._new.values() for name in op.base}
        missing = bases - set(self._known)
        missing -= existing(self._connection, missing) if missing else set()
        bodies = {row["name"]: (row["salt"], row["body"]) for row in self._filled}
        conflicts = contested.among(self._connection, self._new.values(), bodies)
        for i, fresh in enumerate(self._placing.fresh):
            if states[i] != "applied":
                continue
            if missing and not missing.isdisjoint(fresh.operation.base):
                states[i] = "pending"
            elif fresh.operation.op_id in conflicts:
                states[i] = "conflict"

    def _by_segment(
        self, segments: Sequence[Segment], skipped: Sequence[int], states: Sequence[str]
    ) -> tuple[tuple[str, ...], ...]:
        remaining = iter(states)
        return tuple(
            ("duplicate",) * skip
            + tuple(next(remaining) for _ in range(len(segment.operations) - skip))
            for segment, skip in zip(segments, skipped, strict=True)
        )


def _held_back(fresh: Fresh, outside: set[str]) -> str | None:
    # One that is flawed besides is told of by its flaw: its id may not even be text.
    return NOT_GRANTED if outside and fresh.operation.op_id in outside else None


def _hash_of(fill: Fill) -> bytes:
    try:
        return hash_body(fill.salt, fill.body)
    except UnicodeEncodeError:  # half of a character: no program hashed this
        return b""
