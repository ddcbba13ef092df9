"""An instance is read as strictly as a form for strangers; what is wrong is a fact."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.pairing.errors import InstanceUnreadable
from concierge_tui.domain.pairing.reading import MOST_BYTES, MOST_FAMILIES, read_instance
from concierge_tui.text.pairing import pairing_sentence
from tests.pairing.days import Day, content, day, family, read

KNOWN = {*day(), *family(0), "months", "school"}


def refused(raw: bytes | Day) -> InstanceUnreadable:
    with pytest.raises(InstanceUnreadable) as caught:
        read_instance(raw if isinstance(raw, bytes) else content(raw))
    return caught.value


def flaw(raw: bytes) -> InstanceUnreadable | None:
    try:
        read_instance(raw)
    except InstanceUnreadable as error:
        return error
    return None


def names_nothing_but_keys(error: InstanceUnreadable) -> bool:
    named = {part for part in error.place if isinstance(part, str)}
    return bool(pairing_sentence(error)) and named <= KNOWN


def changed(**changes: Any) -> Day:
    return day(0, family(0, **changes), family(1))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xff\xfe", "not_json"),
        (b"{", "not_json"),
        (b'{"families": NaN}', "not_json"),
        (b'{"families": -Infinity}', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"a":' * 100_000, "not_json"),
        (b'{"rooms": ' + b"9" * 5000 + b"}", "not_json"),
        (b'{"rooms": 1, "rooms": 2}', "not_json"),
        (b"[]", "not_object"),
        (b"null", "not_object"),
        (b'"x"', "not_object"),
        (b" " * (MOST_BYTES + 1), "too_large"),
        (b'{"format": "azukeai-pairing-2"}', "format"),
        (b'{"format": ["azukeai-pairing-1"]}', "format"),
        (b"{}", "missing"),
    ],
    ids=lambda raw: raw[:20].decode("latin-1") if isinstance(raw, bytes) else raw,
)
def test_what_is_no_instance_is_said(raw: bytes, code: str) -> None:
    assert refused(raw).code == code


@pytest.mark.parametrize(
    ("written", "code", "place"),
    [
        (day(lokced=[]), "unknown_key", ()),
        (changed(income=900), "unknown_key", ("families", 0)),
        (day(rooms=-1), "value", ("rooms",)),
        (day(rooms=2.5), "value", ("rooms",)),
        (day(rooms=True), "value", ("rooms",)),
        (day(rooms="3"), "value", ("rooms",)),
        (day(rooms=10**30), "value", ("rooms",)),
        (day(met="some"), "value", ("met",)),
        (day(met=[[0, 1, 1]]), "value", ("met", 0)),
        (day(met=[[0, None]]), "value", ("met", 0, 1)),
        (day(met=[[0, 1], [1, 2]]), "unknown_family", ("met", 1)),
        (day(locked=[[0, "F9"]]), "unknown_family", ("locked", 0)),
        (day(locked=[[0, -1]]), "unknown_family", ("locked", 0)),
        (day(locked=[["0", "1"]]), "unknown_family", ("locked", 0)),
        (day(do_not_pair=[[0, "F0000"]]), "with_itself", ("do_not_pair", 0)),
        (day(cards={"F0000": {"F0000": "A"}}), "with_itself", ("cards",)),
        (day(cards={"F0000": {"F7": "A"}}), "unknown_family", ("cards",)),
        (day(cards={"F0000": {"F0001": "◎"}}), "value", ("cards",)),
        (day(cards={"F0000": {"F0001": "A", "1": "X"}}), "value", ("cards",)),
        (day(cards=[]), "value", ("cards",)),
        (day(0, family(0), family(1, id="F0000")), "same_id", ("families",)),
        (changed(id=7), "value", ("families", 0, "id")),
        (changed(id=""), "value", ("families", 0, "id")),
        (changed(x=float("1e9")), "value", ("families", 0, "x")),
        (changed(x="1"), "value", ("families", 0, "x")),
        (changed(waited=-1), "value", ("families", 0, "waited")),
        (changed(waited=10**9), "value", ("families", 0, "waited")),
        (changed(available=["mon"]), "value", ("families", 0, "available", 0)),
        (changed(nogo=["snake"]), "value", ("families", 0, "nogo", 0)),
        (changed(roles=["cook"]), "value", ("families", 0, "roles", 0)),
        (changed(sessions=[1]), "value", ("families", 0, "sessions")),
        (changed(children=[{"months": -1}]), "value", ("families", 0, "children", 0, "months")),
        (changed(children={}), "value", ("families", 0, "children")),
        (day(MOST_FAMILIES + 1), "value", ("families",)),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_with_its_place(
    written: Day, code: str, place: tuple[str | int, ...]
) -> None:
    error = refused(written)

    assert (error.code, error.place) == (code, place)


@pytest.mark.parametrize("key", [key for key in day() if key not in ("format", "cards")])
def test_what_is_needed_is_asked_for(key: str) -> None:
    written = day()
    del written[key]

    if key in ("do_not_pair", "already_trialled", "locked"):
        assert read(written) == read(day())
    else:
        assert (refused(written).code, refused(written).place) == ("missing", (key,))


@pytest.mark.parametrize("key", list(family(0)))
def test_a_family_tells_everything(key: str) -> None:
    incomplete = family(0)
    del incomplete[key]

    error = refused(day(0, family(1), incomplete))

    assert (error.code, error.place) == ("missing", ("families", 1, key))


def test_a_family_is_named_by_its_id_or_its_place() -> None:
    by_id = day(3, met=[["F0000", "F0002"]], cards={"F0001": {"F0002": "A"}})
    by_place = day(3, met=[[2, 0]], cards={"1": {"2": "A"}})

    assert read(by_id) == read(by_place)


def test_an_id_of_digits_is_an_id() -> None:
    written = day(0, family(0, id="1"), family(1, id="0"), cards={"1": {"0": "B"}})

    assert read(written).cards == {(0, 1): "B"}


def test_what_seating_reads_and_a_name_are_passed_over() -> None:
    assert read(day(name="x", k=4, rounds=3)) == read(day())


def test_a_mark_at_the_beginning_is_no_part_of_it() -> None:
    assert read_instance(b"\xef\xbb\xbf" + content(day())) == read(day())


def test_a_session_holds_what_rooms_and_concierges_allow() -> None:
    assert read(day(rooms=5, concierges=2, trials_per_concierge=2)).room == 4
    assert read(day(rooms=3, concierges=2, trials_per_concierge=2)).room == 3


def blns() -> list[str]:
    for parent in Path(__file__).resolve().parents:
        found = parent / "shared" / "data" / "hostile" / "blns.txt"
        if found.is_file():
            lines = found.read_bytes().decode("utf-8", errors="surrogateescape").split("\n")
            return [line for line in lines if line and not line.startswith("#")]
    return []


@pytest.mark.skipif(not blns(), reason="the list of naughty strings is not here")
def test_hostile_text_is_an_id_or_a_fact_and_never_repeated() -> None:
    for line in blns():
        places = [
            day(0, family(0, id=line), family(1), met=[[line, 1]], cards={line: {"F0001": "B"}}),
            day(met=line),
            day(met=[[line, 1]]),
            day(cards={line: {"F0001": line}}),
            day(**{line: 1}),
            changed(**{line: line}),
            changed(available=[line]),
        ]
        for written in places:
            error = flaw(content(written))
            assert error is None or names_nothing_but_keys(error)
        assert read(places[0]).cards == {(0, 1): "B"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(st.sampled_from([*day(), *family(0)]), json_values)
def test_no_value_of_any_key_is_more_than_a_fact(key: str, value: Any) -> None:
    written = changed(**{key: value}) if key in family(0) else day(**{key: value})

    error = flaw(json.dumps(written).encode())

    assert error is None or names_nothing_but_keys(error)


@given(st.binary(max_size=60))
def test_no_bytes_are_more_than_a_fact(raw: bytes) -> None:
    with pytest.raises(InstanceUnreadable):
        read_instance(raw)
