import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.codes import ALPHABET, new_code, read_code
from concierge_tui.domain.errors import CodeUnreadable

CODES = st.builds(lambda seed: new_code(random.Random(seed)), st.integers())


def test_a_new_code_has_the_scanned_shape() -> None:
    assert re.fullmatch("MS1-[2-9B-Z]{6}-[2-9B-Z]", new_code())


def test_the_alphabet_has_no_character_that_looks_or_reads_like_another() -> None:
    assert not set(ALPHABET) & set("01OIAEU")


def test_new_codes_differ() -> None:
    assert len({new_code() for _ in range(200)}) == 200


@given(CODES)
def test_a_code_is_read_however_it_was_typed(code: str) -> None:
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code)

    for typed in (code, code.lower(), code.replace("-", ""), f" {code} ", full_width, code[4:]):
        assert read_code(typed) == code


@given(CODES, st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code: str, at: int, wrong: str) -> None:
    body = code.removeprefix("MS1-").replace("-", "")
    changed = body[:at] + wrong + body[at + 1 :]
    if changed == body:
        assert read_code(f"MS1{changed}") == code
        return

    with pytest.raises(CodeUnreadable) as caught:
        read_code(f"MS1{changed}")

    assert caught.value.code == "check"


@given(CODES, st.integers(0, 5))
def test_two_characters_that_changed_places_are_noticed(code: str, at: int) -> None:
    body = code.removeprefix("MS1-").replace("-", "")
    changed = body[:at] + body[at + 1] + body[at] + body[at + 2 :]
    if changed == body:
        return

    with pytest.raises(CodeUnreadable):
        read_code(f"MS1{changed}")


def refusal(text: str) -> CodeUnreadable | None:
    try:
        read_code(text)
    except CodeUnreadable as error:
        return error
    return None


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_without_repeating_it(text: str) -> None:
    error = refusal(text)

    assert error is not None or read_code(text).startswith("MS1-")
    assert error is None or (error.text, str(error)) == (text, error.code)
