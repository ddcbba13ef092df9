"""The best plan is the best: against trying everything, a constraint solver and proved samples."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.domain.pairing.reading import read_instance
from concierge_tui.services.pairing import matching, near
from concierge_tui.services.pairing.proposal import propose
from concierge_tui.services.pairing.search import Limits
from concierge_tui.services.pairing.solver import best_plan
from tests.pairing import cp_sat, judging
from tests.pairing.days import Day, content, day, invented, read
from tests.pairing.reference import Reference, Standing

OWN = Path(__file__).parents[1] / "pairing" / "samples"
NO_OPTIMUM = "the sample days are not here"


@pytest.fixture(scope="module", autouse=True)
def _each_matching_is_checked_by_its_dual() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "VERIFIED", True)
        yield


def _beside() -> list[Path]:
    for parent in Path(__file__).resolve().parents:
        samples = parent / "shared" / "data" / "pairing"
        if samples.is_dir():
            return days_in(samples)
    return []


def days_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if ".optimum" not in path.name)


def solved(written: Day) -> Standing | None:
    """Return how good our answer is, after every rule was checked; None where locks forbid it."""
    try:
        answer = propose(read(written)).as_json()
    except LockImpossible:
        return None
    assert "proved" not in answer
    assert list(judging.faults(written, answer)) == []
    return judging.standing(written, answer)


@given(
    seed=st.integers(0, 10**9),
    count=st.integers(0, 8),
    crowded=st.booleans(),
    open_=st.booleans(),
    met=st.sampled_from([0.3, 0.6, 1.0]),
)
@settings(max_examples=300)
def test_nothing_is_better_on_any_small_day(
    seed: int, count: int, crowded: bool, open_: bool, met: float
) -> None:
    written = invented(seed, count, crowded=crowded, open_=open_, met=met)

    assert solved(written) == Reference(written).best()


@given(seed=st.integers(0, 10**9), crowded=st.booleans(), data=st.data())
@settings(max_examples=60)
def test_nothing_is_better_where_groups_of_three_stood_before(
    seed: int, crowded: bool, data: st.DataObject
) -> None:
    written = invented(seed, 9, crowded=crowded, open_=True, met=0.9)
    written["max_triples"] = data.draw(st.integers(1, 3))
    threes = st.sampled_from(list(combinations(range(9), 3)))
    before = [*written["previous"], *data.draw(st.lists(threes, min_size=1, max_size=8))]
    # No file names a group of three that stood before; the hall does.
    hall = replace(read(written), previous={tuple(sorted(each)) for each in before})
    try:
        answer = propose(hall).as_json()
    except LockImpossible:
        answer = None

    judged = {**written, "previous": before}
    assert (answer and judging.standing(judged, answer)) == Reference(judged).best()


@given(seed=st.integers(0, 10**9))
@settings(max_examples=40)
def test_nothing_is_better_where_sessions_and_groups_of_three_compete(seed: int) -> None:
    written = invented(seed, 9, crowded=True, open_=True, met=0.9)
    written["max_triples"] = 3
    written["rooms"] = written["concierges"] = 1

    assert solved(written) == Reference(written).best()


@pytest.mark.parametrize("seed", [20, 44, 136, 208, 212, 349])
def test_nothing_is_better_where_too_many_plans_are_near_to_try_them_out(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = invented(seed, 10, crowded=True, open_=True, met=0.5)
    written |= {"max_triples": 0, "rooms": 1, "concierges": 1, "locked": []}
    monkeypatch.setattr(near, "STEPS", 2)

    assert solved(written) == Reference(written).best()


@pytest.mark.parametrize("threes", [0, 1])
@pytest.mark.parametrize("seed", [7, 11])
def test_sixty_that_ask_for_more_than_the_sessions_hold_are_proved_with_little_work(
    seed: int, threes: int
) -> None:
    written = invented(seed, 60, crowded=True, open_=True, met=0.25)
    written |= {"max_triples": threes, "rooms": 6, "concierges": 6, "locked": []}

    assert best_plan(read(written), Limits(matchings=200)).proved


def test_no_more_groups_of_three_are_sought_than_there_are_places() -> None:
    written = day(12, rooms=2, concierges=2, max_triples=2, locked=[[0, 1]])
    plan = best_plan(read(written), Limits(matchings=20))

    assert plan.proved
    assert plan.standing.threes == 1


@pytest.mark.parametrize("seed", range(12))
def test_a_constraint_solver_finds_nothing_better_for_twenty(seed: int) -> None:
    written = invented(seed, 20, crowded=bool(seed % 2), open_=bool(seed % 3), met=0.4)

    assert solved(written) == cp_sat.best(written)


@pytest.mark.parametrize(
    "seed",
    [1, 16, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (5, 9, 10, 17, 23, 27, 36))],
)
def test_a_constraint_solver_finds_nothing_better_for_sixty(seed: int) -> None:
    written = invented(seed, 60, crowded=bool(seed % 2), open_=True, met=0.15)

    assert solved(written) == cp_sat.best(written)


@pytest.mark.parametrize("path", days_in(OWN), ids=lambda path: path.stem)
def test_our_own_samples_reach_their_proved_optimum(path: Path) -> None:
    _reaches_its_optimum(path)


@pytest.mark.skipif(not _beside(), reason=NO_OPTIMUM)
@pytest.mark.parametrize("path", _beside() or [Path()], ids=lambda path: path.stem)
def test_the_samples_reach_their_proved_optimum(path: Path) -> None:
    _reaches_its_optimum(path)


def _reaches_its_optimum(path: Path) -> None:
    written: dict[str, Any] = json.loads(path.read_bytes())
    optimum = json.loads(path.with_suffix(".optimum.json").read_bytes())
    answer = propose(read_instance(path.read_bytes())).as_json()

    assert list(judging.faults(written, answer)) == []
    assert optimum["optimal"]
    assert len(answer["unmatched"]) == optimum["unmatched"]
    assert judging.standing(written, answer)[1:] == (
        optimum["triples"],
        optimum["waited_placed"],
        optimum["kept"],
        optimum["score"],
    )


def test_there_are_samples_of_our_own() -> None:
    assert len(days_in(OWN)) >= 4


def test_an_answer_that_breaks_a_rule_is_seen() -> None:
    written = invented(3, 8, open_=True)
    answer = propose(read_instance(content(written))).as_json()
    assert answer["pairs"]

    spoiled = [
        answer | {"unmatched": [*answer["unmatched"], answer["pairs"][0][0]]},
        answer | {"sessions": dict.fromkeys(answer["sessions"], 9)},
        answer | {"explain": {name: {"age": 1} for name in answer["explain"]}},
        answer | {"pairs": answer["pairs"][1:]},
    ]

    assert list(judging.faults(written, answer)) == []
    assert all(list(judging.faults(written, each)) for each in spoiled)
