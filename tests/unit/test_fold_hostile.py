"""Whatever a body holds, nothing crashes and nothing unclean reaches a screen."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain import fold
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.values import anything
from tests.journals.writing import ANYTHING, HOSTILE, op

FIELDS = sorted({(noun, field) for noun, fields in REGISTERS.items() for field in fields})
RAW = [
    "", "null", "[]", '"x"', "1", "{", '{"name"', "[" * 100_000, '{"name":' * 50_000, "\ud800",
    '{"name":"\\ud800"}', '{"rows":' + "9" * 5000 + "}", '{"at":1e999,"people":["p"]}',
    '{"name":NaN}', '{"a":1,"a":2}', "\x00", '{"name":"x"} ', "x" * 300_000,
]  # fmt: skip


def texts(value: Any) -> list[str]:
    """Return every text inside a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [*value, *(text for item in value.values() for text in texts(item))]
    return [text for item in value for text in texts(item)] if isinstance(value, list) else []


def assert_clean(value: Any) -> None:
    for text in texts(value):
        assert clean_text(text, multiline=True) == text
        text.encode()


@given(st.sampled_from(FIELDS), ANYTHING)
def test_a_field_holds_a_clean_value_of_its_kind_or_nothing(
    field: tuple[str, str], value: object
) -> None:
    noun, name = field
    written = op("a", f"{noun}.set", None, raw=json.dumps({name: value}))

    for cell in fold.fold_registers(noun, [written]).values():
        assert_clean(cell.value)
        assert cell.value is None or REGISTERS[noun][name].read(cell.value) == cell.value


@given(st.dictionaries(st.sampled_from(["people", "ops", "at", "purpose"]), ANYTHING))
def test_facts_of_any_shape_are_folded_to_clean_values(body: dict[str, Any]) -> None:
    raw = json.dumps(body)
    facts = [
        op(f"o{i}", kind, None, raw=raw)
        for i, kind in enumerate(["visit.arrive", "visit.leave", "visit.void", "visit.expect"])
    ]

    seen = fold.fold_presence(facts)
    consent = fold.fold_consent([op("g", "consent.grant", None, raw=raw)])

    assert_clean(list(seen))
    assert all(abs(p.arrived_at or 0) < 2**63 for p in seen.values())
    assert_clean(consent.detail)


@pytest.mark.parametrize("raw", RAW, ids=range(len(RAW)))
@pytest.mark.parametrize("noun", [*REGISTERS, "consent", "looked"])
def test_a_body_that_is_no_object_of_ours_says_nothing_harmful(noun: str, raw: str) -> None:
    written = op("a", f"{noun}.set", None, raw=raw)

    if noun in REGISTERS:
        for cell in fold.fold_registers(noun, [written]).values():
            assert_clean(cell.value)
    assert fold.fold_presence([written._replace(kind="visit.arrive")]).keys() <= {"p"}
    assert fold.fold_consent([written._replace(kind="consent.grant")]).granted


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_line_is_kept_without_what_makes_it_hostile(text: str) -> None:
    cell = fold.fold_registers("person", [op("a", "person.set", {"name": text})])["name"]

    assert cell.value == clean_text(text[:4000])


def test_nothing_of_a_pasted_letter_but_its_beginning_is_kept() -> None:
    cell = fold.fold_registers("family", [op("a", "family.set", {"notes": "長" * 99_999})])["notes"]

    assert len(cell.value) == 4000


@given(ANYTHING)
def test_any_value_is_cleaned_at_every_depth(value: object) -> None:
    assert_clean(anything(value))


def test_what_is_nested_too_deeply_is_left_out() -> None:
    deep: Any = "x"
    for _ in range(900):
        deep = [deep]

    assert json.dumps(anything(deep)).count("[") < 10


def test_a_body_is_read_once_and_never_changed_by_its_reader() -> None:
    written = op("a", "consent.grant", {"version": " 1 "})

    fold.fold_consent([written])

    assert fold.body_of(written) == {"version": " 1 "}
