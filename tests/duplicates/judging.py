"""What a scorer finds in a register, beside the truth."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from concierge_tui.domain.blocking import keys, sought
from concierge_tui.domain.household_likeness import SUGGEST, Household, household, likeness
from tests.duplicates.generator import Register

Score = Callable[[Household, Household], float]


class Verdict(NamedTuple):
    """How well a scorer did on one register."""

    suggested: int
    right: int
    truly: int
    by_label: Mapping[str, tuple[int, int]]
    """Found and all, for each corruption."""
    wrong: Counter[str]
    """What is special about the households that were suggested wrongly."""
    compared: int

    @property
    def precision(self) -> float:
        return self.right / self.suggested if self.suggested else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.truly


def pairs_of(register: Register) -> tuple[dict[str, Household], set[tuple[str, str]]]:
    """Return the prepared households and every pair that shares a key."""
    prepared = {family.id: household(family) for family in register.families}
    blocks: dict[str, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for one in prepared.values():
        for key in sought(one):
            pairs.update((min(one.id, other), max(one.id, other)) for other in blocks[key])
        for key in keys(one):
            blocks[key].append(one.id)
    return prepared, pairs


def scored(register: Register, score: Score) -> dict[frozenset[str], float]:
    """Return the score of every pair that shares a key."""
    prepared, pairs = pairs_of(register)
    return {frozenset(pair): score(prepared[pair[0]], prepared[pair[1]]) for pair in pairs}


def judge(register: Register, scores: Mapping[frozenset[str], float], least: float) -> Verdict:
    """Return how well these scores tell one household from two."""
    suggested = {pair for pair, score in scores.items() if score >= least}
    right = suggested & register.pairs.keys()
    found: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for pair, labels in register.pairs.items():
        every.update(labels)
        found.update(labels if pair in right else ())
    wrong: Counter[str] = Counter()
    for pair in suggested - right:
        wrong.update(frozenset.union(*(register.traits[family] for family in pair)) or {"plain"})
    by_label = {label: (found[label], total) for label, total in sorted(every.items())}
    return Verdict(len(suggested), len(right), len(register.pairs), by_label, wrong, len(scores))


def suggest(register: Register) -> Verdict:
    """Return how well the program's own scorer does at its own threshold."""
    return judge(register, scored(register, lambda a, b: likeness(a, b).score), SUGGEST)
