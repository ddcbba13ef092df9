"""The sign-up code: the same for an area for ever, forgiving to type, and strict about a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.codes import ALPHABET, derived_code, read_code
from concierge_tui.domain.errors import CodeUnreadable
from concierge_tui.domain.form_numbers import read_form_number
from concierge_tui.domain.paper_errors import FormNumberUnreadable
from concierge_tui.domain.sign_up_code import (
    address_to_scan,
    address_to_type,
    read_sign_up_code,
    sign_up_code,
)

SECRETS = st.binary(min_size=32, max_size=32)
CODES = st.builds(sign_up_code, SECRETS, st.uuids().map(str))


@given(CODES)
def test_it_is_read_however_it_was_typed(code: str) -> None:
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code)
    spaced = " ".join(code)

    for typed in (code, code.lower(), code.replace("-", ""), f"　{code}\n", full_width, spaced,
                  code.replace("-", "ー")):  # fmt: skip
        assert read_sign_up_code(typed) == code


@given(CODES, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_refused(code: str, at: int, wrong: str) -> None:
    typed = code.replace("-", "")
    changed = typed[:at] + wrong + typed[at + 1 :]
    if changed == typed:
        return

    with pytest.raises(CodeUnreadable) as caught:
        read_sign_up_code(changed)

    assert caught.value.code == "check"


@given(CODES, st.integers(0, 6))
def test_two_characters_that_changed_places_are_refused(code: str, at: int) -> None:
    typed = code.replace("-", "")
    changed = typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]
    if changed == typed:
        return

    with pytest.raises(CodeUnreadable):
        read_sign_up_code(changed)


@given(SECRETS, st.uuids().map(str), st.uuids().map(str))
def test_it_follows_from_the_secret_and_the_area_alone(secret: bytes, one: str, other: str) -> None:
    code = sign_up_code(secret, one)

    assert code == sign_up_code(secret, one)
    assert (code == sign_up_code(secret, other)) == (one == other)
    assert code != sign_up_code(bytes(byte ^ 1 for byte in secret), one)


@given(st.text(max_size=40))
def test_anything_else_is_a_fact_and_no_crash(text: str) -> None:
    try:
        code = read_sign_up_code(text)
    except CodeUnreadable:
        return
    assert read_sign_up_code(code) == code


@given(CODES)
def test_it_is_never_taken_for_another_number_of_ours(code: str) -> None:
    with pytest.raises(CodeUnreadable):
        read_code(code)
    assert len(code) == 9
    with pytest.raises(FormNumberUnreadable):
        read_form_number(code)


@given(st.binary(min_size=32, max_size=32))
def test_a_derived_card_code_is_one_like_any_other(seed: bytes) -> None:
    assert read_code(derived_code(seed)) == derived_code(seed)


def test_what_is_scanned_packs_tightly_and_what_is_typed_is_short() -> None:
    code = sign_up_code(bytes(32), "a")
    scanned = address_to_scan("https://honbu.example.jp", code)

    assert set(scanned) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert scanned == f"HTTPS://HONBU.EXAMPLE.JP/S/{code}"
    assert address_to_type("https://honbu.example.jp") == "honbu.example.jp/s"
