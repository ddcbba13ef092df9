"""The best mixture of plans: no plan that is known is worth more at its prices."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.services.pairing.mixture import Mixed, Mixture

EMPTY = Mixed(0, (0, 0), {})
plans = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=7
)
rooms = st.tuples(st.integers(0, 4), st.integers(0, 4))


def mixed(drawn: list[tuple[int, int, int]]) -> list[Mixed]:
    return [
        Mixed(weight, (one, two), {(n, n + 1): 0}) for n, (weight, one, two) in enumerate(drawn)
    ]


def solved(limits: tuple[int, int], known: list[Mixed]) -> Mixture:
    mixture = Mixture(limits, EMPTY)
    for plan in known:
        mixture.add(plan)
    return mixture


def price(mixture: Mixture) -> list[Fraction]:
    return [Fraction(each, mixture.parts) for each in mixture.solve()]


@given(rooms, plans)
def test_no_plan_is_worth_more_at_the_prices_than_the_mixture_is(
    limits: tuple[int, int], drawn: list[tuple[int, int, int]]
) -> None:
    known = mixed(drawn)
    mixture = solved(limits, known)
    prices = price(mixture)
    worth = Fraction(mixture.worth(), mixture.parts)

    def left(plan: Mixed) -> Fraction:
        paid = zip(prices, plan.takes, limits, strict=True)
        return sum((p * (limit - taken) for p, taken, limit in paid), Fraction(plan.weight))

    assert min(prices) >= 0
    assert max(map(left, [EMPTY, *known])) == worth


@given(rooms, plans)
def test_no_two_plans_are_worth_more_together(
    limits: tuple[int, int], drawn: list[tuple[int, int, int]]
) -> None:
    known = mixed(drawn)
    mixture = solved(limits, known)
    mixture.solve()
    worth = Fraction(mixture.worth(), mixture.parts)

    for one, other in combinations([EMPTY, *known], 2):
        for share in (Fraction(n, 6) for n in range(7)):
            takes = zip(one.takes, other.takes, limits, strict=True)
            if all(share * a + (1 - share) * b <= limit for a, b, limit in takes):
                assert share * one.weight + (1 - share) * other.weight <= worth


@given(rooms, plans)
def test_the_shares_keep_to_the_limits(
    limits: tuple[int, int], drawn: list[tuple[int, int, int]]
) -> None:
    known = mixed(drawn)
    mixture = solved(limits, known)
    mixture.solve()
    shares = mixture.shares()

    for limit in range(2):
        taken = sum(shares.get((n, n + 1), 0) * plan.takes[limit] for n, plan in enumerate(known))
        assert taken <= limits[limit] * mixture.parts
    assert sum(shares.values()) <= mixture.parts


def test_two_plans_that_are_too_much_and_too_little_are_mixed() -> None:
    mixture = solved((3, 9), [Mixed(10, (6, 0), {(0, 1): 0}), Mixed(6, (2, 0), {(2, 3): 0})])

    assert price(mixture) == [1, 0]
    assert Fraction(mixture.worth(), mixture.parts) == 7
    assert mixture.shares()[0, 1] * 4 == mixture.parts
