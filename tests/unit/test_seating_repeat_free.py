"""Plans without a repeat: by rule, stored, or found."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.seating.closed_form import circle, closed_form
from concierge_tui.domain.seating.designs import stored
from concierge_tui.domain.seating.fields import field, ring
from concierge_tui.domain.seating.measures import Wishes, fewest_repeats, measure
from concierge_tui.domain.seating.planning import plan_seating
from concierge_tui.domain.seating.repeat_free import cycled, repeat_free
from concierge_tui.domain.seating.tables import Plan, sizes
from tests.seating.promises import keeps_its_promise

# Tables, families a table, and the most rounds that are known to be possible at all.
PROVEN = [
    (3, 3, 4), (4, 3, 4), (5, 3, 7), (6, 3, 8), (7, 3, 10), (8, 3, 11), (9, 3, 13), (10, 3, 14),
    (4, 4, 5), (5, 4, 5), (6, 4, 7), (7, 4, 9), (8, 4, 10), (9, 4, 11), (10, 4, 13),
    (5, 5, 6), (6, 6, 3), (7, 7, 8), (8, 8, 9), (9, 9, 10), (7, 5, 7), (8, 5, 8), (6, 5, 6),
]  # fmt: skip
STORED = [
    (5, 3), (6, 3), (7, 3), (8, 3), (10, 3), (6, 4), (7, 4), (8, 4), (9, 4), (10, 4), (12, 4),
    (15, 4),
]  # fmt: skip
LONGEST_KNOWN = [(6, 5)]
"""Stored plans of which nobody has proved that a longer one cannot be."""


def repeats(plan: Plan) -> int:
    families = 1 + max(family for tables in plan for table in tables for family in table)
    return measure(plan, Wishes(families, {})).repeats


def everyone_sits(plan: Plan, families: int, k: int) -> bool:
    return keeps_its_promise(plan, [range(families)] * len(plan), k)


@pytest.mark.parametrize(("tables", "largest"), STORED)
def test_a_stored_plan_has_no_repeat_and_no_plan_has_more_rounds(tables: int, largest: int) -> None:
    plan = stored(tables, largest)

    assert len(plan) == (tables * largest - 1) // (largest - 1)
    assert repeats(plan) == 0
    assert everyone_sits(plan, tables * largest, largest)


@pytest.mark.parametrize(("tables", "k", "rounds"), PROVEN)
def test_as_many_rounds_as_were_ever_found(tables: int, k: int, rounds: int) -> None:
    plan = repeat_free(tables * k, k, rounds)

    assert plan is not None
    assert len(plan) == rounds
    assert repeats(plan) == 0
    assert everyone_sits(plan, tables * k, k)


@pytest.mark.parametrize("k", range(2, 8))
def test_the_rule_never_repeats_anybody_and_seats_all(k: int) -> None:
    for families in range(1, 61):
        for plan in (closed_form(families, k), cycled(families, k, 3)):
            assert everyone_sits(plan, families, k), families
        assert repeats(closed_form(families, k)) == 0, families


@pytest.mark.parametrize(("tables", "largest"), [*STORED, *LONGEST_KNOWN])
def test_tables_that_are_not_full_lack_one_at_most(tables: int, largest: int) -> None:
    rounds = len(stored(tables, largest))
    for free in range(1, largest):
        families = tables * largest - free

        plan = repeat_free(families, largest, rounds - 1)

        assert plan is not None
        assert repeats(plan) == 0
        assert everyone_sits(plan, families, largest)


@pytest.mark.parametrize("families", range(2, 25))
def test_in_pairs_everyone_meets_everyone_once(families: int) -> None:
    plan = circle(families)

    met = [tuple(sorted(table)) for tables in plan for table in tables if len(table) == 2]
    assert sorted(met) == list(combinations(range(families), 2))
    assert everyone_sits(plan, families, 2)


@pytest.mark.parametrize(("prime", "degree"), [(2, 1), (7, 1), (2, 2), (2, 3), (3, 2), (5, 2)])
def test_every_difference_in_a_field_can_be_divided(prime: int, degree: int) -> None:
    numbers = field(prime, degree)
    elements = range(numbers.size)

    assert numbers.size == prime**degree
    for one in elements[1:]:
        assert sorted(numbers.times(one, other) for other in elements) == list(elements)
    for one, other, third in product(elements, repeat=3):
        difference = numbers.minus(numbers.times(one, other), numbers.times(one, third))
        assert numbers.times(one, numbers.minus(other, third)) == difference


def test_a_product_of_fields_moves_every_row_to_another_table() -> None:
    numbers = ring(20)

    assert (numbers.size, numbers.apart) == (20, 4)
    for slope in range(numbers.apart):
        lines = [numbers.line(slope, at) for at in range(20)]
        assert all(sorted(line) == list(range(20)) for line in lines)
        assert len({line[0] for line in lines}) == (20 if slope else 1)


@pytest.mark.parametrize(
    ("tables", "k", "rounds"),
    [(6, 5, 3), (6, 5, 5), (8, 4, 5), (8, 4, 6), (8, 4, 7), (6, 4, 5), (7, 4, 6), (10, 4, 8),
     (15, 4, 8), (5, 4, 5), (5, 3, 7), (8, 4, 10), (7, 4, 9)],
)  # fmt: skip
def test_the_program_finds_a_plan_without_a_repeat(tables: int, k: int, rounds: int) -> None:
    plan = plan_seating(Wishes(tables * k, {}), k, rounds, lambda _: ())

    assert repeats(plan) == 0
    assert everyone_sits(plan, tables * k, k)


@pytest.mark.parametrize(("families", "k", "rounds"), [(6, 3, 4), (5, 2, 9), (9, 3, 6)])
def test_where_repeats_cannot_be_avoided_they_are_the_fewest(
    families: int, k: int, rounds: int
) -> None:
    plan = plan_seating(Wishes(families, {}), k, rounds, lambda _: ())

    assert repeats(plan) == fewest_repeats([sizes(families, k)] * rounds, families) > 0
    assert everyone_sits(plan, families, k)


@given(st.integers(1, 300), st.integers(2, 40))
def test_sizes_differ_by_one_at_most(families: int, k: int) -> None:
    found = sizes(families, k)

    assert sum(found) == families
    assert len(found) == -(-families // k)
    assert k >= max(found) >= min(found) >= max(found) - 1
