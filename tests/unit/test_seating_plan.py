"""The plan of tables and rounds: its promise, its strict order, and that it can be stopped."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from concierge_tui.domain.seating import planning
from concierge_tui.domain.seating.annealing import STEPS
from concierge_tui.domain.seating.errors import SeatingImpossible, SeatingStopped
from concierge_tui.domain.seating.hall import Hall
from concierge_tui.domain.seating.measures import Measures, Pair, Wishes, measure, meetings
from concierge_tui.domain.seating.planning import Waiting, plan_seating
from concierge_tui.domain.seating.polishing import _Polishing, polish
from concierge_tui.domain.seating.repeat_free import cycled
from concierge_tui.domain.seating.tables import (
    MOST_FAMILIES,
    MOST_ROUNDS,
    sizes,
)
from concierge_tui.domain.seating.worth import STRICT, Worth
from tests.seating.exhaustive import best_of_all, drawn
from tests.seating.promises import keeps_its_promise


def nobody(_: AbstractSet[Pair]) -> Iterable[Pair]:
    return ()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try few changes: the promise does not depend on luck."""
    monkeypatch.setattr(planning, "_FEWEST_MOVES", 400)
    monkeypatch.setattr(planning, "_MOST_MOVES", 2000)


@pytest.mark.usefixtures("quick")
class TestThePromise:
    def test_everyone_sits_once_a_round(self) -> None:
        @settings(max_examples=40)
        @given(st.integers(1, 26), st.integers(2, 8), st.integers(1, 5), st.integers(0, 999))
        def holds(families: int, k: int, rounds: int, seed: int) -> None:
            plan = plan_seating(drawn(seed, families), k, rounds, nobody)

            assert keeps_its_promise(plan, [range(families)] * rounds, k)

        holds()

    @pytest.mark.parametrize(("families", "k"), [(1, 4), (2, 2), (2, 4), (3, 4), (4, 4), (5, 500)])
    def test_few_families_share_one_table(self, families: int, k: int) -> None:
        plan = plan_seating(drawn(1, families, 1.0), k, 2, nobody)

        assert plan == ((tuple(range(families)),),) * 2

    def test_three_families_in_pairs_leave_one_alone(self) -> None:
        plan = plan_seating(drawn(1, 3, 1.0), 2, 3, nobody)

        assert sorted(table for tables in plan for table in tables if len(table) == 2) == [
            (0, 1), (0, 2), (1, 2),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("families", "k", "rounds", "code"),
        [
            (0, 4, 3, "families"), (MOST_FAMILIES + 1, 4, 3, "families"),
            (8, 0, 3, "k"), (8, 1, 3, "k"), (8, -4, 3, "k"), (8, 10**30, 3, "k"),
            (8, 4, 0, "rounds"), (8, 4, -1, "rounds"), (8, 4, MOST_ROUNDS + 1, "rounds"),
        ],
    )  # fmt: skip
    def test_numbers_out_of_range_are_told(
        self, families: int, k: int, rounds: int, code: str
    ) -> None:
        with pytest.raises(SeatingImpossible) as caught:
            plan_seating(Wishes(families, {}), k, rounds, nobody)

        assert caught.value.code == code

    def test_whoever_waits_is_told_and_may_stop(self) -> None:
        told: list[tuple[int, int]] = []
        wishes = drawn(3, 24)

        plan_seating(wishes, 4, 3, nobody, Waiting(lambda at, total: told.append((at, total))))

        assert all(0 <= at <= total for at, total in told)
        assert len(told) > 10
        assert told[-1][0] == told[-1][1]
        with pytest.raises(SeatingStopped):
            plan_seating(wishes, 4, 3, nobody, Waiting(cancelled=lambda: True))


class TestTheOrder:
    def test_each_measure_outweighs_all_behind_it(self) -> None:
        better = Measures(together=1, repeats=5, served=0, value=0, uneven=9)
        for change in (
            {"uneven": 99},
            {"value": -1, "uneven": 0},
            {"served": -1, "value": 9999, "uneven": 0},
            {"repeats": 6, "served": 9, "value": 9999, "uneven": 0},
            {"together": 2, "repeats": 0, "served": 9, "value": 9999, "uneven": 0},
        ):
            assert better.key > better._replace(**change).key

    @pytest.mark.parametrize(
        ("families", "k", "rounds", "seed"),
        [(5, 2, 2, 0), (5, 3, 2, 1), (6, 2, 3, 2), (6, 3, 2, 3), (7, 4, 2, 0), (8, 4, 2, 1),
         (8, 4, 1, 5), (9, 3, 1, 2), (9, 4, 1, 3), (10, 5, 1, 1)],
    )  # fmt: skip
    def test_few_families_get_the_best_plan_there_is(
        self, families: int, k: int, rounds: int, seed: int
    ) -> None:
        wishes = drawn(seed, families, apart=seed % 3)

        plan = plan_seating(wishes, k, rounds, nobody)

        assert measure(plan, wishes).key == best_of_all(wishes, k, rounds).key

    def test_families_who_must_not_meet_share_no_table(self) -> None:
        wishes = drawn(4, 24, apart=20)

        found = measure(plan_seating(wishes, 4, 4, nobody), wishes)

        assert (found.together, found.repeats) == (0, 0)

    def test_the_pairs_of_a_provisional_matching_meet(self) -> None:
        wishes = drawn(5, 32, 0.8)
        disjoint = [(one, one + 16) for one in range(16) if (one, one + 16) in wishes.value]
        asked: list[int] = []

        def matching(used: AbstractSet[Pair]) -> Iterable[Pair]:
            asked.append(len(used))
            return disjoint if not used else ()

        plan = plan_seating(wishes, 4, 4, matching)

        assert set(disjoint) <= meetings(plan).keys()
        assert asked[0] == 0
        assert set(asked[1:]) == {len(disjoint)}

    def test_more_who_suit_meet_than_by_the_rule_alone(self) -> None:
        wishes = drawn(6, 32, 0.3)
        by_rule = plan_seating(Wishes(32, {}), 4, 4, nobody)

        steps: list[int] = []
        waiting = Waiting(lambda at, _: steps.append(at))

        found = measure(plan_seating(wishes, 4, 4, nobody, waiting), wishes)

        assert found.repeats == 0
        assert len(steps) == STEPS + 1  # it was free of repeats after one run
        assert found.value > 1.75 * measure(by_rule, wishes).value
        assert found.served >= measure(by_rule, wishes).served + 2

    def test_a_tight_plan_keeps_apart_by_changing_places_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(planning, "_MOST_MOVES", 200_000)
        wishes = Wishes(32, drawn(7, 32, 0.3).value, frozenset({(0, 9)}))

        found = measure(plan_seating(wishes, 4, 10, nobody), wishes)

        assert (found.together, found.repeats) == (0, 0)


@settings(max_examples=60)
@given(st.integers(4, 14), st.integers(2, 4), st.data())
def test_what_a_change_is_said_to_bring_is_what_it_brings(
    families: int, k: int, data: st.DataObject
) -> None:
    wishes = drawn(data.draw(st.integers(0, 99)), families)
    worth = [[0] * families for _ in range(families)]
    for (one, other), points in wishes.value.items():
        worth[one][other] = worth[other][one] = points
    hall = Hall(cycled(families, k, 2), worth, 5000)

    def standing() -> int:
        found = measure(hall.plan, wishes)
        return found.value - 5000 * found.repeats

    for _ in range(6):
        turn = data.draw(st.integers(0, 1))
        one, other = data.draw(st.sampled_from(list(combinations(range(families), 2))))
        before = standing()
        if data.draw(st.booleans()):
            brings = hall.exchanging(one, other)
            hall.exchange(one, other)
        elif hall.at[turn][one] != hall.at[turn][other]:
            brings = hall.swapping(turn, one, other)
            hall.swap(turn, one, other)
        else:
            continue
        assert standing() - before == brings


@settings(max_examples=60)
@given(st.integers(5, 20), st.integers(2, 5), st.integers(1, 4), st.integers(0, 999))
@example(18, 4, 4, 0)  # the least served were lifted at the price of two repeats
def test_polishing_never_makes_a_plan_worse(families: int, k: int, rounds: int, seed: int) -> None:
    wishes = drawn(seed, families, 0.3)
    worth = Worth(wishes, (), [sizes(families, k)] * rounds)
    hall = Hall(cycled(families, k, rounds), worth.matrix, STRICT)
    before = worth.key(hall)

    polish(hall, worth)

    assert worth.key(hall) >= before
    assert keeps_its_promise(hall.plan, [range(families)] * rounds, k)


@settings(max_examples=60)
@given(st.integers(9, 24), st.integers(3, 5), st.integers(2, 4), st.integers(0, 999))
def test_a_plan_stays_as_it_was_where_the_least_served_cannot_be_served_better(
    families: int, k: int, rounds: int, seed: int
) -> None:
    wishes = drawn(seed, families, 0.3)
    worth = Worth(wishes, (), [sizes(families, k)] * rounds)
    hall = Hall(cycled(families, k, rounds), worth.matrix, STRICT)
    before, least = hall.plan, worth.least(hall)

    if _Polishing(hall, worth).lifted():
        assert worth.least(hall) > least
    else:
        assert hall.plan == before
