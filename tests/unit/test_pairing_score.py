"""The points that two families have, part by part."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.pairing.score import Facts, facts, metres, points, three_points
from tests.pairing.days import SLOTS, day, family, invented, read
from tests.pairing.reference import Reference


def part(name: str, one: dict[str, Any], other: dict[str, Any], **of_day: Any) -> int:
    found = read(day(0, family(0, **one), family(1, x=0, **other), **of_day))
    points_of_part: int = getattr(points(found, (0, 1)), name)
    return points_of_part


@pytest.mark.parametrize(
    ("metres_apart", "given_points"),
    # 61 m is one minute: 13 x 61 / 800 = 0.99; 62 m is two.
    [(0, 250), (61, 241), (62, 233), (1784, 8), (1785, 0), (90_000, 0)],
)
def test_the_nearer_the_more(metres_apart: int, given_points: int) -> None:
    found = read(day(0, family(0, x=0), family(1, x=metres_apart)))

    assert points(found, (0, 1)).distance == given_points


def test_the_distance_is_rounded_down_exactly() -> None:
    found = read(day(0, family(0, x=0.5, y=0), family(1, x=3, y=1e-9), family(2, x=10**8, y=1)))
    first, second, third = found.families

    assert metres(first, second) == 2
    assert metres(second, third) == 10**8 - 3


@pytest.mark.parametrize(("slots", "given_points"), [(1, 50), (4, 200), (5, 250), (7, 250)])
def test_more_than_five_common_slots_count_as_five(slots: int, given_points: int) -> None:
    times = {"available": SLOTS[:slots]}

    assert part("time", times, times) == given_points


@pytest.mark.parametrize(("months", "given_points"), [(30, 150), (31, 145), (65, 4), (66, 0)])
def test_the_nearest_children_count(months: int, given_points: int) -> None:
    far = {"months": 150, "school": None}
    other = {"children": [far, {"months": months, "school": None}]}

    assert part("age", {}, other) == given_points


def test_a_child_too_young_to_be_minded_is_no_playmate() -> None:
    one = {"children": [{"months": 11, "school": None}, {"months": 40, "school": None}]}
    other = {"children": [{"months": 12, "school": None}]}

    assert part("age", one, other) == 150 * (36 - 28) // 36


def test_a_shared_school_counts_once_and_none_is_no_school() -> None:
    both = {"children": [{"months": 30, "school": "S1"}, {"months": 50, "school": "S2"}]}

    assert part("school", both, both) == 100
    assert part("school", {}, {}) == 0


@pytest.mark.parametrize(
    ("one", "other", "given_points"),
    [
        ("A", "A", 200), ("A", "B", 150), ("B", "A", 150), ("B", "B", 110), ("A", "C", 60),
        ("C", "A", 60), ("B", "C", 40), ("C", "C", 0), ("A", None, 50), (None, "C", 50),
        (None, None, 50),
    ],
)  # fmt: skip
def test_cards(one: str | None, other: str | None, given_points: int) -> None:
    cards = {
        name: {whom: letter}
        for name, whom, letter in (("F0000", "F0001", one), ("F0001", "F0000", other))
        if letter
    }

    assert part("cards", {}, {}, cards=cards) == given_points


def test_what_others_wrote_of_a_family_never_matters() -> None:
    liked = {f"F000{n}": {"F0000": "A"} for n in range(2, 6)}
    disliked = {f"F000{n}": {"F0000": "C"} for n in range(2, 6)}

    one, other = (points(read(day(6, cards=cards)), (0, 1)) for cards in (liked, disliked))

    assert one == other


def test_both_ways_is_worth_more() -> None:
    assert part("reciprocity", {}, {}) == 50
    assert part("reciprocity", {"roles": ["host"]}, {}) == 20


def test_the_facts_are_what_was_counted_and_no_card_is_among_them() -> None:
    known = facts(read(day(0, family(0), family(1, x=700))), (0, 1))

    assert known == Facts(12, frozenset({"mon-am"}), 0, frozenset(), both_ways=True)


@given(st.integers(0, 10**6))
def test_the_points_are_those_of_the_rules_and_never_more_than_a_thousand(seed: int) -> None:
    written = invented(seed, 6, open_=True)
    found, judged = read(written), Reference(written)

    for one in range(6):
        for other in range(one + 1, 6):
            expected = judged.score(one, other)
            if expected is not None:
                assert sum(points(found, (one, other))) == expected <= 1000


def test_a_group_of_three_has_half_of_its_pairs_rounded_down() -> None:
    found = read(day(0, *(family(n, x=613 * n) for n in range(3))))
    each = tuple(points(found, pair) for pair in ((0, 1), (0, 2), (1, 2)))
    whole = sum(map(sum, each))

    parts = three_points(each)

    assert whole % 2 == 1
    assert sum(parts.values()) == whole // 2
    assert parts["time"] == 150
