"""The wire, mbsync/1: batches of signed segments, as docs/sync.md lays them down."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeGuard

from concierge_tui.domain.lease import LeaseGrant
from concierge_tui.domain.operation import Operation, Stream, link
from concierge_tui.services.sync_ports import Standing
from concierge_tui.sync.packing import (
    Malformed,
    bytes64,
    columns_of,
    operations_in,
    pack,
    text64,
    unpack,
)

VERSION: Final = 1
MEDIA_TYPE: Final = "application/vnd.mbsync"
"""A zstd frame of JSON."""
MAX_OPERATIONS: Final = 500
"""Operations of a pushed batch; no segment is longer."""
MAX_RAW: Final = 1024 * 1024
"""Bytes of a pushed batch before compression."""
MAX_PAGE: Final = 2000
"""Operations of a pulled page, which ends with a whole segment."""
MAX_PAGE_RAW: Final = 64 * 1024 * 1024
MAX_UPLOAD: Final = 32 * 1024 * 1024
"""Of a file over HTTP, some 300,000 operations: its receipt must fit into an answer."""
MAX_BODY: Final = 256 * 1024
"""Bytes of one body; a larger one stays on the laptop that wrote it."""
HASH_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64

_INTEGERS: Final = 2**63
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


class Segment(NamedTuple):
    """A run of one stream, signed at its end by the device that wrote it."""

    stream: Stream
    first: int
    operations: tuple[Operation, ...]
    head: bytes
    """The chain hash of the last operation."""
    signature: bytes

    @property
    def last(self) -> int:
        """The position of the last operation."""
        return self.first + len(self.operations) - 1


class Fill(NamedTuple):
    """A body that was withheld when its operation travelled."""

    op_id: str
    salt: bytes
    body: str


class Batch(NamedTuple):
    """What one request or page carries."""

    segments: tuple[Segment, ...] = ()
    fills: tuple[Fill, ...] = ()


class Head(NamedTuple):
    """The last place of a stream."""

    n: int
    hash: bytes


class HandOffGrant(NamedTuple):
    """What a laptop needs to hand a registration on to a telephone."""

    url: str
    """Where telephones reach the service; empty where it shows them no page."""
    key: bytes
    hours: int
    """How long a token is good."""
    sign_up: str = ""
    """The code by which families sign up in the area; empty where the service has none."""


class KnownDevice(NamedTuple):
    """A device of the area as the service knows it."""

    id: str
    key: bytes
    certificate: bytes
    """By it a laptop that never heard of the device can tell that it is of the area."""
    revoked: bool


class BundleGrant(NamedTuple):
    """What a laptop needs to write files for a stick, and to read those of its neighbours."""

    central: str
    """To whom is sealed what the service shall open (age)."""
    keys: tuple[str, ...]
    """Secret keys (age): the area's present one, its older ones, and one of this device alone.

    A revocation makes a new one of the area, so that a lost laptop reads no later file.
    """
    clerk: str
    """The device that is the service itself; it signs certificates and receipts."""
    devices: tuple[KnownDevice, ...]

    @property
    def clerk_key(self) -> bytes | None:
        """The key of the clerk."""
        return next((known.key for known in self.devices if known.id == self.clerk), None)


class Greeting(NamedTuple):
    """What a peer has, compared before anything else is done."""

    epoch: str
    """The life of the peer's store: another after a restore."""
    now: int
    """Milliseconds since 1970 on the peer's clock."""
    feed: int
    """The last number of the area's feed."""
    heads: Mapping[Stream, Head]
    devices: frozenset[str]
    """Whose signatures the peer can verify."""
    refused: tuple[tuple[Stream, int, str], ...]
    """What the peer set aside: stream, position and reason."""
    hand_off: HandOffGrant | None = None
    """For the device that asks; a peer that is no central service grants nothing."""
    bundles: BundleGrant | None = None
    lease: LeaseGrant | None = None  # these as with `hand_off`, but never in a file
    revoked: bool = False
    """The device that asks may hand in its own work, and nothing else."""
    snapshot: bool = False  # it sends many pages in one answer
    standing: Standing | None = None  # as with `lease`
    hears_ends: bool = False  # a hub is told how far the asking device has each stream


class Page(NamedTuple):
    """A piece of a feed and the cursor after it."""

    batch: Batch
    epoch: str
    seq: int
    mark: str
    """Tells this feed from one that was restored and went another way."""
    more: bool
    keys: Mapping[str, bytes]
    """The public keys of the devices whose segments are in the page."""
    held: frozenset[tuple[Stream, int]] = frozenset()
    """Places that are without effect everywhere: written outside of what their device may write."""


class Receipts(NamedTuple):
    """What became of each operation and each fill of a batch, in its order.

    A state is applied, duplicate, conflict, pending or quarantined:<reason>.
    """

    segments: tuple[tuple[str, ...], ...]
    fills: tuple[str, ...]


class StreamRefused(Exception):
    """A segment does not continue its stream, so that nothing of the batch was stored.

    Reasons: gap, forked, wrong_area, unknown_device, bad_signature.
    """

    def __init__(self, index: int, reason: str) -> None:
        super().__init__(index, reason)
        self.index = index
        self.reason = reason


def message_of(batch: Batch) -> dict[str, Any]:
    """Return `batch` as JSON values."""
    return {
        "v": VERSION,
        "segments": [
            {
                "stream": list(segment.stream),
                "from": segment.first,
                "head": text64(segment.head),
                "sig": text64(segment.signature),
                **columns_of(segment.operations),
            }
            for segment in batch.segments
        ],
        "fills": [[fill.op_id, text64(fill.salt), fill.body] for fill in batch.fills],
    }


def batch_in(message: object) -> Batch:
    """Return the batch that `message` holds.

    Raises:
        Malformed: when it holds none.
    """
    if not isinstance(message, Mapping) or message.get("v") != VERSION:
        raise Malformed("version")
    segments, fills = message.get("segments"), message.get("fills")
    if not isinstance(segments, list) or not isinstance(fills, list):
        raise Malformed("batch")
    return Batch(tuple(map(_segment, segments)), tuple(map(_fill, fills)))


def _segment(message: object) -> Segment:
    if not isinstance(message, Mapping):
        raise Malformed("segment")
    stream, first = stream_in(message.get("stream")), message.get("from")
    if not is_count(first) or not first:
        raise Malformed("from")
    operations = operations_in(message, stream.area)
    if not 1 <= len(operations) <= MAX_OPERATIONS:
        raise Malformed("empty")
    return Segment(
        stream,
        first,
        tuple(operations),
        bytes64(message.get("head"), HASH_BYTES),
        bytes64(message.get("sig"), SIGNATURE_BYTES),
    )


def _fill(message: object) -> Fill:
    match message:
        case [str(op_id), salt, str(body)]:
            return Fill(op_id, bytes64(salt), body)
    raise Malformed("fill")


def stream_in(message: object) -> Stream:
    """Return the stream that `message` names.

    Raises:
        Malformed: when it names none.
    """
    match message:
        case [str(device), str(incarnation), str(area)] if all(map(_ID.fullmatch, message)):
            return Stream(device, incarnation, area)
    raise Malformed("stream")


def is_id(value: str) -> bool:
    """Say whether `value` can be the id of anything."""
    return _ID.fullmatch(value) is not None


def is_count(value: object) -> TypeGuard[int]:
    """Say whether `value` is a whole number that a column of 64 bits holds."""
    return type(value) is int and 0 <= value < _INTEGERS


def pack_batch(batch: Batch) -> bytes:
    """Return the bytes of a pushed batch."""
    return pack(message_of(batch))


def unpack_batch(packed: bytes) -> Batch:
    """Return the batch in the bytes of a push.

    Raises:
        Malformed: when they hold none, or more than a batch may hold.
    """
    batch = batch_in(unpack(packed, MAX_RAW))
    if sum(len(segment.operations) for segment in batch.segments) > MAX_OPERATIONS:
        raise Malformed("operations")
    return batch


def chain(
    previous: bytes, stream: Stream, first: int, operations: Sequence[Operation]
) -> Iterator[tuple[bytes, bytes]]:
    """Yield the content hash and the chain hash of each operation from `first` on.

    Raises:
        Malformed: when an operation cannot be hashed at all.
    """
    try:
        for n, operation in enumerate(operations, first):
            content = operation.content_hash()
            previous = link(previous, stream, n, content)
            yield content, previous
    except UnicodeEncodeError:
        raise Malformed("surrogate") from None


def size_of(operation: Operation) -> int:
    """Return about how many bytes `operation` takes before compression, bodies included."""
    body = operation.body or ""
    escaped = body.count('"') + body.count("\\")
    return 400 + 40 * len(operation.base) + len(body.encode()) + escaped
