"""The heaviest matching of no more than so many pairs."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.services.pairing.matching import heaviest

EDGES = list(combinations(range(6), 2))
weights = st.lists(st.integers(-3, 12) | st.integers(2**90, 2**90 + 3), min_size=15, max_size=15)


def by_trying(edges: list[tuple[tuple[int, int], int]], most: int) -> int:
    best = 0
    for count in range(1, min(3, most) + 1):
        for chosen in combinations(edges, count):
            if len({family for pair, _ in chosen for family in pair}) == 2 * count:
                best = max(best, sum(weight for _, weight in chosen))
    return best


@given(weights, st.integers(0, 4))
def test_it_is_what_trying_everything_finds(drawn: list[int], most: int) -> None:
    edges = list(zip(EDGES, drawn, strict=True))

    found = heaviest(edges, most)

    assert found.weight == by_trying(edges, most)
    assert len(found.pairs) <= most
    assert sum(weight for pair, weight in edges if pair in found.pairs) == found.weight


def test_numbers_far_beyond_a_float_are_exact() -> None:
    large = 2**100

    found = heaviest([((0, 1), large), ((1, 2), large + 1), ((2, 3), large)])

    assert found.weight == 2 * large
    assert heaviest([((0, 1), large), ((1, 2), large + 1)]).pairs == ((1, 2),)
