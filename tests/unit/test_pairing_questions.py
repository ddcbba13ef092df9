"""Why not these two, what if, who is left out and why: answered with facts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.pairing.eligibility import Reason
from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.domain.pairing.left_out import (
    Fix,
    smallest_fix,
    what_is_in_the_way,
    what_stands_between,
)
from concierge_tui.services.pairing.proposal import propose
from concierge_tui.services.pairing.questions import what_if, why_not
from concierge_tui.services.pairing.solver import best_plan
from tests.pairing.days import day, family, invented, read
from tests.pairing.reference import Reference

CHAIN = {"met": [[0, 1], [1, 2], [2, 3]]}


def test_an_ineligible_pair_has_its_reasons_alone() -> None:
    found = read(day(4, **CHAIN))

    answer = why_not(found, best_plan(found), 3, 0)

    assert answer.reasons == (Reason.NOT_MET,)
    assert (answer.blocked, answer.forced) == (None, None)


def test_an_eligible_pair_has_its_price() -> None:
    found = read(day(4, **CHAIN))

    answer = why_not(found, best_plan(found), 2, 1)

    assert answer.reasons == ()
    assert answer.forced is not None
    assert answer.forced.by.placed == -2
    assert answer.forced.left_out == (0, 3)
    assert answer.forced.placed == ()
    assert answer.forced.parted == ((0, 1), (2, 3))


def test_a_pair_that_is_there_costs_nothing() -> None:
    found = read(day(4, **CHAIN))

    answer = why_not(found, best_plan(found), 0, 1)

    assert answer.forced is not None
    assert set(answer.forced.by) == {0}
    assert answer.forced.parted == ()


def test_a_group_of_three_that_would_be_torn_counts_as_parted() -> None:
    found = read(day(3, met="all", max_triples=1))
    plan = best_plan(found)
    assert plan.trials == ((0, 1, 2),)

    answer = why_not(found, plan, 0, 2)

    assert answer.forced is not None
    assert answer.forced.parted == ((0, 1, 2),)


def test_a_family_that_is_locked_elsewhere_blocks_a_pair() -> None:
    found = read(day(4, locked=[[0, 1]]))

    assert why_not(found, best_plan(found), 1, 2).blocked == "twice"


def test_a_pair_for_which_there_is_no_room_is_blocked() -> None:
    found = read(day(4, locked=[[0, 1]], rooms=1))

    assert why_not(found, best_plan(found), 2, 3).blocked == "no_room"


def test_a_lock_that_cannot_be_is_a_fact() -> None:
    found = read(day(4, **CHAIN))

    with pytest.raises(LockImpossible):
        what_if(best_plan(found), found.locking(0, 3))


@given(st.integers(0, 10**6), st.integers(0, 7), st.integers(0, 7))
def test_the_price_of_a_pair_is_what_trying_everything_finds(seed: int, a: int, b: int) -> None:
    written = invented(seed, 8, crowded=bool(seed % 2), open_=True) | {"locked": []}
    found = read(written)
    before = best_plan(found)
    if a == b:
        return

    answer = why_not(found, before, a, b)

    assert set(answer.reasons) == Reference(written).why_not(a, b)
    if answer.forced:
        best = Reference(written | {"locked": [[a, b]]}).best()
        assert best == answer.forced.plan.standing
        assert answer.forced.by == tuple(
            new - old for new, old in zip(best, before.standing, strict=True)
        )


def left_out(*families: dict[str, Any], **of_day: Any) -> dict[str, Any]:
    answer = propose(read(day(0, *families, **of_day))).as_json()
    why: dict[str, Any] = answer["why_unmatched"]
    return why


def test_who_is_left_out_for_want_of_room_is_told_so() -> None:
    assert left_out(*(family(n) for n in range(4)), rooms=1) == {
        "2": ["capacity"],
        "3": ["capacity"],
    }


def test_who_is_left_out_because_others_are_better_used_is_told_so() -> None:
    assert [*left_out(*(family(n) for n in range(3))).values()] == [["better_used"]]


def test_who_may_be_paired_with_nobody_has_every_reason() -> None:
    families = [family(0), family(1), family(2, nogo=["cat"], roles=["guest"]), family(3)]
    families[0]["home"] = families[1]["home"] = ["cat"]
    families[3]["roles"] = ["guest"]

    why = left_out(*families, met=[[0, 1], [0, 2], [2, 3], [0, 3]])

    assert why["2"] == ["not_met", "nogo_cat", "no_host"]
    assert why["3"] == ["better_used"]


def test_who_came_alone_is_told_so() -> None:
    assert left_out(family(0)) == {"0": ["nobody_here"]}


def test_what_keeps_a_family_from_most_others_is_told_first_and_an_age_of_whose_it_is() -> None:
    toddler, infant = family(0), family(1)
    infant["children"] = [{"months": 8, "school": None}]
    found = read(day(0, toddler, infant, family(2), family(3), met=[[0, 1]]))

    assert what_is_in_the_way(found, 0) == ("not_met", "others_under_1_year")
    assert what_is_in_the_way(found, 1) == ("under_1_year", "not_met")


def test_the_smallest_fix_opens_up_most() -> None:
    later = [family(n, sessions=[1]) for n in (2, 3, 4)]
    found = read(day(0, family(0), family(1), *later, sessions=2, met=[[0, 2], [0, 3], [0, 4]]))

    assert what_stands_between(found, 0) == (Reason.NOT_MET, Reason.NO_COMMON_SESSION)
    assert smallest_fix(found, 0) == Fix(Reason.NO_COMMON_SESSION, (2, 3, 4))
    assert smallest_fix(found, 1) == Fix(Reason.NOT_MET, (0,))


def test_nobody_is_talked_out_of_a_no_go_or_a_card() -> None:
    found = read(
        day(0, family(0, nogo=["dog"]), family(1, home=["dog"]), cards={"F0000": {"F0001": "X"}})
    )

    assert smallest_fix(found, 0) is None
    assert smallest_fix(read(day(1)), 0) is None
