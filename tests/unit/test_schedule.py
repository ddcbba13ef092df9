"""Days and times as organisers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.schedule import read_day, read_time

TODAY = date(2026, 11, 20)
MEETUP_DAY = date(2026, 12, 5)


@pytest.mark.parametrize(
    "text",
    ["12/5", "１２月５日", "12/5(土)", "12月5日土曜日", "令和8年12月5日(土)", "R8.12.5",
     "2026-12-05", "２０２６／１２／５", "20261205", "2026/12/5 土"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text, today=TODAY) == MEETUP_DAY


def test_a_day_without_a_year_is_the_next_one_or_lately_past() -> None:
    assert read_day("1/9", today=TODAY) == date(2027, 1, 9)
    assert read_day("11/7", today=TODAY) == date(2026, 11, 7)


@pytest.mark.parametrize("text", ["", "2/30", "あした", "13/1", "12/5/6/7", "0/0", "(土)"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text, today=TODAY) is None


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_every_written_day_comes_back(day: date) -> None:
    assert read_day(f"{day.year}年{day.month}月{day.day}日", today=TODAY) == day


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert read_day(text, today=TODAY) is None or isinstance(read_day(text, today=TODAY), date)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("10:00", "10:00"),
        ("１０時", "10:00"),
        ("10時半", "10:30"),
        ("1030", "10:30"),
        ("9", "09:00"),
        ("10時30分", "10:30"),
        ("", ""),
        ("25:00", None),
        ("10:60", None),
        ("x", None),
    ],
)
def test_a_time_is_read_however_it_is_written(text: str, time: str | None) -> None:
    assert read_time(text) == time


@given(st.text())
def test_any_text_is_a_time_or_none(text: str) -> None:
    read = read_time(text)

    assert read is None or read == "" or read_time(read) == read
