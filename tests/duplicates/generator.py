"""A register in which some households stand twice, with the truth about it.

The seeds are frozen. The scorer is tuned on one half of the households and reported on the
other, which nobody looked at while tuning.
"""

from copy import deepcopy
from dataclasses import dataclass
from random import Random

from concierge_tui.domain.family import Family, Person
from tests.duplicates.corruptions import CORRUPTIONS, hurry
from tests.duplicates.town import Household, Human, Town

SEED = 20261205
TWICE = 0.08
"""The share of households that were registered a second time."""
HURRIED = 0.1
"""The share of first registrations that were walk-ins and never completed."""
HURRIED_AGAIN = 0.4
"""The share of second registrations that are walk-ins: a known family came unannounced."""


@dataclass
class Register:
    """Families as they stand in a store, and which of them are one household."""

    families: list[Family]
    pairs: dict[frozenset[str], tuple[str, ...]]
    """The two ids of each household that stands twice, with the labels of what went wrong."""
    traits: dict[str, frozenset[str]]
    """What is special about a household, by family."""


def halves(people: int, seed: int = SEED) -> tuple[Register, Register]:
    """Return the half for tuning and the half for the report, of so many people each."""
    households = Town(seed).settle(people * 2)
    rng = Random(seed + 1)
    side = {kin: rng.random() < 0.5 for kin in sorted({h.kin for h in households})}
    tuning = [household for household in households if side[household.kin]]
    unseen = [household for household in households if not side[household.kin]]
    return _register(tuning, Random(seed + 2), "t"), _register(unseen, Random(seed + 3), "u")


def _register(households: list[Household], rng: Random, mark: str) -> Register:
    register = Register([], {}, {})
    for household in households:
        second = deepcopy(household)
        if rng.random() < HURRIED:
            hurry(household)
        first = _enter(register, household, mark)
        if "apart" in household.traits or rng.random() >= TWICE:
            continue
        hurried = rng.random() < HURRIED_AGAIN
        if hurried:
            hurry(second)
        labels = (*_spoil(rng, second), *(["hurried"] if hurried else []))
        register.pairs[frozenset({first, _enter(register, second, mark)})] = labels
    rng.shuffle(register.families)
    return register


def _spoil(rng: Random, household: Household) -> tuple[str, ...]:
    names = list(CORRUPTIONS)
    weights = [weight for _, weight in CORRUPTIONS.values()]
    wanted = rng.choices((1, 2, 3), (50, 35, 15))[0]
    labels: list[str] = []
    while len(labels) < wanted:
        name = rng.choices(names, weights)[0]
        if name not in labels and CORRUPTIONS[name][0](rng, household):
            labels.append(name)
    return tuple(labels)


def _enter(register: Register, household: Household, mark: str) -> str:
    family = f"{mark}{len(register.families):06}"
    humans = [household.mother, *household.children]
    people = [_person(family, place, human) for place, human in enumerate(humans)]
    register.families.append(
        Family(
            id=family,
            postal=household.postal,
            prefecture="埼玉県",
            city=household.city,
            people=tuple(people),
        )
    )
    register.traits[family] = frozenset(household.traits)
    return family


def _person(family: str, place: int, human: Human) -> Person:
    return Person.model_validate(
        {
            "id": f"{family}-{place}",
            "family": family,
            "role": human.role,
            "name": f"{human.surname.written} {human.given.written}".strip(),
            "kana": f"{human.surname.kana} {human.given.kana}",
            "birthday": human.birthday,
            "phone": human.phone,
            "relation": human.relation,
        }
    )
