import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.errors import PhoneUnreadable
from concierge_tui.domain.phone import is_mobile, read_phone


@pytest.mark.parametrize(
    "typed",
    [
        "090-1234-5678",
        "09012345678",
        "090 1234 5678",
        "090(1234)5678",
        "(090)1234-5678",
        "０９０－１２３４－５６７８",
        "０９０ー１２３４ー５６７８",
        "090‐1234−5678",
        "　090-1234-5678　",
        "090.1234.5678",
        "携帯:090-1234-5678",
        "+81-90-1234-5678",
        "+81 (0)90-1234-5678",
        "0081 90 1234 5678",
        "819012345678",
    ],
)
def test_every_way_of_writing_the_number_gives_its_digits(typed: str) -> None:
    read = read_phone(typed)

    assert (read.digits, read.warning) == ("09012345678", None)


@pytest.mark.parametrize(
    ("typed", "digits", "warning"),
    [
        ("9012345678", "09012345678", "lost_zero"),
        ("7012345678.0", "07012345678", "lost_zero"),
        ("482901234", "0482901234", "lost_zero"),
        ("048-290-1234", "0482901234", None),
        ("011-123-4567", "0111234567", None),
        ("0120-967-866", "0120967866", None),
        ("050-1234-5678", "05012345678", None),
        ("060-1234-5678", "06012345678", None),
        ("03-1234-5678(内線12)", "0312345678", "extension"),
        ("+1 202 555 0123", "12025550123", "foreign"),
    ],
)
def test_odd_numbers_are_kept_and_say_what_is_odd(
    typed: str, digits: str, warning: str | None
) -> None:
    read = read_phone(typed)

    assert (read.digits, read.warning, read.typed) == (digits, warning, typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("　", "empty"),
        ("なし", "unreadable"),
        ("090-12E4-5678", "unreadable"),
        ("9.01E+09", "unreadable"),
        ("090-1234-567", "length"),
        ("090-1234-56789", "length"),
        ("000-0000-0000", "length"),
        ("+81 90 1234", "length"),
        ("090-1234-5678/048-290-1234", "several"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(PhoneUnreadable) as caught:
        read_phone(typed)

    assert (caught.value.code, caught.value.text) == (code, typed)


@pytest.mark.parametrize("digits", ["09012345678", "08012345678", "07012345678", "06012345678"])
def test_mobile_numbers_are_recognised(digits: str) -> None:
    assert is_mobile(digits)


@pytest.mark.parametrize("digits", ["0482901234", "05012345678", "08001234567", "0120967866", ""])
def test_other_numbers_are_no_mobiles(digits: str) -> None:
    assert not is_mobile(digits)


def refusal(text: str) -> PhoneUnreadable | None:
    try:
        read_phone(text)
    except PhoneUnreadable as error:
        return error
    return None


@given(st.text(max_size=20) | st.text("0123456789+-() ０９ー.", max_size=16))
def test_any_text_is_read_or_refused_without_repeating_it(text: str) -> None:
    error = refusal(text)

    assert error is not None or re.fullmatch("[0-9]{8,15}", read_phone(text).digits)
    assert error is None or (error.text, str(error)) == (text, error.code)


@given(st.from_regex("0[789]0[1-9][0-9]{7}", fullmatch=True))
def test_reading_the_digits_again_changes_nothing(digits: str) -> None:
    assert read_phone(digits).digits == read_phone(digits[1:]).digits == digits
