from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.eligibility import (
    AgeRules,
    age_months,
    eligible,
    eligible_from,
    eligible_until,
)

BIRTHDAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def test_a19_opens_on_the_first_birthday_and_not_the_day_before() -> None:
    birthday = date(2025, 2, 4)

    assert eligible_from(birthday) == date(2026, 2, 4)
    assert not eligible(birthday, date(2026, 2, 3))
    assert eligible(birthday, date(2026, 2, 4))


def test_a19_ends_with_the_thirteenth_birthday() -> None:
    birthday = date(2013, 12, 5)

    assert eligible(birthday, date(2026, 12, 4))
    assert not eligible(birthday, date(2026, 12, 5))


def test_born_on_a_leap_day_waits_for_the_first_of_march() -> None:
    assert eligible_from(date(2024, 2, 29)) == date(2025, 3, 1)
    assert eligible_until(date(2024, 2, 29), AgeRules(under_years=4)) == date(2028, 2, 29)


def test_the_bounds_are_a_setting() -> None:
    rules = AgeRules(min_years=0, under_years=6)

    assert eligible(date(2026, 12, 1), date(2026, 12, 5), rules)
    assert not eligible(date(2020, 12, 5), date(2026, 12, 5), rules)


@pytest.mark.parametrize(
    ("birthday", "months"),
    [
        (date(2026, 12, 5), 0),
        (date(2026, 2, 5), 10),
        (date(2026, 2, 6), 9),
        (date(2024, 6, 30), 29),
        (date(2027, 1, 1), -1),
    ],
)
def test_age_counts_full_months(birthday: date, months: int) -> None:
    assert age_months(birthday, date(2026, 12, 5)) == months


@given(BIRTHDAYS, st.integers(-800, 6000))
def test_twelve_months_and_a19_never_disagree(birthday: date, days: int) -> None:
    on = birthday + timedelta(days=days)

    assert (age_months(birthday, on) >= 12) == (on >= eligible_from(birthday))
    assert eligible(birthday, on) == (12 <= age_months(birthday, on) < 156)
