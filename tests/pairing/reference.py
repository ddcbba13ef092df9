"""The best plan by trying everything: written apart from the solver, from the rules alone."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations
from typing import Any

Standing = tuple[int, int, int, int, int]
"""Placed, threes, waited, kept, score."""

CARDS = {"AA": 200, "AB": 150, "BB": 110, "AC": 60, "BC": 40, "CC": 0}


def plus(one: Standing, other: Standing) -> Standing:
    a, b, c, d, e = (x + y for x, y in zip(one, other, strict=True))
    return a, b, c, d, e


class Reference:
    """Judges pairs, and whole plans, of a day as it stands in its file."""

    def __init__(self, written: dict[str, Any]) -> None:
        self.written = written
        self.families = written["families"]
        self.names = {each["id"]: place for place, each in enumerate(self.families)}
        self.cards = {
            (self.names[one], self.names[two]): letter
            for one, given in written.get("cards", {}).items()
            for two, letter in given.items()
        }
        self.met = written["met"]
        self.room = min(written["rooms"], written["concierges"] * written["trials_per_concierge"])
        self.most = written["max_triples"]
        self.locked = [tuple(sorted(self._places(pair))) for pair in written.get("locked", [])]

    def _places(self, pair: list[Any]) -> list[int]:
        return [self.names.get(name, name) for name in pair]

    def within(self, key: str, one: int, two: int) -> bool:
        return {one, two} in [set(self._places(pair)) for pair in self.written.get(key, [])]

    def why_not(self, one: int, two: int) -> set[str]:
        a, b = self.families[one], self.families[two]
        found = {key for key in ("do_not_pair", "already_trialled") if self.within(key, one, two)}
        if self.met != "all" and not self.within("met", one, two):
            found.add("not_met")
        if any(max((c["months"] for c in f["children"]), default=0) < 12 for f in (a, b)):
            found.add("under_1_year")
        found |= {
            f"nogo_{pet}" for f, g in ((a, b), (b, a)) for pet in f["nogo"] if pet in g["home"]
        }
        if "X" in (self.cards.get((one, two)), self.cards.get((two, one))):
            found.add("card_x")
        if not any("host" in f["roles"] and "guest" in g["roles"] for f, g in ((a, b), (b, a))):
            found.add("no_host")
        if not set(a["available"]) & set(b["available"]):
            found.add("no_common_time")
        if not set(a["sessions"]) & set(b["sessions"]):
            found.add("no_common_session")
        return found

    @cache  # noqa: B019 - lives as long as one test
    def score(self, one: int, two: int) -> int | None:
        """Return the points of two families, or None where they may not be paired."""
        if self.why_not(one, two):
            return None
        a, b = self.families[one], self.families[two]
        d = math.isqrt((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2)
        walk = math.ceil(13 * d / 800)
        gap = min(
            abs(c["months"] - k["months"])
            for c in a["children"]
            for k in b["children"]
            if c["months"] >= 12 and k["months"] >= 12
        )
        schools = {c["school"] for c in a["children"]} & {c["school"] for c in b["children"]}
        written = sorted(self.cards.get(key, "") for key in ((one, two), (two, one)))
        points: int = (
            250 * max(0, 30 - walk) // 30
            + 50 * min(5, len(set(a["available"]) & set(b["available"])))
            + 150 * max(0, 36 - gap) // 36
            + (100 if schools - {None} else 0)
            + (CARDS["".join(written)] if all(written) else 50)
            + (50 if len(a["roles"]) == len(b["roles"]) == 2 else 20)
        )
        return points

    def common(self, trial: tuple[int, ...]) -> list[int]:
        return sorted(set.intersection(*(set(self.families[f]["sessions"]) for f in trial)))

    def worth(self, trial: tuple[int, ...]) -> Standing | None:
        """Return what a trial adds to a plan, or None where it may not take place."""
        scores = [self.score(*pair) for pair in combinations(trial, 2)]
        if None in scores or not self.common(trial):
            return None
        waited = sum(self.families[family]["waited"] for family in trial)
        three = len(trial) == 3
        before = [set(self._places(group)) for group in self.written.get("previous", [])]
        kept = int(set(trial) in before)
        points = sum(score or 0 for score in scores)
        return len(trial), -int(three), waited, kept, points // 2 if three else points

    def best(self) -> Standing | None:
        """Return how good the best plan is, or None where the locks cannot be kept."""
        everyone = frozenset(range(len(self.families)))
        partner = {pair[side]: pair[1 - side] for pair in self.locked for side in (0, 1)}

        @cache
        def best(left: frozenset[int], taken: tuple[int, ...], threes: int) -> Standing | None:
            if not left:
                return 0, 0, 0, 0, 0
            first = min(left)
            others = sorted(left - {first})
            found = [best(left - {first}, taken, threes)] if first not in partner else []
            for trial in self._trials(first, others, partner, threes):
                add = self.worth(trial)
                for session in self.common(trial) if add else ():
                    if taken[session] < self.room:
                        now = tuple(n + (s == session) for s, n in enumerate(taken))
                        rest = best(left - set(trial), now, threes - (len(trial) == 3))
                        if add and rest:
                            found.append(plus(add, rest))
            return max((each for each in found if each), default=None)

        found = best(everyone, (0,) * self.written["sessions"], self.most)
        return found and (found[0], -found[1], found[2], found[3], found[4])

    def _trials(
        self, first: int, others: list[int], partner: dict[int, int], threes: int
    ) -> list[tuple[int, ...]]:
        if first in partner:
            return [(first, partner[first])]
        free = [family for family in others if family not in partner]
        found: list[tuple[int, ...]] = [(first, other) for other in free]
        if threes:
            found += [(first, *two) for two in combinations(free, 2)]
        return found
