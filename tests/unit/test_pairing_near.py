"""What families are worth, and every plan that is worth nearly as much as the bound."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.services.pairing import near
from concierge_tui.services.pairing.family_prices import family_prices
from concierge_tui.services.pairing.matching import both_sides, heaviest
from concierge_tui.services.pairing.near import Left, Near, Room, TooMany

Edges = list[tuple[Trial, int]]


@st.composite
def edges(draw: st.DrawFn) -> Edges:
    count = draw(st.integers(2, 8))
    every = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(every), unique=True, max_size=16))
    return [(pair, draw(st.integers(-5, 60))) for pair in sorted(chosen)]


def matchings(pairs: Edges) -> list[Edges]:
    """Return every choice of pairs that share no family."""
    if not pairs:
        return [[]]
    (pair, weight), *rest = pairs
    apart = [edge for edge in rest if set(edge[0]).isdisjoint(pair)]
    return matchings(rest) + [[(pair, weight), *chosen] for chosen in matchings(apart)]


@given(edges())
def test_two_families_pay_for_each_of_their_pairs(drawn: Edges) -> None:
    worth = family_prices(drawn)

    assert all(price >= 0 for price in worth.values())
    assert all(worth[a] + worth[b] >= 2 * weight for (a, b), weight in drawn)


@given(edges())
def test_families_are_worth_no_more_than_the_best_halves_of_pairs(drawn: Edges) -> None:
    halves = sum(weight for _, weight in both_sides(drawn).values())

    assert sum(family_prices(drawn).values()) == halves
    assert 2 * heaviest(drawn).weight <= halves


@given(edges(), st.integers(0, 3), st.integers(0, 40))
def test_the_best_plan_near_the_bound_is_found(drawn: Edges, room: int, spare: int) -> None:
    rng = random.Random(spare)
    where = {pair: rng.choice([0b01, 0b10, 0b11]) for pair, _ in drawn}
    weights = dict(drawn)
    worth = family_prices(drawn)
    top = sum(worth.values())

    def fits(plan: tuple[Trial, ...]) -> bool:
        return all(
            sum(not where[pair] & ~sessions for pair in plan) <= room * sessions.bit_count()
            for sessions in (0b01, 0b10, 0b11)
        )

    plans = [tuple(pair for pair, _ in chosen) for chosen in matchings(drawn)]
    values = [2 * sum(map(weights.__getitem__, plan)) for plan in plans if fits(plan)]
    least = top - 2 * spare
    best = least - 1

    def offer(plan: tuple[Trial, ...]) -> int:
        nonlocal best
        if fits(plan):
            best = max(best, 2 * sum(map(weights.__getitem__, plan)))
        return top - best - 1

    unused: dict[Trial, int] = {
        pair: worth[pair[0]] + worth[pair[1]] - 2 * weight for pair, weight in drawn
    }
    confined = {sessions: room * sessions.bit_count() for sessions in (0b01, 0b10, 0b11)}
    Near(Left(worth, unused), Room(where, confined, 2 * room, 0), offer).try_all(top - best - 1)

    assert best == max([value for value in values if value >= least], default=least - 1)


def test_it_is_given_up_where_too_many_are_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "STEPS", 20)
    pairs = list(combinations(range(12), 2))
    left = Left(dict.fromkeys(range(12), 0), dict.fromkeys(pairs, 0))
    room = Room(dict.fromkeys(pairs, 1), {1: 5}, 5, 1)

    with pytest.raises(TooMany):
        Near(left, room, lambda _: 100).try_all(100)


def test_a_place_that_stays_empty_counts() -> None:
    offered: list[tuple[Trial, ...]] = []

    def offer(plan: tuple[Trial, ...]) -> int:
        offered.append(plan)
        return 9

    left = Left({0: 0, 1: 0}, {(0, 1): 0})
    Near(left, Room({(0, 1): 1}, {1: 2}, 2, 10), offer).try_all(9)

    assert offered == []
