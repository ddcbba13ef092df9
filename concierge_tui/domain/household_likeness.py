"""How likely two families are one household: a suggestion, never a decision.

Children are matched one to one, then the guardian who fits best; every agreement and every
contradiction adds its weight. The weights are log-odds fitted to one half of an invented town
(tests/duplicates) and judged on the other. Nobody of one family is ever compared with
another of it: twins look alike on paper.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final, NamedTuple

from concierge_tui.domain.family import Family
from concierge_tui.domain.likeness import Alike, Trace, alike, strength, trace

SUGGEST: Final = 0.0
"""From this score on a person should look."""


class Household(NamedTuple):
    """What of a family is compared, prepared once."""

    id: str
    adults: tuple[Trace, ...]
    children: tuple[Trace, ...]
    phones: frozenset[str]
    postal: str
    city: str


class Matched(NamedTuple):
    """Two people who would be one, and how they agree."""

    left: str
    right: str
    alike: Alike


class Likely(NamedTuple):
    """Two families, how likely they are one, and who would be whom."""

    score: float
    people: tuple[Matched, ...]


def household(family: Family) -> Household:
    """Return what is compared of a family."""
    return Household(
        family.id,
        tuple(trace(person) for person in family.adults),
        tuple(trace(person) for person in family.children),
        frozenset(person.phone for person in family.people if person.phone),
        family.postal,
        family.city,
    )


WEIGHTS: Final = {
    "bias": -2.6,
    "child.given.exact": 1.7,
    "child.given.homophone": 1.4,
    "child.given.sound": 0.7,
    "child.given.alike": 0.1,
    "child.given.written": 0.1,
    "child.given.unknown": 0.0,
    "child.given.unlike": -3.2,
    "child.surname.exact": 1.2,
    "child.surname.sound": 1.2,
    "child.surname.alike": 0.3,
    "child.surname.written": 0.3,
    "child.surname.homophone": 0.0,
    "child.surname.unknown": 0.0,
    "child.surname.unlike": -1.9,
    "child.birthday.same": 3.4,
    "child.birthday.unknown": 1.0,
    "child.birthday.slip": 0.7,
    "child.birthday.differs": -4.2,
    "child.nobody": -3.8,
    "child.left_on_both_sides": -2.2,
    "child.not_told": 1.0,
    "adult.given.exact": 0.5,
    "adult.given.homophone": -0.1,
    "adult.given.sound": -0.2,
    "adult.given.alike": -0.2,
    "adult.given.written": -0.1,
    "adult.given.unknown": -0.5,
    "adult.given.unlike": -2.0,
    "adult.surname.exact": 0.2,
    "adult.surname.written": 0.2,
    "adult.surname.sound": -0.3,
    "adult.surname.alike": -0.1,
    "adult.surname.homophone": -0.1,
    "adult.surname.unknown": -0.3,
    "adult.surname.unlike": -0.3,
    "adult.nobody": -2.5,
    "adult.named_and_called": 1.5,
    "phone.same": 1.0,
    "postal.same": 1.3,
    "postal.differs": -1.6,
    "city.differs": -1.3,
}
"""Log-odds. A telephone is never more than one point: grandparents lend theirs."""


def likeness(left: Household, right: Household) -> Likely:
    """Return how likely two families are one household."""
    children = matched(left.children, right.children)
    adults = matched(left.adults, right.adults)
    found = list(evidence(left, right, children, adults))
    return Likely(sum(WEIGHTS[name] for name in found), (*adults, *children))


def evidence(
    left: Household, right: Household, children: Sequence[Matched], adults: Sequence[Matched]
) -> Iterator[str]:
    """Yield each agreement and contradiction by name."""
    yield "bias"
    for pair in children:
        yield f"child.given.{pair.alike.given}"
        yield f"child.surname.{pair.alike.surname}"
        yield f"child.birthday.{pair.alike.birthday}"
    if left.children and right.children:
        if not children:
            yield "child.nobody"
        elif len(left.children) > len(children) < len(right.children):
            yield "child.left_on_both_sides"
    else:
        yield "child.not_told"
    if adults:
        best = max(adults, key=lambda pair: strength(pair.alike))
        yield f"adult.given.{best.alike.given}"
        yield f"adult.surname.{best.alike.surname}"
        # Without children to compare, a full name with its own telephone is worth a look.
        if not (left.children and right.children) and left.phones & right.phones:
            yield "adult.named_and_called"
    elif left.adults and right.adults:
        yield "adult.nobody"
    if left.phones & right.phones:
        yield "phone.same"
    if left.postal and right.postal:
        yield "postal.same" if left.postal == right.postal else "postal.differs"
    if left.city and right.city and left.city != right.city:
        yield "city.differs"


_LEAST: Final = 4.0
"""Below this strength two people are not thought of as one."""
_MOST: Final = 5


def matched(left: Sequence[Trace], right: Sequence[Trace]) -> tuple[Matched, ...]:
    """Return who would be whom: one to one, so that a twin is never the other twin."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    pairs = [[alike(one, other) for other in many] for one in few]
    worth = [[max(strength(pair) - _LEAST, 0.0) for pair in row] for row in pairs]
    if not any(map(any, worth)):
        return ()
    if len(many) > _MOST:
        chosen = _greedily(worth)
    else:
        chosen = max(
            (list(enumerate(order)) for order in permutations(range(len(many)), len(few))),
            key=lambda order: sum(worth[a][b] for a, b in order),
        )
    found = []
    for a, b in chosen:
        if worth[a][b]:
            one, other = (few[a], many[b]) if few is left else (many[b], few[a])
            found.append(Matched(one.id, other.id, pairs[a][b]))
    return tuple(found)


def _greedily(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Match the likest first: ten people of a family have too many orders to try."""
    ranked = sorted(
        ((value, -a, -b) for a, row in enumerate(worth) for b, value in enumerate(row)),
        reverse=True,
    )
    found: list[tuple[int, int]] = []
    for _, a, b in ranked:
        if all(-a != x and -b != y for x, y in found):
            found.append((-a, -b))
    return found
