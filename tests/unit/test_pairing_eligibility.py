"""Who may be introduced to whom, and every reason why not."""

from dataclasses import replace
from typing import Any

import pytest

from concierge_tui.domain.pairing.eligibility import Reason, eligible, reasons
from tests.pairing.days import day, family, read

CASES: list[tuple[Reason, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    (Reason.NOT_MET, {}, {}, {"met": []}),
    (Reason.DO_NOT_PAIR, {}, {}, {"do_not_pair": [[1, 0]]}),
    (Reason.ALREADY_TRIALLED, {}, {}, {"already_trialled": [["F0001", 0]]}),
    (Reason.UNDER_1_YEAR, {"children": [{"months": 11, "school": None}]}, {}, {}),
    (Reason.UNDER_1_YEAR, {}, {"children": []}, {}),
    (Reason.NOGO_CAT, {"nogo": ["cat"]}, {"home": ["cat"]}, {}),
    (Reason.NOGO_DOG, {"home": ["dog"]}, {"nogo": ["dog"]}, {}),
    (Reason.NOGO_SMOKE, {"nogo": ["smoke"]}, {"home": ["smoke", "cat"]}, {}),
    (Reason.CARD_X, {}, {}, {"cards": {"F0000": {"F0001": "X"}}}),
    (Reason.CARD_X, {}, {}, {"cards": {"F0001": {"F0000": "X"}, "F0000": {"F0001": "A"}}}),
    (Reason.NO_HOST, {"roles": ["guest"]}, {"roles": ["guest"]}, {}),
    (Reason.NO_HOST, {"roles": ["host"]}, {"roles": ["host"]}, {}),
    (Reason.NO_HOST, {"roles": []}, {}, {}),
    (Reason.NO_COMMON_TIME, {"available": ["sun-eve"]}, {}, {}),
    (Reason.NO_COMMON_SESSION, {"sessions": [1]}, {}, {"sessions": 2}),
]


@pytest.mark.parametrize(("reason", "one", "other", "of_day"), CASES)
def test_each_reason_keeps_two_families_apart(
    reason: Reason, one: dict[str, Any], other: dict[str, Any], of_day: dict[str, Any]
) -> None:
    written = day(0, family(0, **one), family(1, **other), **of_day)

    assert reasons(read(written), 0, 1) == (reason,)
    assert reasons(read(written), 1, 0) == (reason,)
    assert list(eligible(read(written))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"children": [{"months": 3, "school": None}, {"months": 12, "school": None}]}, {}),
        ({"nogo": ["cat"]}, {"home": ["dog"]}),
        ({"home": ["cat"]}, {"home": ["cat"]}),
        ({"roles": ["host"]}, {"roles": ["guest"]}),
        ({"sessions": [0, 1]}, {"sessions": [1]}),
    ],
)
def test_what_is_no_reason(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = read(day(0, family(0, **one), family(1, **other), sessions=2))

    assert reasons(found, 0, 1) == ()
    assert list(eligible(found)) == [(0, 1)]


def test_every_reason_is_told_and_not_the_first_alone() -> None:
    baby = [{"months": 2, "school": None}]
    one = family(0, children=baby, nogo=["cat", "smoke"], home=["dog"], roles=["guest"])
    other = family(
        1, available=["sat-pm"], home=["smoke", "cat"], nogo=["dog"], roles=["guest"], sessions=[1]
    )
    written = day(
        0,
        one,
        other,
        met=[],
        do_not_pair=[[0, 1]],
        already_trialled=[[0, 1]],
        cards={"F0001": {"F0000": "X"}},
        sessions=2,
    )

    assert reasons(read(written), 0, 1) == tuple(Reason)


def test_only_those_who_met_are_looked_at() -> None:
    assert list(eligible(read(day(4, met=[[3, 1], ["F0000", 2]])))) == [(0, 2), (1, 3)]


def test_who_is_left_out_of_account_is_nobodys_partner() -> None:
    found = replace(read(day(3)), absent=frozenset({1}))

    assert list(eligible(found)) == [(0, 2)]
