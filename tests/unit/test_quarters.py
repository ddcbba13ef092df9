"""Who lives near whom: by the code, by the name of the part of town, and never by a guess."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.address import town_of
from concierge_tui.domain.family import Family
from concierge_tui.domain.quarters import quarters, same_city


def family(name: str, **fields: Any) -> Family:
    return Family(id=name, **{"city": "さいたま市緑区", **fields})


@pytest.mark.parametrize(
    ("rest", "town"),
    [
        ("美園9-9-9", "美園"),
        ("美園4丁目2番", "美園"),
        ("美園四丁目2", "美園"),
        ("大字大門1234 コーポ桜", "大門"),
        ("一番町3-1", "一番町"),
        ("３-1", ""),
        ("", ""),
    ],
)
def test_a_street_begins_with_the_name_of_a_part(rest: str, town: str) -> None:
    assert town_of(rest) == town


def test_ways_of_writing_a_name_are_the_same() -> None:
    assert town_of("霞ヶ関1-1") == town_of("霞が関１丁目")


def test_the_name_stands_in_for_a_code_that_was_not_given() -> None:
    where = quarters(
        [
            family("code", postal="3360967"),
            family("both", postal="3360967", rest="美園4-1"),
            family("name", rest="美園 5丁目"),
            family("other", rest="大門1"),
            family("nothing"),
            family("nothing either"),
        ]
    )

    assert where["code"] == where["both"] == where["name"]
    assert len({where[name] for name in ("code", "other", "nothing", "nothing either")}) == 4
    assert len({quarter[:2] for quarter in where.values()}) == 1


def test_who_gave_no_city_lives_where_others_of_her_code_do_or_nowhere_that_is_known() -> None:
    where = quarters(
        [
            family("known", prefecture="埼玉県", postal="3360967"),
            family("code", city="", postal="3360967"),
            family("none", city=""),
            family("none either", city=""),
        ]
    )

    assert where["known"] == where["code"]
    assert len({where[name][:2] for name in ("known", "none", "none either")}) == 3


def test_two_cities_of_one_name_are_two() -> None:
    tokyo = family("a", city="府中市", prefecture="東京都", rest="宮町1")
    hiroshima = family("b", city="府中市", prefecture="広島県", rest="宮町1")
    where = quarters([tokyo, hiroshima, family("c", city="府中市")])

    assert where["a"][:2] != where["b"][:2]
    assert not same_city(tokyo, hiroshima)
    assert same_city(tokyo, family("c", city="府中市"))


@given(st.permutations(range(6)))
def test_the_order_of_the_list_makes_nobody_a_neighbour(order: list[int]) -> None:
    hall = [
        family("a", postal="1"),
        family("b", postal="1", rest="南1"),
        family("c", postal="2", rest="南2"),
        family("d", postal="2"),
        family("e", rest="北1"),
        family("f", city="", postal="2"),
    ]
    where = quarters([hall[number] for number in order])

    assert where["a"] == where["b"] == where["c"] == where["d"] == where["f"] != where["e"]
