"""The trials that a day allows, each with one whole number that ranks plans in strict order.

The order of the objective is packed into the number: one family more outweighs every other
wish together, one group of three fewer outweighs everything below it, and so on.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import NamedTuple, Self

from concierge_tui.domain.pairing.eligibility import eligible
from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.domain.pairing.instance import Instance, Pair, Trial
from concierge_tui.domain.pairing.score import Points, points
from concierge_tui.domain.pairing.sessions import bits

Weights = Mapping[Trial, int]


class Units(NamedTuple):
    """What one step of each rank is worth, in points of the score."""

    placed: int
    three: int
    waited: int
    kept: int


class Standing(NamedTuple):
    """How good a plan is, in the order in which plans are compared (threes: fewer is better)."""

    placed: int
    threes: int
    waited: int
    kept: int
    score: int


class Trials:
    """Every pair and group of three that may take place, and how many fit."""

    def __init__(self, day: Instance) -> None:
        self.day = day
        self.points: dict[Pair, Points] = {pair: points(day, pair) for pair in eligible(day)}
        self.scores = {pair: sum(each) for pair, each in self.points.items()}
        self.locked: tuple[Trial, ...] = tuple(sorted(day.locked))
        self._check_locks()
        held = {family for pair in self.locked for family in pair}
        self._sessions = [bits(family.sessions) for family in day.families]
        self.places: dict[Trial, int] = {
            (one, other): self._sessions[one] & self._sessions[other] for one, other in self.points
        }
        """The sessions that everyone of a trial can attend; of threes once they are known."""
        self.units = self._units()
        self.pairs: dict[Trial, int] = {
            pair: weight for pair, weight in self._pairs() if held.isdisjoint(pair)
        }
        self.distinct = frozenset(self.places.values())
        """What stands there for pairs, each once: thousands share a few."""
        used = {family for pair in self.points for family in pair}
        self.placeable = len(used)
        """How many families have anyone at all."""
        sessions = 0
        for common in self.distinct:
            sessions |= common
        self.sessions = sessions
        """The sessions in which anything could take place."""

    @property
    def room(self) -> int:
        """How many trials one session holds."""
        return self.day.room

    @property
    def most(self) -> int:
        """How many trials the whole day holds."""
        return self.day.room * self.sessions.bit_count()

    @cached_property
    def threes(self) -> dict[Trial, int]:
        """Every group of three that may take place, with its weight."""
        return dict(self._threes())

    def with_room_for_all(self) -> Self:
        """Return the same trials on a day with room for everyone; they are not judged again."""
        roomy = copy(self)
        roomy.day = self.day.unlimited()
        return roomy

    def where(self, trial: Trial) -> int:
        """Return the sessions that everyone of a trial can attend."""
        return self.places[trial]

    def weight(self, trial: Trial) -> int:
        """Return what a plan gains by this trial."""
        if (known := self.pairs.get(trial)) is not None:
            return known
        units, families = self.units, self.day.families
        return (
            len(trial) * units.placed
            - (units.three if len(trial) == 3 else 0)
            + sum(families[family].waited for family in trial) * units.waited
            + (units.kept if trial in self.day.previous else 0)
            + self.score(trial)
        )

    def standing(self, plan: Iterable[Trial]) -> Standing:
        """Return how good a plan is. A pair is kept as a pair, not within a group of three.

        A group of three that stood before is kept as a whole.
        """
        plan = list(plan)
        families = self.day.families
        return Standing(
            sum(map(len, plan)),
            sum(len(trial) == 3 for trial in plan),
            sum(families[family].waited for trial in plan for family in trial),
            sum(trial in self.day.previous for trial in plan),
            sum(map(self.score, plan)),
        )

    def score(self, trial: Trial) -> int:
        """Return the points of a trial; a group of three has half the sum of its pairs."""
        if len(trial) == 2:
            return self.scores[trial[0], trial[1]]
        return sum(self.scores[pair] for pair in pairs_within(trial)) // 2

    def _units(self) -> Units:
        count = len(self.day.families)
        kept = 1000 * count + 1
        waited = kept * (count + 1)
        three = waited * (sum(family.waited for family in self.day.families) + 1)
        placed = three * (min(self.day.max_triples, count // 3) + 1)
        return Units(placed, three, waited, kept)

    def _pairs(self) -> Iterator[tuple[Trial, int]]:
        """Yield what `weight` says of each; thousands are weighed."""
        waited = [family.waited * self.units.waited for family in self.day.families]
        placed, kept, previous = 2 * self.units.placed, self.units.kept, self.day.previous
        for pair, score in self.scores.items():
            weight = placed + waited[pair[0]] + waited[pair[1]] + score
            yield pair, weight + kept if pair in previous else weight

    def _threes(self) -> Iterator[tuple[Trial, int]]:
        """Yield what `weight` says of each, and note where; thousands share their pairs."""
        after: dict[int, dict[int, int]] = {}
        for one, other in self.pairs:
            after.setdefault(one, {})[other] = self.scores[one, other]
        waited = [family.waited * self.units.waited for family in self.day.families]
        placed = 3 * self.units.placed - self.units.three
        again = {trial: self.units.kept for trial in self.day.previous if len(trial) == 3}
        for one, beside_one in after.items():
            for other, score in beside_one.items():
                beside_other = after.get(other, {})
                common = self._sessions[one] & self._sessions[other]
                weight = placed + waited[one] + waited[other]
                for third in sorted(beside_one.keys() & beside_other.keys()):
                    if where := common & self._sessions[third]:
                        half = (score + beside_one[third] + beside_other[third]) // 2
                        three = one, other, third
                        self.places[three] = where
                        yield three, weight + waited[third] + half + again.get(three, 0)

    def _check_locks(self) -> None:
        held: set[int] = set()
        for pair in self.locked:
            if not held.isdisjoint(pair):
                raise LockImpossible("twice", pair)
            held.update(pair)
            if pair not in self.points:
                raise LockImpossible("ineligible", pair)


def pairs_within(trial: Trial) -> tuple[Pair, ...]:
    """Return the pairs of families that take part in a trial together."""
    if len(trial) == 2:
        return ((trial[0], trial[1]),)
    one, two, three = trial
    return (one, two), (one, three), (two, three)


def apart(weights: Weights, *families: int) -> dict[Trial, int]:
    """Return the trials in which none of these families takes part."""
    gone = set(families)
    return {trial: weight for trial, weight in weights.items() if gone.isdisjoint(trial)}
