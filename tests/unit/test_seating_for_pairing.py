"""Seated by the plan, families can be paired nearly as well as had everyone met everyone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from concierge_tui.domain.pairing.instance import Instance
from concierge_tui.domain.pairing.reading import read_instance
from concierge_tui.domain.seating import planning
from concierge_tui.domain.seating.asking import Asked, read_asked
from concierge_tui.domain.seating.errors import SeatingImpossible
from concierge_tui.domain.seating.measures import meetings
from concierge_tui.domain.seating.tables import Plan
from concierge_tui.services.pairing.search import Limits
from concierge_tui.services.pairing.solver import best_plan
from concierge_tui.services.seating import _Guide, seat, wishes_of
from tests.pairing.days import content, day, family, invented, read
from tests.seating.promises import keeps_its_promise

SAMPLES = Path(__file__).parents[1] / "pairing" / "samples"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try few changes where only the wishes matter."""
    monkeypatch.setattr(planning, "_FEWEST_MOVES", 4000)
    monkeypatch.setattr(planning, "_MOST_MOVES", 8000)


def before_any_card(written: Instance) -> Instance:
    """Return a sample as it is before the meetup: nobody has met, nothing is written or decided."""
    return replace(written, met=None, cards={}, locked=frozenset())


def after(plan: Plan, day: Instance) -> Instance:
    return replace(day, met=frozenset(meetings(plan)))


@pytest.mark.parametrize("name", ["hall-60", "waiting-61"])
def test_at_least_98_percent_of_what_would_be_possible_is(name: str) -> None:
    sample = before_any_card(read_instance((SAMPLES / f"{name}.json").read_bytes()))

    seated = seat(Asked(sample, 4, 5))

    possible = best_plan(sample).standing
    found = best_plan(after(seated.plan, sample)).standing
    assert (seated.measures.together, seated.measures.repeats) == (0, 0)
    assert found.placed == possible.placed
    assert found.waited == possible.waited
    assert found.score >= 0.98 * possible.score
    assert keeps_its_promise(seated.plan, [range(len(sample.families))] * 5, 4)


@pytest.mark.parametrize("name", ["open-12", "crowded-21", "kept-24"])
def test_nobody_is_left_out_who_could_be_paired(name: str) -> None:
    sample = before_any_card(read_instance((SAMPLES / f"{name}.json").read_bytes()))

    seated = seat(Asked(sample, 4, 3))

    found = best_plan(after(seated.plan, sample)).standing
    assert found.placed == best_plan(sample).standing.placed


@pytest.mark.usefixtures("quick")
def test_a_family_that_suits_one_other_meets_it() -> None:
    lonely = family(0, available=["sun-pm"])
    friend = family(1, available=["sun-pm", "mon-am"])
    others = [family(number) for number in range(2, 40)]
    asked = Asked(read(day(0, lonely, friend, *others)), 4, 3)

    seated = seat(asked)

    assert seated.measures.served == 1
    assert (0, 1) in meetings(seated.plan)


@pytest.mark.usefixtures("quick")
def test_those_who_tried_before_need_not_meet_and_those_kept_apart_never_do() -> None:
    written = day(16, already_trialled=[[0, 1]], do_not_pair=[[2, 3], [2, 4]])

    wishes = wishes_of(read(written))
    met = meetings(seat(Asked(read(written), 4, 5)).plan)

    assert (0, 1) not in wishes.value
    assert wishes.apart == {(2, 3), (2, 4)}
    assert not wishes.apart & met.keys()


@pytest.mark.usefixtures("quick")
def test_who_has_met_whom_does_not_matter() -> None:
    written = invented(5, 16, open_=True) | {"k": 4, "rounds": 3}
    without = {key: value for key, value in written.items() if key != "met"}

    plans = {
        seat(read_asked(content(each))).plan
        for each in (written, without, written | {"met": []}, written | {"met": "all"})
    }

    assert len(plans) == 1


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "locked", [[[0, 1], [1, 2]], [[0, 3]], [[0, 1], [2, 3], [4, 5]]], ids=["twice", "not", "many"]
)
def test_locks_that_cannot_be_kept_do_not_keep_families_from_sitting(
    locked: list[list[int]],
) -> None:
    written = day(8, locked=locked, rooms=2, already_trialled=[[0, 3]])

    assert len(seat(Asked(read(written), 4, 2)).plan) == 2


def test_a_pair_that_is_decided_meets() -> None:
    written = day(24, locked=[[3, 20], [5, 9]])

    assert {(3, 20), (5, 9)} <= meetings(seat(Asked(read(written), 4, 2)).plan).keys()


@pytest.mark.parametrize("number", [None, "4", 4.0, True, [4], {}])
@pytest.mark.parametrize("name", ["k", "rounds"])
def test_the_numbers_are_whole_numbers(name: str, number: object) -> None:
    written = day(8) | {"k": 4, "rounds": 3} | {name: number}

    with pytest.raises(SeatingImpossible) as caught:
        read_asked(content(written))

    assert caught.value.code == name


def test_a_further_matching_shares_no_pair_with_those_before() -> None:
    guide = _Guide(read(invented(5, 20, open_=True) | {"met": [], "locked": []}), Limits())
    best = set(guide.matching(frozenset()))

    further = set(guide.matching(best))

    assert best
    assert further
    assert not best & further
    assert best | further <= guide.wishes().value.keys()
