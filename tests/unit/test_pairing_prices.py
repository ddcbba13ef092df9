"""The price of places at which no more pairs pay than there are places."""

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.services.pairing.matching import Matching
from concierge_tui.services.pairing.prices import Line, Prices, balance

NOTHING = Matching(0, ())
lines = st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 9)), max_size=12)


@given(lines, st.integers(0, 9))
def test_the_lowest_price_that_is_high_enough_is_found(
    drawn: list[tuple[int, int]], room: int
) -> None:
    known = [Line(NOTHING, 0, 0), *(Line(NOTHING, weight, paying) for weight, paying in drawn)]

    def heaviest(price: int) -> Line:
        return max(known, key=lambda line: (line.at(price), line.paying))

    price, many, few = balance(heaviest, room, 5001)

    assert few.paying <= room
    assert few.at(price) == heaviest(price).at(price)
    if price:
        assert many.paying > room
        assert heaviest(price - 1).paying > room


def test_a_trial_pays_where_it_can_go_nowhere_else() -> None:
    prices = Prices({0b011: 5, 0b001: 2})

    assert [prices.toll(where) for where in (0b001, 0b010, 0b011, 0b100, 0b101)] == [7, 5, 5, 0, 0]
    assert prices.tolls([0b001, 0b100, 0b001]) == {0b001: 7, 0b100: 0}


def test_another_price_leaves_the_others() -> None:
    prices = Prices({1: 5, 2: 6})

    assert prices.but(1, 9) == {1: 9, 2: 6}
    assert prices.but(1, 0) == {2: 6}
    assert prices == {1: 5, 2: 6}
