"""Who is alone comes first by a rule one can say aloud, and nobody is proposed against a word."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.mingling import (
    Lonely,
    Present,
    common_points,
    is_new,
    lonely_families,
)

TODAY = date(2026, 12, 5)


def family(name: str, *born: str, **more: Any) -> Family:
    children = tuple(
        Person(id=f"{name}-{n}", family=name, role="child", birthday=date.fromisoformat(day))
        for n, day in enumerate(born)
    )
    mother = Person(id=f"{name}-m", family=name, role="guardian", name=f"{name} 花")
    return Family(id=name, people=(mother, *children), **more)


def present(name: str, at: int = 0, *born: str, **more: Any) -> Present:
    return Present(family(name, *born, **more), at)


def names(found: list[Lonely]) -> list[str]:
    return [each.present.family.id for each in found]


def first(found: list[Lonely], name: str) -> str:
    (mine,) = [each for each in found if each.present.family.id == name]
    return mine.neighbours[0].present.family.id


@pytest.mark.parametrize(
    ("said", "new"),
    [
        ("2026年4月", True), ("令和8年", True), ("R6.12", True), ("R6.11", False),
        ("２０２６年１０月", True), ("最近", True), ("", False), ("  ", False), ("2027年1月", True),
        ("24", True),
    ],
)  # fmt: skip
def test_a_family_is_new_in_town_for_two_years(said: str, *, new: bool) -> None:
    assert is_new(said, TODAY) is new


def test_what_is_common_is_what_one_sees_or_what_both_said() -> None:
    one = family("a", "2024-03-01", city="緑区", moved_in="2026年4月", notes="ひみつ")
    other = family("b", "2024-08-01", "2020-01-01", city="緑区", moved_in="最近")

    assert common_points(one, other, TODAY) == ("age:2", "moved", "ward")
    assert common_points(one, family("c", city="岩槻区", moved_in=""), TODAY) == ()


def test_children_on_both_sides_of_a_birthday_are_close() -> None:
    assert common_points(family("a", "2024-12-04"), family("b", "2024-12-06"), TODAY) == ("close",)
    assert common_points(family("a", "2027-01-01"), family("b", "2024-12-06"), TODAY) == ()


def test_who_asked_comes_first_then_who_is_new_then_who_waits_longest() -> None:
    hall = [
        present("late", 9),
        present("early", 1),
        present("new", 8, moved_in="2026年11月"),
        present("asked", 9, wants_introduction=True),
    ]

    found = lonely_families(hall, (), (), TODAY)

    assert names(found) == ["asked", "new", "early", "late"]
    assert [each.why for each in found] == ["asked", "moved", "alone", "alone"]


def test_two_who_are_alone_are_proposed_to_each_other() -> None:
    hall = [present("a", 1), present("b", 2), present("c", 3), present("d", 4)]

    found = lonely_families(hall, (), (), TODAY)

    assert [first(found, name) for name in "abcd"] == ["b", "a", "d", "c"]


def test_who_knows_somebody_already_may_still_be_the_neighbour_of_the_last_one() -> None:
    hall = [present("a", 1), present("b", 2), present("c", 3)]

    found = lonely_families(hall, {"b", "c"}, [frozenset("ab")], TODAY)

    assert names(found) == ["a"]
    assert [each.present.family.id for each in found[0].neighbours] == ["c"]


FAMILIES = "abcdefgh"
PAIRS = st.sets(st.frozensets(st.sampled_from(FAMILIES), min_size=2, max_size=2))


@given(
    st.lists(st.sampled_from(FAMILIES), unique=True),
    st.sets(st.sampled_from(FAMILIES)),
    PAIRS,
    st.lists(st.sampled_from(["2024-01-01", "2026-06-01", "2020-02-29"]), max_size=3),
)
def test_everybody_alone_stands_once_and_nobody_is_proposed_against_a_word(
    here: list[str], introduced: set[str], apart: set[frozenset[str]], born: list[str]
) -> None:
    hall = [present(name, n, *born[: n % 3]) for n, name in enumerate(here)]

    found = lonely_families(hall, introduced, apart, TODAY)

    assert sorted(names(found)) == sorted(set(here) - introduced)
    for each in found:
        others = [n.present.family.id for n in each.neighbours]
        assert each.present.family.id not in others
        assert len(set(others)) == len(others)
        assert not any(frozenset((each.present.family.id, other)) in apart for other in others)
        allowed = {o for o in here if o != each.present.family.id
                   and frozenset((each.present.family.id, o)) not in apart}  # fmt: skip
        assert set(others) == allowed
    assert lonely_families(list(reversed(hall)), introduced, apart, TODAY) == found


def test_of_two_with_as_much_in_common_the_one_from_the_same_part_of_town_comes_first() -> None:
    here = Present(family("a", city="緑区", rest="美園1-1"), 3)
    far = Present(family("b", city="緑区", rest="大門1-1"), 1)
    near = Present(family("c", city="緑区", rest="美園4丁目"), 2)

    (found, *_) = lonely_families([here, far, near], {"b", "c"}, (), TODAY)

    assert [each.present.family.id for each in found.neighbours] == ["c", "b"]
    assert found.neighbours[0].common == found.neighbours[1].common == ("ward",)
