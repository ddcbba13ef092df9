"""Prices in place of limits: what a trial pays, and what is given back."""

from concierge_tui.services.pairing.prices import FINE, Prices, Rank

PRICES = Prices({0: 7, 1: 3})


def test_a_trial_pays_for_the_cheapest_place_that_it_can_take() -> None:
    assert [PRICES.toll(where) for where in (0b001, 0b010, 0b011, 0b100, 0b101)] == [7, 3, 3, 0, 0]
    assert PRICES.tolls([0b001, 0b100, 0b001]) == {0b001: 7, 0b100: 0}
    assert [PRICES.cheapest(where) for where in (0b001, 0b011, 0b111)] == [0, 1, 2]


def test_all_places_and_all_units_of_a_rank_are_given_back() -> None:
    assert PRICES.given_back(room=4) == 40
    assert PRICES._replace(ranks=(Rank(unit=100, most=9, price=2),)).given_back(4) == 58


def test_a_rank_is_paid_by_its_whole_units() -> None:
    prices = Prices(ranks=(Rank(unit=100, most=9, price=2),))

    assert prices.left(250) == 250 * FINE - 4
    assert Prices().left(250) == 250 * FINE


def test_other_prices_leave_these_as_they_are() -> None:
    assert PRICES.raised(0b101, 5) == Prices({0: 12, 1: 3, 2: 5})
    assert PRICES.half_way(Prices({0: 1, 2: 4}), range(3)) == Prices({0: 4, 1: 1, 2: 2})
    assert Prices({0: 7, 1: 3}) == PRICES
