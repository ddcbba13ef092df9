"""Generated rosters of many shapes against their truth; the bench does the same on unseen seeds."""

from datetime import date

import pytest

from tests.rosters.generator import generate
from tests.rosters.reading import read
from tests.rosters.scoring import score

SEEDS = range(100, 148)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_roster_is_understood(seed: int) -> None:
    roster = generate(seed, families=25)

    result = score(read(roster.data, date.fromisoformat(roster.truth["today"])), roster.truth)

    assert result.rate >= 0.99, result.missed
    assert result.unreported == []
    assert result.spurious == []


def test_the_same_seed_gives_the_same_roster() -> None:
    assert generate(7).truth == generate(7).truth


def test_the_seeds_cover_every_shape_and_damage() -> None:
    truths = [generate(seed, families=25).truth for seed in SEEDS]
    encodings = {truth["encoding"] for truth in truths}
    damages = {problem["kind"] for truth in truths for problem in truth["problems"]}

    assert encodings == {"utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", None}
    assert len(damages) == 13


def test_the_score_sees_what_is_wrong() -> None:
    roster = generate(101, families=25)
    reading = read(roster.data, date.fromisoformat(roster.truth["today"]))
    roster.truth["households"][0]["guardian"]["kana"] = "チガウ"
    wrong = {"record": 999, "index": 999, "field": "name", "kind": "x", "required": True}
    roster.truth["problems"].append(wrong)

    result = score(reading, roster.truth)

    assert len(result.missed) == len(result.unreported) == 1
