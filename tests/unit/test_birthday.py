from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.errors import BirthdayUnreadable

TODAY = date(2026, 12, 5)
APRIL_FIRST = date(2023, 4, 1)
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


@pytest.mark.parametrize(
    "typed",
    [
        "令和5年4月1日",
        "令和５年４月１日",
        "令和五年四月一日",
        "令和 5 年 4 月 1 日",
        "令5.4.1",
        "R5.4.1",
        "r5/4/1",
        "Ｒ５－４－１",
        "R.5.4.1",
        "R050401",
        "㋿5年4月1日",
        "令和5(2023)年4月1日生",
        "2023/4/1",
        "2023-04-01",
        "2023.4.1",
        "２０２３／４／１",
        "2023年4月1日",
        "2023年04月01日(土)",
        "西暦2023年4月1日生まれ",
        "二〇二三年四月一日",
        "二千二十三年四月一日",
        "20230401",
        "２０２３０４０１",
        "2023-04-01 00:00:00",
        "2023-04-01T00:00:00Z",
        " 2023/4/1　",
    ],
)
def test_every_way_of_writing_the_day_is_read(typed: str) -> None:
    read = read_birthday(typed, today=TODAY)

    assert (read.value, read.warning) == (APRIL_FIRST, None)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R元.12.31", date(2019, 12, 31)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("平成三十一年四月三十日", date(2019, 4, 30)),
        ("H1.1.8", date(1989, 1, 8)),
        ("S64/1/7", date(1989, 1, 7)),
        ("昭和三十年十二月二十日", date(1955, 12, 20)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("2024/2/29", date(2024, 2, 29)),
        ("2026-12-05", TODAY),
    ],
)
def test_the_edges_of_eras_and_months_are_certain(typed: str, value: date) -> None:
    read = read_birthday(typed, today=TODAY)

    assert (read.value, read.warning) == (value, None)


@pytest.mark.parametrize(
    ("typed", "value", "warning"),
    [
        ("平成31年5月1日", date(2019, 5, 1), "era_ended"),
        ("H31.12.31", date(2019, 12, 31), "era_ended"),
        ("S64.1.8", date(1989, 1, 8), "era_ended"),
        ("令和元年4月30日", date(2019, 4, 30), "era_not_begun"),
    ],
)
def test_a_year_of_two_eras_is_read_with_a_warning(typed: str, value: date, warning: str) -> None:
    read = read_birthday(typed, today=TODAY)

    assert (read.value, read.warning) == (value, warning)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("　", "empty"),
        ("あした", "unreadable"),
        ("2023年4月", "unreadable"),
        ("4/1/2023", "unreadable"),
        ("(2023/4/1)", "unreadable"),
        ("令和0年4月1日", "unreadable"),
        ("5.4.1", "era_unknown"),
        ("23/4/1", "era_unknown"),
        ("050401", "era_unknown"),
        ("平成33年4月5日", "era_over"),
        ("昭和65年1月1日", "era_over"),
        ("2021/2/30", "feb30"),
        ("2023/2/29", "feb30"),
        ("2023/13/1", "feb30"),
        ("20230431", "feb30"),
        ("2026/12/6", "future"),
        ("令和9年1月1日", "future"),
        ("1823/4/1", "too_old"),
    ],
)
def test_an_uncertain_day_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(BirthdayUnreadable) as caught:
        read_birthday(typed, today=TODAY)

    assert (caught.value.code, caught.value.text) == (code, typed)


@given(st.dates(date(1926, 12, 26), TODAY))
def test_any_day_survives_every_notation(day: date) -> None:
    western = [f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"]
    western += [f"{day.year}/{day.month}/{day.day}".translate(FULL_WIDTH), f"{day} 00:00:00"]
    if day >= date(2019, 5, 1):
        letter, era, year = "R", "令和", day.year - 2018
    elif day >= date(1989, 1, 8):
        letter, era, year = "H", "平成", day.year - 1988
    else:
        letter, era, year = "S", "昭和", day.year - 1925
    wareki = [f"{letter}{year}.{day.month}.{day.day}", f"{letter}{year:02}{day:%m%d}"]
    wareki.append(f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日")

    for typed in western + wareki:
        read = read_birthday(typed, today=TODAY)
        assert (read.value, read.warning) == (day, None), typed


def refusal(text: str) -> BirthdayUnreadable | None:
    try:
        read_birthday(text, today=TODAY)
    except BirthdayUnreadable as error:
        return error
    return None


@given(st.text(max_size=20) | st.text("令和平成昭RHS元0123456789年月日./-()十二 ", max_size=14))
def test_any_text_is_read_or_refused_without_repeating_it(text: str) -> None:
    error = refusal(text)

    assert error is not None or read_birthday(text, today=TODAY).value <= TODAY
    assert error is None or (error.text, str(error)) == (text, error.code)
