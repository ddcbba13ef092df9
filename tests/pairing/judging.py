"""Judges an answer as it stands in its file: is every rule kept, and how good is it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.pairing.reference import Reference, Standing, plus


def trials_in(answer: dict[str, Any]) -> list[tuple[int, ...]]:
    return [tuple(trial) for trial in [*answer["pairs"], *answer["groups_of_three"]]]


def named(trial: tuple[int, ...]) -> str:
    return "-".join(map(str, trial))


def standing(written: dict[str, Any], answer: dict[str, Any]) -> Standing:
    """Return how good an answer is (threes counted upwards)."""
    judged = Reference(written)
    total: Standing = (0, 0, 0, 0, 0)
    for trial in trials_in(answer):
        worth = judged.worth(trial)
        assert worth is not None, f"{trial} may not take place"
        total = plus(total, worth)
    return total[0], -total[1], total[2], total[3], total[4]


def faults(written: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    """Yield every rule that an answer breaks."""
    judged = Reference(written)
    trials = trials_in(answer)
    everyone = list(range(len(judged.families)))
    placed = [family for trial in trials for family in trial]
    if sorted([*placed, *answer["unmatched"]]) != everyone:
        yield "somebody is forgotten or placed twice"
    if any(judged.worth(trial) is None or list(trial) != sorted(trial) for trial in trials):
        yield "a trial may not take place"
    if any(pair not in trials for pair in judged.locked):
        yield "a lock was not kept"
    if sum(len(trial) == 3 for trial in trials) > judged.most:
        yield "too many groups of three"
    if any(answer["sessions"].get(named(trial)) not in judged.common(trial) for trial in trials):
        yield "somebody cannot attend"
    if any(count > judged.room for count in Counter(answer["sessions"].values()).values()):
        yield "a session is overfull"
    for key in ("sessions", "explain"):
        if set(answer[key]) != set(map(named, trials)):
            yield f"{key} speaks of other trials"
    if set(answer["why_unmatched"]) != set(map(str, answer["unmatched"])):
        yield "why_unmatched speaks of others"
    yield from _explained(judged, answer)


def _explained(judged: Reference, answer: dict[str, Any]) -> Iterator[str]:
    for trial in trials_in(answer):
        worth = judged.worth(trial)
        if worth and sum(answer["explain"][named(trial)].values()) != worth[4]:
            yield "the parts are not the score"
    for family, why in answer["why_unmatched"].items():
        others = [other for other in range(len(judged.families)) if other != int(family)]
        between = [judged.why_not(int(family), other) for other in others]
        expected = set().union(*between) if all(between) else set()
        if not why or (expected and set(why) != expected):
            yield "a reason is missing"
