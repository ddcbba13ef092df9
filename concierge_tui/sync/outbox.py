"""What a peer lacks, in batches: derived from the ends of streams, never a list of its own."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from concierge_tui.domain.erasure import ERASE, says_only_ids
from concierge_tui.domain.kinds import DETAILS
from concierge_tui.domain.operation import Operation, Placed, Stream
from concierge_tui.sync.ports import Replica
from concierge_tui.sync.protocol import (
    MAX_BODY,
    MAX_OPERATIONS,
    MAX_RAW,
    Batch,
    Fill,
    Segment,
    size_of,
)
from concierge_tui.sync.signing import DeviceKey

ROOM: Final = MAX_RAW * 7 // 8
"""Bytes that the operations of one batch may take, so that its frame fits too."""

NO_CONSENT: Final = "no_consent"
TOO_LARGE: Final = "too_large"


class Parcel(NamedTuple):
    """A batch and the operations in it whose bodies stay here, each with its reason."""

    batch: Batch
    withheld: Mapping[str, str]


class Outbox:
    """Makes up batches from the journal for one peer."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._key = DeviceKey(replica.key())

    def next(self, after: Mapping[Stream, int], skipped: set[Stream]) -> list[Segment] | None:
        """Return what comes next for a peer that has each stream up to `after`.

        It is still to be `gated`, as late as possible: a family may withdraw in between.
        """
        operations, room = 0, ROOM
        segments: list[Segment] = []
        for stream in self._order(after, skipped):
            segment, size = self._segment(
                stream, after.get(stream, 0), MAX_OPERATIONS - operations, room
            )
            if segment is None:
                break
            segments.append(segment)
            operations += len(segment.operations)
            room -= size
            if operations >= MAX_OPERATIONS or room <= 0:
                break
        return segments or None

    def fills(self) -> Batch | None:
        """Return bodies whose families consent by now."""
        room = ROOM
        fills: list[Fill] = []
        for op in self._replica.fillable(MAX_OPERATIONS):
            room -= size_of(op)
            if op.salt is None or op.body is None or (fills and room < 0):
                break
            fills.append(Fill(op.op_id, op.salt, op.body))
        return Batch(fills=tuple(fills)) if fills else None

    def _order(self, after: Mapping[Stream, int], skipped: set[Stream]) -> list[Stream]:
        """Return the streams that the peer lacks something of, this device's own first."""
        own = self._replica.stream().device
        lacking = [
            stream
            for stream, head in self._replica.heads().items()
            if head.n > after.get(stream, 0) and stream not in skipped
        ]
        relayed = {
            stream
            for stream in lacking
            if stream.device != own
            and self._replica.signed_end(stream, after.get(stream, 0)) is None
        }
        return sorted(set(lacking) - relayed, key=lambda stream: (stream.device != own, stream))

    def _segment(
        self, stream: Stream, after: int, count: int, room: int
    ) -> tuple[Segment | None, int]:
        """Return the next run of a stream that fits, or None where none does."""
        foreign = stream.device != self._replica.stream().device
        end = self._replica.signed_end(stream, after) if foreign else None
        if end and end.last - after > count:
            return None, 0
        placed = self._replica.placed(stream, after, end.last - after if end else count)
        kept, size = _fitting(placed, room)
        if not kept or (end and kept[-1].n != end.last):
            return None, 0
        last = kept[-1].n
        if end:
            head, signature = end.head, end.signature
        else:
            head = self._replica.hash_at(stream, last) or b""
            signature = self._key.sign_head(stream, last, head)
        operations = tuple(item.operation for item in kept)
        return Segment(stream, after + 1, operations, head, signature), size

    def gated(self, segments: Sequence[Segment]) -> Parcel:
        """Take out the bodies that may not leave now: a family's details go by its consent."""
        families = {
            op.subject
            for segment in segments
            for op in segment.operations
            if op.subject and not _always_goes(op)
        }
        consenting = self._replica.consenting(families) if families else set()
        withheld: dict[str, str] = {}
        gated = []
        for segment in segments:
            sent = []
            for op in segment.operations:
                reason = _reason(op, consenting)
                if reason:
                    withheld[op.op_id] = reason
                sent.append(op.skeleton() if reason else op)
            gated.append(segment._replace(operations=tuple(sent)))
        return Parcel(Batch(tuple(gated)), withheld)


def _reason(op: Operation, consenting: set[str]) -> str | None:
    if op.body is None:
        return None
    needs_consent = not _always_goes(op) and (op.noun in DETAILS or op.subject is not None)
    if needs_consent and op.subject not in consenting:
        return NO_CONSENT
    return TOO_LARGE if len(op.body.encode()) > MAX_BODY else None


def _always_goes(op: Operation) -> bool:
    """Say whether other laptops need it whatever the family says.

    A withdrawal and an erasure must reach everyone. Who is in the house, and which of two
    registrations ended, names people by id alone: a roll call must not miss a child whose family
    has withdrawn, and what hides one registration hides the other.
    """
    return op.noun == "consent" or op.kind == ERASE or says_only_ids(op)


def _fitting(placed: Sequence[Placed], room: int) -> tuple[list[Placed], int]:
    kept: list[Placed] = []
    total = 0
    for item in placed:
        # A withheld body is counted too: it may follow later, in the same segment.
        op = item.operation
        large = op.body is not None and len(op.body.encode()) > MAX_BODY
        total += size_of(op.skeleton() if large else op)
        if kept and total > room:
            break
        kept.append(item)
    return kept, total
