"""The wire: what is packed is unpacked, and nothing else gets through."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.operation import (
    GENESIS,
    Operation,
    Stream,
    canonical,
    hash_body,
)
from concierge_tui.sync.answers import (
    greeting_in,
    message_of_greeting,
    message_of_page,
    message_of_receipts,
    page_in,
    receipts_in,
)
from concierge_tui.sync.flaws import flaw
from concierge_tui.sync.packing import (
    Malformed,
    bytes64,
    held_operation,
    held_text,
    pack,
    text64,
    unpack,
)
from concierge_tui.sync.protocol import (
    MAX_BODY,
    MAX_RAW,
    Batch,
    Fill,
    Greeting,
    Head,
    Page,
    Receipts,
    Segment,
    batch_in,
    chain,
    message_of,
    pack_batch,
    size_of,
    unpack_batch,
)
from concierge_tui.sync.signing import DeviceKey

GOLDEN = Path(__file__).parents[2] / "docs" / "sync.md"

ids = st.from_regex(r"[0-9a-f]{8}-[0-9a-f]{4}", fullmatch=True)
numbers = st.integers(0, 2**63 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
bodies = st.dictionaries(st.sampled_from(["kana", "name", "notes"]), texts).map(canonical)
streams = st.builds(Stream, ids, ids, ids)


@st.composite
def operations(draw: st.DrawFn, area: str = "a") -> Operation:
    salt, body = draw(st.binary(min_size=16, max_size=16)), draw(bodies)
    operation = Operation(
        op_id=draw(ids),
        area=area,
        hlc=draw(numbers),
        wall=draw(numbers),
        kind=draw(st.sampled_from(["person.set", "visit.arrive", "custody.hand_over"])),
        kv=draw(st.integers(1, 9)),
        entity=draw(ids),
        subject=draw(st.none() | ids),
        meetup=draw(st.none() | ids),
        base=tuple(draw(st.lists(ids, max_size=3))),
        tx=draw(ids),
        actor=draw(ids),
        salt=salt,
        body=body,
        body_hash=hash_body(salt, body),
    )
    return operation.skeleton() if draw(st.booleans()) else operation


@st.composite
def segments(draw: st.DrawFn) -> Segment:
    stream = draw(streams)
    written = tuple(draw(st.lists(operations(stream.area), min_size=1, max_size=5)))
    *_, (_, head) = chain(GENESIS, stream, 1, written)
    return Segment(stream, draw(st.integers(1, 9)), written, head, bytes(64))


fills = st.builds(Fill, ids, st.binary(min_size=16, max_size=16), bodies)
batches = st.builds(
    Batch, st.lists(segments(), max_size=3).map(tuple), st.lists(fills, max_size=2).map(tuple)
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(batches)
def test_a_batch_arrives_as_it_was_sent(batch: Batch) -> None:
    assert unpack_batch(pack_batch(batch)) == batch


@given(segments())
def test_a_skeleton_has_the_chain_of_the_whole(segment: Segment) -> None:
    bare = [op.skeleton() for op in segment.operations]

    whole = list(chain(GENESIS, segment.stream, 1, segment.operations))

    assert list(chain(GENESIS, segment.stream, 1, bare)) == whole


@given(st.lists(operations(), min_size=1, max_size=5))
def test_the_size_of_a_batch_is_never_underestimated(written: list[Operation]) -> None:
    batch = Batch((Segment(Stream("d", "i", "a"), 1, tuple(written), GENESIS, bytes(64)),))

    raw = len(json.dumps(message_of(batch), ensure_ascii=False).encode())

    assert raw <= 1000 + sum(map(size_of, written))


@given(json_values)
def test_no_other_json_is_a_batch_a_page_or_a_greeting(message: Any) -> None:
    for reader in (batch_in, page_in, greeting_in, receipts_in):
        with pytest.raises(Malformed):
            reader(message)


@given(batches, st.data())
def test_a_batch_with_one_value_replaced_is_read_or_refused(
    batch: Batch, data: st.DataObject
) -> None:
    message = json.loads(json.dumps(message_of(batch)))
    place: Any = message
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            place[key] = data.draw(json_values)
            break
        place = place[key]

    try:
        read = batch_in(message)
    except Malformed:
        return

    for segment in read.segments:
        for op in segment.operations:
            reason = flaw(op)
            assert reason is None or reason.isidentifier()
            assert held_operation(held_text(op), op.area) == op


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    with contextlib.suppress(Malformed):
        unpack_batch(raw)


def test_a_small_frame_cannot_ask_for_gigabytes() -> None:
    bomb = zstandard.compress(b" " * (MAX_RAW + 1))

    assert len(bomb) < 1000
    with pytest.raises(Malformed):
        unpack(bomb, MAX_RAW)


def test_a_frame_that_hides_its_size_is_refused() -> None:
    maker = zstandard.ZstdCompressor(write_content_size=False).compressobj()

    with pytest.raises(Malformed):
        unpack(maker.compress(b"{}") + maker.flush(), MAX_RAW)


def test_what_cannot_be_hashed_is_refused() -> None:
    message = message_of(Batch((_segment(),)))
    message["segments"][0]["body"] = ["\ud800"]

    with pytest.raises(Malformed):
        batch_in(message)


def test_a_lone_surrogate_in_a_name_is_refused_with_the_chain() -> None:
    broken = _segment().operations[0]._replace(actor="\ud800")

    with pytest.raises(Malformed):
        list(chain(GENESIS, Stream("d", "i", "a"), 1, [broken]))


def _segment() -> Segment:
    salt, body = bytes(16), '{"kana":"たなか"}'
    op = Operation(
        "op-1", "a", 1, 1, "person.set", 1, "p", "f", None, (), "tx", "staff",
        salt, body, hash_body(salt, body),
    )  # fmt: skip
    return Segment(Stream("d", "i", "a"), 1, (op,), GENESIS, bytes(64))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"op_id": "two words"}, "bad_id"),
        ({"op_id": ""}, "bad_id"),
        ({"op_id": 7}, "bad_id"),
        ({"op_id": ["a"]}, "bad_id"),
        ({"entity": "x" * 65}, "bad_id"),
        ({"subject": "\x1b[2J"}, "bad_id"),
        ({"base": ("ok", 3)}, "bad_id"),
        ({"actor": None}, "bad_id"),
        ({"kind": "PERSON.SET"}, "bad_kind"),
        ({"kind": None}, "bad_kind"),
        ({"hlc": 2**63}, "bad_number"),
        ({"hlc": True}, "bad_number"),
        ({"wall": -1}, "bad_number"),
        ({"kv": "1"}, "bad_number"),
        ({"base": ("a",) * 1001}, "too_large"),
        ({"body": "[]"}, "bad_body"),
        ({"body": "{"}, "bad_body"),
        ({"body": "[" * 100_000}, "bad_body"),
        ({"body": '"' + "x" * MAX_BODY + '"'}, "too_large"),
    ],
)
def test_an_operation_that_cannot_be_stored_says_why(
    change: dict[str, Any], reason: str | None
) -> None:
    assert flaw(_segment().operations[0]._replace(**change)) == reason


@given(st.binary())
def test_base64_goes_there_and_back(raw: bytes) -> None:
    assert bytes64(text64(raw)) == raw


def test_a_greeting_a_page_and_receipts_arrive_as_they_were_sent() -> None:
    stream = Stream("d", "i", "a")
    greeting = Greeting(
        "epoch", 5, 9, {stream: Head(3, bytes(32))}, frozenset({"d"}), ((stream, 2, "bad_id"),)
    )
    page = Page(Batch((_segment(),)), "epoch", 9, "mark", more=True, keys={"d": bytes(32)})
    receipts = Receipts((("applied", "quarantined:bad_id"),), ("duplicate",))

    assert greeting_in(_through(message_of_greeting(greeting))) == greeting
    assert page_in(_through(message_of_page(page))) == page
    assert receipts_in(_through(message_of_receipts(receipts))) == receipts


def _through(message: Any) -> Any:
    return unpack(pack(message), MAX_RAW)


def _blocks(name: str) -> str:
    text = GOLDEN.read_text(encoding="utf-8")
    return text.split(f"<!-- golden: {name} -->")[1].split("```")[1].partition("\n")[2]


def test_the_documented_example_is_what_the_program_writes() -> None:
    message = json.loads(_blocks("batch"))
    facts = dict(line.split(" = ") for line in _blocks("hashes").strip().splitlines())
    key = DeviceKey(bytes.fromhex(facts["private key"]))

    batch = batch_in(message)
    segment = batch.segments[0]
    links = list(chain(GENESIS, segment.stream, segment.first, segment.operations))

    assert json.loads(json.dumps(message_of(batch))) == message
    assert [op.body_hash.hex() for op in segment.operations] == facts["body hashes"].split()
    assert [content.hex() for content, _ in links] == facts["content hashes"].split()
    assert [link.hex() for _, link in links] == facts["chain hashes"].split()
    assert segment.head == links[-1][1]
    assert key.public.hex() == facts["public key"]
    assert segment.signature == key.sign_head(segment.stream, segment.last, segment.head)
    assert unpack_batch(bytes.fromhex(facts["pushed bytes"])) == batch
