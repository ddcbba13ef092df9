"""The strict order of what a plan is good for, one rank at a time, and what is never broken."""

from typing import Any

import pytest

from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.services.pairing.search import Limits
from concierge_tui.services.pairing.solver import Plan, best_plan
from tests.pairing.days import SLOTS, day, family, read


def plan(*families: dict[str, Any], **of_day: Any) -> Plan:
    return best_plan(read(day(0, *families, **of_day)))


def families(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [family(number, **changes) for number in range(count)]


BEST = {"F0001": {"F0002": "A"}, "F0002": {"F0001": "A"}}


def test_everyone_is_placed_before_the_best_pair_is_made() -> None:
    found = plan(*families(4), met=[[0, 1], [1, 2], [2, 3]], cards=BEST)

    assert found.trials == ((0, 1), (2, 3))


def test_a_group_of_three_places_one_more() -> None:
    assert plan(*families(5), max_triples=1).standing[:2] == (5, 1)
    assert plan(*families(5)).standing[:2] == (4, 0)


def test_no_group_of_three_is_made_where_pairs_place_as_many() -> None:
    assert plan(*families(6), max_triples=2).standing[:2] == (6, 0)


def test_two_groups_of_three_are_made_where_two_places_are_all_there_is() -> None:
    found = plan(*families(7), max_triples=5, rooms=2)

    assert found.standing[:2] == (6, 2)


def test_three_families_need_three_eligible_pairs() -> None:
    assert plan(*families(3), met=[[0, 1], [1, 2]], max_triples=1).standing.placed == 2


def test_three_families_need_one_session_for_all_three() -> None:
    apart = [family(n, sessions=sessions) for n, sessions in enumerate([[0, 1], [1, 2], [0, 2]])]

    assert plan(*apart, max_triples=1, sessions=3).standing.placed == 2


def test_who_waited_comes_before_a_better_score() -> None:
    found = plan(family(0, waited=1), *families(3)[1:], met=[[0, 1], [1, 2]], cards=BEST)

    assert found.trials == ((0, 1),)


def test_waiting_never_costs_another_family_its_place() -> None:
    waiting = [family(0, waited=9), family(1, waited=9), family(2), family(3)]

    assert plan(*waiting, met=[[0, 1], [0, 2], [1, 3]]).trials == ((0, 2), (1, 3))


def test_a_pair_of_before_is_kept_before_a_better_score() -> None:
    four = families(4)
    cards = {f"F000{a}": {f"F000{b}": "A"} for a, b in [(0, 2), (2, 0), (1, 3), (3, 1)]}

    assert plan(*four, cards=cards).trials == ((0, 2), (1, 3))
    assert plan(*four, cards=cards, previous=[[3, 0]]).trials == ((0, 3), (1, 2))


def test_a_pair_of_before_is_kept_even_at_the_price_of_two_perfect_ones() -> None:
    alike = [
        family(
            n,
            x=90_000 * (n % 2),
            children=[{"months": 20 + 60 * (n % 2), "school": "ST"[n % 2]}],
            available=[*SLOTS[n % 2 : 6 : 2], *SLOTS[6:], ["sun-am", "sun-pm"][n % 2]],
        )
        for n in range(4)
    ]
    letters = [["A", "C"], ["C", "A"]]
    cards = {
        f"F000{a}": {f"F000{b}": letters[a % 2][b % 2] for b in range(4) if b != a}
        for a in range(4)
    }

    free, bound = (plan(*alike, cards=cards, previous=pairs) for pairs in ([], [[0, 3]]))

    assert free.trials == ((0, 2), (1, 3))
    assert bound.trials == ((0, 3), (1, 2))
    assert free.standing.score - bound.standing.score > 1000


def test_room_for_one_trial_goes_to_three_families() -> None:
    eager = [family(0), family(1), family(2), family(3, waited=9)]

    found = plan(*eager, met=[[0, 1], [1, 2], [0, 2], [0, 3]], rooms=1, max_triples=1)

    assert found.trials == ((0, 1, 2),)


def test_a_locked_pair_is_kept_whatever_it_costs() -> None:
    found = plan(*families(4), met=[[0, 1], [1, 2], [2, 3]], locked=[[2, 1]])

    assert found.trials == ((1, 2),)
    assert found.unmatched == (0, 3)


def test_a_locked_pair_stays_a_pair() -> None:
    assert plan(*families(3), max_triples=1, locked=[[0, 1]]).trials == ((0, 1),)


@pytest.mark.parametrize(
    ("of_day", "code", "pair"),
    [
        ({"locked": [[0, 1]], "met": []}, "ineligible", (0, 1)),
        ({"locked": [[1, 0], [1, 2]]}, "twice", (1, 2)),
        ({"locked": [[0, 1], [2, 3]], "rooms": 1}, "no_room", ()),
        ({"locked": [[0, 1]], "rooms": 0}, "no_room", ()),
    ],
)
def test_locks_that_cannot_be_kept_are_said(
    of_day: dict[str, Any], code: str, pair: tuple[int, ...]
) -> None:
    with pytest.raises(LockImpossible) as caught:
        plan(*families(4), **of_day)

    assert (caught.value.code, caught.value.pair) == (code, pair)


def test_a_session_holds_no_more_than_its_rooms() -> None:
    found = plan(*families(6, sessions=[0]), family(6, sessions=[1]), sessions=2, rooms=2)

    assert found.sessions == (0, 0)
    assert found.standing.placed == 4


def test_places_are_given_where_only_some_can_go() -> None:
    """Two pairs are bound to session 0, which holds one: the total would hold them both."""
    bound = families(4, sessions=[0])
    free = [family(4, sessions=[0, 1], x=9000), family(5, sessions=[0, 1], x=9000)]

    found = plan(*bound, *free, sessions=2, rooms=1)

    assert found.standing.placed == 4
    assert (4, 5) in found.trials


def test_a_day_without_families_or_room_has_an_empty_plan() -> None:
    assert plan().trials == ()
    assert plan(*families(3), rooms=0).unmatched == (0, 1, 2)
    assert plan(*families(3, sessions=[]), sessions=0, max_triples=3).trials == ()


def test_when_the_work_allowed_is_done_the_plan_says_that_it_is_not_proved() -> None:
    crowded = read(day(0, *families(7), max_triples=2, rooms=2))

    cut_short, whole = best_plan(crowded, Limits(3)), best_plan(crowded)

    assert not cut_short.proved
    assert cut_short.standing.placed >= 4
    assert whole.proved
    assert whole.standing.placed == 6


def test_who_stops_the_search_keeps_the_best_plan_so_far() -> None:
    crowded = read(day(0, *families(7), max_triples=2, rooms=2, locked=[[0, 1]]))
    told: list[int] = []

    stopped = best_plan(
        crowded, Limits(progress=lambda done, _: told.append(done), cancelled=lambda: len(told) > 4)
    )
    at_once = best_plan(crowded, Limits(cancelled=lambda: True))

    assert told == [1, 2, 3, 4, 5]
    assert not stopped.proved
    assert stopped.standing.placed >= 4
    assert not at_once.proved
    assert at_once.trials == ((0, 1),)
