"""A proposal that is made anew after a change keeps the pairs that it can keep."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from concierge_tui.domain.meetup_day import Introduction
from concierge_tui.services.desk import Desk
from concierge_tui.services.pairing.search import USUAL
from concierge_tui.services.proposals import Proposals

Given = Callable[..., str]
Group = tuple[str, ...]


@pytest.fixture
def proposals(desk: Desk, meetup: str, arrived: Given) -> Proposals:
    """Twelve families of near ages, and a first proposal for them."""
    for number in range(12):
        _family(arrived, number)
    made = desk.proposals(meetup)
    made.keep(made.solve(USUAL))
    return made


def _family(arrived: Given, number: int) -> str:
    # Of such ages a plan that remembered nothing would tear more than it has to.
    born = f"20{20 + number * 3 % 5}-{1 + number * 7 % 12:02}-1{number % 7}"
    child = {"name": f"試験{number} 蓮", "role": "child", "birthday": born}
    mother = {"name": f"試験{number} 花", "kana": "シケン ハナ", "may_collect": True}
    return arrived(mother, child)


def _open(proposals: Proposals) -> set[Group]:
    return {each.families for each in proposals.all() if each.state == "proposed"}


def _again(proposals: Proposals) -> set[Group]:
    proposals.keep(proposals.solve(USUAL))
    return _open(proposals)


def test_two_who_are_kept_apart_cost_one_other_pair_and_no_more(proposals: Proposals) -> None:
    before = _open(proposals)
    assert [len(group) for group in before] == [2] * 6

    proposals.keep_apart(min(proposals.all(), key=lambda each: each.families))
    after = _again(proposals)

    # The two need somebody each: one other pair gives itself up to them, four stay.
    assert len(after) == 6
    assert len(after & before) == 4


def test_a_family_that_comes_late_disturbs_one_pair(proposals: Proposals, arrived: Given) -> None:
    before = _open(proposals)

    late = _family(arrived, 12)
    after = _again(proposals)

    (three,) = (group for group in after if len(group) == 3)
    assert late in three
    assert len(after & before) == 5


def test_a_group_of_three_stays_together_as_a_pair_does(
    proposals: Proposals, arrived: Given
) -> None:
    _family(arrived, 12)
    before = _again(proposals)
    (three,) = (group for group in before if len(group) == 3)

    proposals.keep_apart(
        next(each for each in proposals.all() if each.families in before - {three})
    )
    after = _again(proposals)

    # One other pair is torn, as without the three.
    assert three in after
    assert len(after & before) == 4


def test_a_pair_that_was_introduced_leaves_the_others_as_they_were(proposals: Proposals) -> None:
    before = _open(proposals)
    done: Introduction = min(proposals.all(), key=lambda each: each.families)

    proposals.decide(done, "introduced")

    assert _again(proposals) == before - {done.families}


def test_changes_one_after_the_other_each_cost_their_least(
    proposals: Proposals, arrived: Given
) -> None:
    plans = [_open(proposals)]
    proposals.decide(min(proposals.all(), key=lambda each: each.families), "introduced")
    plans.append(_again(proposals))
    proposals.keep_apart(next(each for each in proposals.all() if each.families in plans[-1]))
    plans.append(_again(proposals))
    _family(arrived, 12)
    plans.append(_again(proposals))

    assert [len(old & new) for old, new in pairwise(plans)] == [5, 3, 4]
