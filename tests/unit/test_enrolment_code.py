"""One-time codes: read as people type them, refused where a finger slipped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.central_errors import (
    AddressInsecure,
    AddressUnreadable,
    EnrolmentCodeUnreadable,
)
from concierge_tui.domain.codes import ALPHABET
from concierge_tui.domain.enrolment import new_enrolment_code, read_enrolment_code
from concierge_tui.domain.ids import area_id
from concierge_tui.services.enrolment import read_address

AREA = area_id("みその")


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_enrolment_code(AREA)
    wide = code.written.translate({ord(c): ord(c) + 0xFEE0 for c in ALPHABET + "-"})

    typed = [code.written, code.characters, code.written.lower(), f" {code.written} ", wide]

    assert {read_enrolment_code(text) for text in typed} == {code}


@given(st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(place: int, other: str) -> None:
    right = new_enrolment_code(AREA).characters
    wrong = right[:place] + other + right[place + 1 :]

    if wrong != right:
        with pytest.raises(EnrolmentCodeUnreadable):
            read_enrolment_code(wrong)


@given(st.text(max_size=11))
def test_any_shorter_text_is_refused_and_kept_out_of_the_message(text: str) -> None:
    with pytest.raises(EnrolmentCodeUnreadable) as unreadable:
        read_enrolment_code(text)

    assert unreadable.value.text == text
    assert str(unreadable.value) == "shape"


def test_a_code_knows_its_area() -> None:
    code = new_enrolment_code(AREA)

    assert code.is_for(AREA)
    assert not code.is_for(area_id("大宮"))
    assert code.characters not in code.digest.hex()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("central.example", "https://central.example"),
        (" https://central.example/ ", "https://central.example"),
        ("https://central.example:8443/path", "https://central.example:8443"),
        ("http://127.0.0.1:8787", "http://127.0.0.1:8787"),
        ("http://localhost:8787/", "http://localhost:8787"),
        ("http://[::1]:8787", "http://[::1]:8787"),
    ],
)
def test_an_address_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert read_address(typed) == read


@pytest.mark.parametrize(
    "typed", ["http://central.example", "http://10.0.0.5:80", "http://0.0.0.0"]
)
def test_an_address_that_would_show_details_to_the_network_is_refused(typed: str) -> None:
    with pytest.raises(AddressInsecure):
        read_address(typed)


@pytest.mark.parametrize(
    "typed", ["", "ftp://x", "https://", "https://u:p@host", "https://本部", "https://h:99999"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(AddressUnreadable):
        read_address(typed)
