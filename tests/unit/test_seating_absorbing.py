"""Late arrivals and leavers: the past stays, and the rounds to come change least."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_tui.domain.seating.absorbing import (
    absorb,
    changed,
)
from concierge_tui.domain.seating.errors import SeatingImpossible
from concierge_tui.domain.seating.measures import Wishes, measure
from concierge_tui.domain.seating.repeat_free import cycled
from concierge_tui.domain.seating.tables import Plan, Round, sizes
from tests.seating.exhaustive import drawn
from tests.seating.promises import fewest_changes, keeps_its_promise


def by_trying_all(tables: Round, present: set[int], k: int) -> int:
    """Return the fewest changes of tables, whatever else the plan may be worth."""
    wanted = sorted(sizes(len(present), k))
    was = {family: number for number, table in enumerate(tables) for family in table}
    here = sorted(present)
    places = range(max(len(tables), len(wanted)))
    return min(
        sum(was.get(family, place) != place for family, place in zip(here, seats, strict=True))
        for seats in product(places, repeat=len(here))
        if sorted(filter(None, map(seats.count, places))) == wanted
    )


@st.composite
def days(draw: st.DrawFn, families: int, new: int) -> tuple[Plan, int, set[int], int, Wishes]:
    """Draw a plan, how many rounds have begun, who is present, k, and who suits whom."""
    planned = draw(st.integers(1, families))
    k = draw(st.integers(2, 6))
    plan = cycled(planned, k, draw(st.integers(1, 4)))
    known = planned + draw(st.integers(0, new))
    rng = random.Random(draw(st.integers(0, 2**20)))
    staying = draw(st.sampled_from([0.3, 0.8, 0.95]))
    present = {family for family in range(known) if rng.random() < staying}
    return plan, draw(st.integers(0, len(plan))), present, k, drawn(rng.randint(0, 99), known)


@settings(max_examples=200)
@given(days(families=18, new=8))
def test_the_past_stays_and_whoever_is_present_sits_once_in_each_round_to_come(
    day: tuple[Plan, int, set[int], int, Wishes],
) -> None:
    plan, begun, present, k, wishes = day

    found = absorb(plan, begun, present, k, wishes)
    least = absorb(plan, begun, present, k, wishes, least_only=True)

    assert [set(map(frozenset, tables)) for tables in found[:begun]] == [
        set(map(frozenset, tables)) for tables in plan[:begun]
    ]
    assert keeps_its_promise(found[begun:], [present] * (len(plan) - begun), k)
    for before, after in zip(plan[begun:], least[begun:], strict=True):
        assert changed(before, after) == fewest_changes(before, present, k)
    changes = [sum(map(changed, plan[begun:], each[begun:])) for each in (least, found)]
    spared = measure(least, wishes), measure(found, wishes)
    # Whoever changes tables beyond need does it in a swap that spares a repeat.
    assert changes[0] <= changes[1] <= changes[0] + 2 * (spared[0].repeats - spared[1].repeats)


@settings(max_examples=60)
@given(days(families=6, new=2))
def test_no_plan_with_tables_of_the_right_sizes_changes_less(
    day: tuple[Plan, int, set[int], int, Wishes],
) -> None:
    plan, _, present, k, _ = day

    assert fewest_changes(plan[0], present, k) == by_trying_all(plan[0], present, k)


class TestSixtyFamilies:
    PLAN = cycled(60, 4, 5)
    WISHES = drawn(8, 63)

    def test_one_who_leaves_changes_nothing_else(self) -> None:
        found = absorb(self.PLAN, 2, set(range(60)) - {17}, 4, self.WISHES)

        for before, after in zip(self.PLAN[2:], found[2:], strict=True):
            assert [set(table) - {17} for table in before] == [set(table) for table in after]

    def test_a_table_that_would_be_too_small_takes_one_who_met_nobody_there(self) -> None:
        gone = set(self.PLAN[4][0][:2])

        found = absorb(self.PLAN, 4, set(range(60)) - gone, 4, self.WISHES)

        assert changed(self.PLAN[4], found[4]) == 1
        assert measure(found, self.WISHES).repeats == 0

    def test_a_table_that_is_given_up_keeps_its_number(self) -> None:
        gone = set(self.PLAN[4][3])

        found = absorb(self.PLAN, 4, set(range(60)) - gone, 4, self.WISHES)

        assert changed(self.PLAN[4], found[4]) == 0
        assert found[4][3] == ()
        assert found[4][4] == tuple(sorted(self.PLAN[4][4]))

    def test_three_who_come_sit_together_once_and_then_among_the_others(self) -> None:
        found = absorb(self.PLAN, 1, set(range(63)), 4, self.WISHES)

        assert all(len(tables) == 16 for tables in found[1:])
        assert measure(found, self.WISHES).repeats == 0
        assert 0 < sum(map(changed, self.PLAN[1:], found[1:])) <= 6

    def test_where_only_least_change_counts_they_stay_together(self) -> None:
        found = absorb(self.PLAN, 1, set(range(63)), 4, self.WISHES, least_only=True)

        assert sum(map(changed, self.PLAN[1:], found[1:])) == 0
        assert all((60, 61, 62) in tables for tables in found[1:])

    def test_who_comes_sits_where_it_suits_best_and_never_beside_who_must_not(self) -> None:
        suiting = {(min(f, 60), max(f, 60)): 900 for table in self.PLAN[4][7:8] for f in table}
        value = {**suiting, **{(each, 60): 999 for each in self.PLAN[4][2]}}
        wishes = Wishes(61, value, frozenset({(self.PLAN[4][2][0], 60)}))
        gone = {self.PLAN[4][2][1], self.PLAN[4][7][0]}

        found = absorb(self.PLAN, 4, set(range(61)) - gone, 4, wishes)

        assert 60 in found[4][7]
        assert changed(self.PLAN[4], found[4]) == 0

    def test_nobody_left_leaves_empty_tables(self) -> None:
        found = absorb(self.PLAN, 3, set(), 4, self.WISHES)

        assert all(not table for tables in found[3:] for table in tables)

    def test_after_the_last_round_nothing_changes(self) -> None:
        found = absorb(self.PLAN, 5, {1, 2}, 4, self.WISHES)

        assert [sorted(map(set, t), key=min) for t in found] == [
            sorted(map(set, t), key=min) for t in self.PLAN
        ]

    def test_numbers_out_of_range_are_told(self) -> None:
        with pytest.raises(SeatingImpossible):
            absorb(self.PLAN, 1, {1, 2}, 0, self.WISHES)
