"""One change: its hashes cover every part of it, whatever becomes of its body."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.operation import (
    GENESIS,
    Author,
    Draft,
    Operation,
    Stream,
    canonical,
    hash_body,
    link,
    seal,
)

STREAM = Stream("device", "incarnation", "area")
WRITTEN = seal(
    Draft("person.set", "e", {"name": "田中 美咲"}, subject="f", meetup="m"),
    Author("area", "actor"),
    op_id="o1",
    tx="t1",
    hlc=7,
    wall=8,
    base=["b", "a"],
)
OTHER: dict[str, Any] = {
    "op_id": "o2",
    "area": "area2",
    "hlc": 9,
    "wall": 9,
    "kind": "family.set",
    "kv": 2,
    "entity": "e2",
    "subject": "f2",
    "meetup": None,
    "base": ("a",),
    "tx": "t2",
    "actor": "actor2",
    "body_hash": bytes(32),
}


def test_the_list_of_fields_above_forgets_none() -> None:
    assert set(OTHER) | {"salt", "body"} == set(Operation._fields)


@pytest.mark.parametrize("field", sorted(OTHER))
def test_the_content_hash_changes_with_every_field(field: str) -> None:
    changed = WRITTEN._replace(**{field: OTHER[field]})

    assert changed.content_hash() != WRITTEN.content_hash()


TEXTS = ["", "a b", "田中", 'a"b', "a\\b", "a\nb", "\0", "\x1f", "\x7f", "\u2028", "\ud800"]


def header_of(op: Operation) -> str:
    return canonical([*op[:9], list(op.base), op.tx, op.actor])


@pytest.mark.parametrize("value", [*TEXTS, None, True, 7, -7, 2**70, 1.5, [], ["a"], {}])
@pytest.mark.parametrize("field", sorted(OTHER.keys() - {"body_hash"}))
def test_the_header_is_hashed_as_the_one_json_text_whatever_stands_in_it(
    field: str, value: Any
) -> None:
    said: Any = ("b", value) if field == "base" else value
    changed = WRITTEN._replace(**{field: said})
    try:
        text = header_of(changed).encode()
    except UnicodeEncodeError:
        with pytest.raises(UnicodeEncodeError):
            changed.content_hash()
        return

    assert changed.content_hash() == hashlib.sha256(text + changed.body_hash).digest()


def test_the_chain_changes_with_what_came_before_and_with_the_place() -> None:
    content = WRITTEN.content_hash()
    links = {
        link(previous, stream, n, text)
        for previous in (GENESIS, bytes([1]) * 32)
        for stream in (
            STREAM,
            STREAM._replace(device="d"),
            STREAM._replace(incarnation="i"),
            STREAM._replace(area="a"),
        )
        for n in (1, 2)
        for text in (content, bytes(32))
    }

    assert len(links) == 2 * 4 * 2 * 2


def test_ids_cannot_run_into_each_other_in_the_chain() -> None:
    left = link(GENESIS, Stream("a", "bc", "d"), 1, bytes(32))
    right = link(GENESIS, Stream("ab", "c", "d"), 1, bytes(32))

    assert left != right


def test_a_chain_verifies_without_the_body() -> None:
    bare = WRITTEN.skeleton()

    assert bare.body_verifies()
    assert bare.content_hash() == WRITTEN.content_hash()
    assert (bare.body, bare.salt) == (None, None)


def test_another_body_or_salt_does_not_verify() -> None:
    assert WRITTEN.body_verifies()
    assert not WRITTEN._replace(body='{"name":"佐藤"}').body_verifies()
    assert not WRITTEN._replace(salt=bytes(16)).body_verifies()


def test_half_of_a_body_does_not_verify() -> None:
    assert not WRITTEN._replace(salt=None).body_verifies()
    assert not WRITTEN._replace(body=None).body_verifies()


def test_the_hash_of_a_short_body_cannot_be_guessed_without_its_salt() -> None:
    twin = seal(
        Draft("person.set", "e", {"name": "田中 美咲"}),
        Author("area", "actor"),
        op_id="o1",
        tx="t1",
        hlc=7,
        wall=8,
        base=[],
    )

    assert twin.body == WRITTEN.body
    assert twin.body_hash != WRITTEN.body_hash


def test_a_base_is_sealed_in_one_order() -> None:
    assert WRITTEN.base == ("a", "b")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(JSON)
def test_the_canonical_text_says_the_same_and_is_stable(value: object) -> None:
    text = canonical(value)

    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


def test_the_canonical_text_does_not_follow_the_order_of_typing() -> None:
    assert canonical({"b": 1, "a": "あ"}) == canonical({"a": "あ", "b": 1}) == '{"a":"あ","b":1}'


def test_the_envelope_is_what_other_programs_hash() -> None:
    """A change here breaks every chain that was ever written."""
    fixed = WRITTEN._replace(
        salt=bytes(16), body='{"name":"x"}', body_hash=hash_body(bytes(16), '{"name":"x"}')
    )

    assert (
        fixed.content_hash().hex()
        == "cd733abc9ff51d8c15b1adc6f05514ec61f8fbe53648dbab6535e983fe1bb066"
    )
    assert (
        link(GENESIS, STREAM, 1, fixed.content_hash()).hex()
        == "1f51116e3286708eeca019e0e5a07c272bc39c3d06ae61f3ed7cae10ac5f7ac5"
    )
