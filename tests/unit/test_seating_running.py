"""During a round: who comes late sits down at once, who leaves frees a seat, nobody else moves."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.seating.measures import Wishes
from concierge_tui.domain.seating.repeat_free import cycled
from concierge_tui.domain.seating.running import as_they_sit, table_for
from concierge_tui.domain.seating.tables import Round
from tests.seating.exhaustive import drawn

TABLES = ((0, 1, 2), (3, 4), (5, 6), ())
SUITING = Wishes(8, {(5, 7): 300, (0, 7): 900})


def test_a_late_family_sits_where_there_is_room_and_it_suits_best() -> None:
    assert table_for(TABLES, 7, 3, SUITING) == 2


def test_where_most_are_new_to_it_comes_before_whom_it_suits() -> None:
    assert table_for(TABLES, 7, 4, SUITING) == 0
    assert table_for(TABLES, 7, 4, SUITING, met={(0, 7), (1, 7), (5, 7)}) == 1


def test_who_sits_alone_gets_company_first() -> None:
    assert table_for(((0, 1, 2), (3,), (5, 6)), 7, 4, SUITING) == 1


def test_where_every_table_is_full_one_of_the_smallest_gets_a_chair_more() -> None:
    assert table_for(((0, 1, 2), (3, 4), (5, 6)), 7, 2, SUITING) == 2


def test_it_is_kept_apart() -> None:
    assert table_for(TABLES, 7, 3, SUITING._replace(apart=frozenset({(6, 7)}))) == 1
    apart = frozenset({(0, 7), (3, 7), (5, 7)})
    assert table_for(TABLES, 7, 3, SUITING._replace(apart=apart)) is None


def test_everyone_stands_where_they_sit_and_no_table_is_invented() -> None:
    names, now = as_they_sit("abcd", ((0, 1), (2, 3)), {"b": "2", "d": "9", "x": "1", "y": "左"})

    assert names == ("a", "b", "c", "d", "x")
    assert now == ((0, 4), (1, 2, 3))


@given(st.integers(4, 20), st.integers(2, 5), st.integers(0, 2**20))
def test_nobody_else_moves_and_a_free_seat_is_taken_before_a_chair_is_added(
    families: int, k: int, seed: int
) -> None:
    """People come and go in one round; each who comes is the last of the list."""
    rng = random.Random(seed)
    wishes = drawn(seed % 50, families + 12)
    at = {f: number for number, t in enumerate(cycled(families, k, 1)[0]) for f in t}
    met = {pair for pair in wishes.value if rng.random() < 0.3}
    for comes in range(families, families + 12):
        for leaver in [f for f in at if rng.random() < 0.2]:
            del at[leaver]
        before, tables = dict(at), _tables(at)
        found = table_for(tables, comes, k, wishes, met)
        allowed = [
            number
            for number, table in enumerate(tables)
            if table and not any((one, comes) in wishes.apart for one in table)
        ]
        if found is None:
            assert not allowed
            continue
        at[comes] = found
        assert found in allowed
        assert {f: number for f, number in at.items() if f != comes} == before
        if any(len(tables[number]) < k for number in allowed):
            assert len(tables[found]) < k
        else:
            assert len(tables[found]) == min(len(tables[number]) for number in allowed)


def _tables(at: dict[int, int]) -> Round:
    count = max(at.values(), default=-1) + 1
    return tuple(tuple(f for f in at if at[f] == number) for number in range(count))
