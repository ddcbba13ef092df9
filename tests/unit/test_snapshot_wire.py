"""Many pages in one answer: whatever a line or a peer does to it, only whole pages come out."""

import json
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from threading import active_count
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.central_errors import NotCentral, ReplyCutShort
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.line_errors import CentralSilent
from concierge_tui.sync.ahead import read_ahead
from concierge_tui.sync.answers import message_of_page
from concierge_tui.sync.packing import pack
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import MAX_PAGE_RAW, Batch, Page, batch_in
from concierge_tui.sync.snapshot import (
    SnapshotHead,
    head_record,
    page_record,
    pages_in,
    trailer_record,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "sync.md"
HEAD = SnapshotHead("a", "life", 6, "mark-6")


def page(seq: int, *, more: bool = True, mark: str = "") -> Page:
    return Page(Batch(), "life", seq, mark or f"mark-{seq}", more=more, keys={})


PAGES = (page(2), page(3), page(6, more=False))
RECORDS = (head_record(HEAD), *map(page_record, PAGES), trailer_record(6, 3))
WHOLE = b"".join(RECORDS)


def came(chunks: Any, since: Cursor = Cursor()) -> tuple[list[Page], type[ConciergeError] | None]:  # noqa: B008
    """Return what is taken of an answer, and what is said then."""
    taken: list[Page] = []
    try:
        taken.extend(pages_in(chunks, "a", since))
    except ConciergeError as error:
        return taken, type(error)
    return taken, None


def test_wherever_it_is_cut_the_pages_before_are_good_and_the_cut_is_noticed() -> None:
    ends = [sum(map(len, RECORDS[: count + 2])) for count in range(len(PAGES))]
    for length in range(len(WHOLE)):
        taken, said = came([WHOLE[:length]])
        assert taken == list(PAGES[: sum(end <= length for end in ends)])
        assert said is ReplyCutShort, f"cut after {length} bytes"
    assert came([WHOLE]) == (list(PAGES), None)


@given(st.lists(st.integers(0, len(WHOLE)), max_size=8))
def test_however_the_bytes_come_the_pages_are_the_same(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(WHOLE)]
    chunks = [WHOLE[begin:end] for begin, end in pairwise(places)]

    assert came(chunks) == (list(PAGES), None)


def raw(packed: bytes) -> bytes:
    return len(packed).to_bytes(4) + packed


def words(message: object) -> bytes:
    return raw(pack(message))


def bomb() -> bytes:
    """Return a small frame that would unpack to more than a page may hold."""
    return raw(zstandard.ZstdCompressor().compress(bytes(MAX_PAGE_RAW + 1)))


def without_size() -> bytes:
    compressor = zstandard.ZstdCompressor(write_content_size=False)
    return raw(compressor.compress(json.dumps(message_of_page(PAGES[0])).encode()))


head, first, second, last, trailer = RECORDS
told = {"v": 1, **HEAD._asdict()}
HOSTILE: dict[str, tuple[list[bytes], int]] = {
    "no head": ([first, second], 0),
    "a head of another area": ([words({**told, "area": "b"}), first], 0),
    "a head of a newer protocol": ([words({**told, "v": 2}), first], 0),
    "a head that ends before the cursor": ([words({**told, "seq": -1}), first], 0),
    "a head of no number": ([words({**told, "seq": True}), first], 0),
    "a head that is a list": ([words([]), first], 0),
    "a head as long as a page": ([words({**told, "x": "x" * 5000}), first], 0),
    "a page twice": ([head, first, first], 1),
    "a page that goes back": ([head, first, second, first], 2),
    "a page beyond the end": ([head, first, page_record(page(7))], 1),
    "more behind the end": ([head, first, page_record(page(6))], 1),
    "no more before the end": ([head, page_record(page(2, more=False))], 0),
    "a trailer too early": ([head, first, trailer], 1),
    "a trailer of another end": ([head, first, second, last, trailer_record(7, 3)], 3),
    "a trailer of another count": ([head, first, second, last, trailer_record(6, 2)], 3),
    "a trailer that says more": ([head, *RECORDS[1:4], words({"end": 6, "pages": 3, "x": 1})], 3),
    "a page behind the trailer": ([*RECORDS, first], 3),
    "a bomb for a head": ([bomb()], 0),
    "a bomb for a page": ([head, first, bomb()], 1),
    "a frame that states no size": ([head, without_size()], 0),
    "a record of four gigabytes": ([head, b"\xff\xff\xff\xff"], 0),
    "no frame": ([head, first, raw(b"<html>")], 1),
    "an empty record": ([head, first, raw(b"")], 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_peer_is_found_out(name: str) -> None:
    records, good = HOSTILE[name]

    assert came(records) == (list(PAGES[:good]), NotCentral)


@pytest.mark.parametrize(
    "changed",
    [page(3)._replace(epoch="another"), page(6, more=False, mark="another")],
    ids=["another life", "another mark at the end"],
)
def test_a_service_that_was_restored_meanwhile_is_a_cut(changed: Page) -> None:
    assert came([head, first, page_record(changed)]) == ([PAGES[0]], ReplyCutShort)


def test_it_begins_behind_a_cursor() -> None:
    assert came([head, second, last, trailer_record(6, 2)], Cursor("life", 2, "mark-2"))[1] is None
    assert came([head, trailer_record(6, 0)], Cursor("life", 6, "mark-6")) == ([], None)
    assert came([head, first, trailer], Cursor("life", 2, "mark-2")) == ([], NotCentral)


def test_the_documented_example_is_what_the_program_writes() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    blocks = {
        name: text.split(f"<!-- golden: {name} -->")[1].split("```")[1].partition("\n")[2]
        for name in ("batch", "hashes", "snapshot")
    }
    facts = dict(line.split(" = ") for line in blocks["snapshot"].strip().splitlines())
    hashes = dict(line.split(" = ") for line in blocks["hashes"].strip().splitlines())
    batch = batch_in(json.loads(blocks["batch"]))
    area, writer = batch.segments[0].stream.area, batch.segments[0].stream.device
    key = bytes.fromhex(hashes["public key"])
    example = SnapshotHead(area, "life-1", 4, "mark-4")
    only = Page(batch, "life-1", 4, "mark-4", more=False, keys={writer: key})

    written = head_record(example) + page_record(only) + trailer_record(4, 1)

    assert written.hex() == facts["bytes"]
    assert [len(record) for record in (head_record(example), page_record(only))] == json.loads(
        facts["lengths"]
    )
    assert list(pages_in([written], area, Cursor())) == [only]


def counted(produced: list[int], pause: Callable[[], None] = lambda: None) -> Iterator[int]:
    for number in range(20):
        produced.append(number)
        pause()
        yield number


def test_it_is_read_no_more_than_two_pieces_ahead() -> None:
    produced: list[int] = []
    pieces = read_ahead(lambda: counted(produced), lambda: False, 5)
    for number in range(4):
        assert next(pieces) == number
        time.sleep(0.05)
        assert len(produced) <= number + 3
    assert list(pieces) == list(range(4, 20))


def test_whoever_leaves_early_or_waits_in_vain_leaves_no_thread_behind() -> None:
    before = active_count()
    pieces = read_ahead(lambda: counted([]), lambda: False, 5)
    next(pieces)
    pieces.close()
    with pytest.raises(ReplyCutShort):
        next(read_ahead(lambda: counted([], lambda: time.sleep(0.4)), lambda: True, 5))
    with pytest.raises(CentralSilent):
        next(read_ahead(lambda: counted([], lambda: time.sleep(0.4)), lambda: False, 0.05))

    ends = time.monotonic() + 5
    while active_count() > before and time.monotonic() < ends:
        time.sleep(0.02)
    assert active_count() <= before


def test_what_breaks_on_the_way_is_said_where_it_is_awaited() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ReplyCutShort

    pieces = read_ahead(broken, lambda: False, 5)

    assert next(pieces) == 1
    with pytest.raises(ReplyCutShort):
        next(pieces)
