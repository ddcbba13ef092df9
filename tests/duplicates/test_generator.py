"""The judge is judged: each corruption corrupts, and the town holds what it promises."""

from copy import deepcopy
from random import Random

import pytest

from tests.duplicates.corruptions import CORRUPTIONS
from tests.duplicates.generator import SEED, halves
from tests.duplicates.town import Town

PEOPLE = 3000


@pytest.mark.parametrize("label", CORRUPTIONS)
def test_each_corruption_changes_a_household_or_says_that_it_could_not(label: str) -> None:
    corrupt, _ = CORRUPTIONS[label]
    rng, changed = Random(1), 0
    for household in Town(5).settle(600):
        spoiled = deepcopy(household)
        if corrupt(rng, spoiled):
            changed += spoiled != household
            assert spoiled != household
        else:
            assert spoiled == household
    assert changed


def test_the_same_seed_makes_the_same_halves() -> None:
    assert halves(PEOPLE) == halves(PEOPLE)
    assert halves(PEOPLE, SEED + 1) != halves(PEOPLE)


def test_no_household_and_none_of_its_kin_stands_in_both_halves() -> None:
    households = Town(SEED).settle(PEOPLE * 2)
    tuning, unseen = halves(PEOPLE)
    assert {family.id[0] for family in tuning.families} == {"t"}
    assert {family.id[0] for family in unseen.families} == {"u"}
    first = len(tuning.families) - len(tuning.pairs)
    second = len(unseen.families) - len(unseen.pairs)
    assert first + second == len(households)


def test_every_label_and_every_trap_is_met() -> None:
    for half in halves(20_000):
        assert {label for labels in half.pairs.values() for label in labels} == {
            *CORRUPTIONS,
            "hurried",
        }
        traits = {trait for some in half.traits.values() for trait in some}
        assert traits >= {"twins", "cousins", "apart", "stranger", "child_stranger", "foreign"}
        twins = sum("twins" in some for some in half.traits.values())
        assert 0.01 < twins / len(half.families) < 0.03
