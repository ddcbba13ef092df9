"""Many pages of a feed in one answer, between a head that says where it ends and a trailer.

Each is a record: four bytes that say how long it is, and one zstd frame as the wire has it
everywhere. So both sides hold one page at a time, and none is believed for standing in a row.
"""

from collections.abc import Generator, Iterable, Iterator
from typing import Any, Final, NamedTuple

from concierge_tui.domain.central_errors import NotCentral, ReplyCutShort
from concierge_tui.sync.answers import message_of_page, page_in
from concierge_tui.sync.packing import Malformed, pack, unpack
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import MAX_PAGE_RAW, VERSION, Page, is_count

SNAPSHOT_TYPE: Final = "application/vnd.mbsync-snapshot"
_LENGTH_BYTES: Final = 4
_MAX_WORDS: Final = 4096
"""Bytes of a head or a trailer, unpacked."""


class SnapshotHead(NamedTuple):
    """Up to where an answer reads the feed, whatever is added to it meanwhile."""

    area: str
    epoch: str
    seq: int
    mark: str


def head_record(head: SnapshotHead) -> bytes:
    """Return the first record."""
    return _record({"v": VERSION, **head._asdict()})


def page_record(page: Page) -> bytes:
    """Return the record of one page, as a pull would answer it."""
    return _record(message_of_page(page))


def trailer_record(seq: int, pages: int) -> bytes:
    """Return the last record: without it something is missing."""
    return _record({"end": seq, "pages": pages})


def _record(message: Any) -> bytes:
    packed = pack(message)
    return len(packed).to_bytes(_LENGTH_BYTES) + packed


def pages_in(chunks: Iterable[bytes], area: str, since: Cursor) -> Generator[Page, None, None]:
    """Yield the pages of an answer while it arrives; it returns only where all of them came.

    Raises:
        ReplyCutShort: when it ends before its trailer, or in another life of the feed.
        NotCentral: when it is no such answer.
    """
    try:
        records = _records(chunks)
        head = _head(next(records, None), area, since)
        seq, pages = since.seq, 0
        for packed in records:
            message = unpack(packed, MAX_PAGE_RAW)
            if isinstance(message, dict) and "end" in message:
                _end(message, head, seq, pages, records)
                return
            page = page_in(message)
            _follows(page, head, seq)
            seq, pages = page.seq, pages + 1
            yield page
    except Malformed:
        raise NotCentral from None
    raise ReplyCutShort


def _records(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the records, holding no more than one and the chunk in which it ends."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= _LENGTH_BYTES:
            length = int.from_bytes(held[:_LENGTH_BYTES])
            if length > MAX_PAGE_RAW:
                raise Malformed("size")
            end = _LENGTH_BYTES + length
            if len(held) < end:
                break
            yield bytes(held[_LENGTH_BYTES:end])
            del held[:end]
    if held:
        raise ReplyCutShort


def _head(packed: bytes | None, area: str, since: Cursor) -> SnapshotHead:
    if packed is None:
        raise ReplyCutShort
    match unpack(packed, _MAX_WORDS):
        case {"v": 1, "area": told, "epoch": str(epoch), "seq": seq, "mark": str(mark)} if (
            told == area and is_count(seq) and seq >= since.seq
        ):
            return SnapshotHead(area, epoch, seq, mark)
    raise Malformed("head")


def _follows(page: Page, head: SnapshotHead, seq: int) -> None:
    if page.epoch != head.epoch:
        raise ReplyCutShort
    if not seq < page.seq <= head.seq or page.more is not (page.seq < head.seq):
        raise Malformed("page")
    if not page.more and page.mark != head.mark:
        raise ReplyCutShort


def _end(
    message: dict[str, Any], head: SnapshotHead, seq: int, pages: int, more: Iterator[bytes]
) -> None:
    if message != {"end": head.seq, "pages": pages} or seq != head.seq:
        raise Malformed("trailer")
    if next(more, None) is not None:
        raise Malformed("behind the trailer")
