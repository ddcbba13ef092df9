"""Late arrivals and leavers: the rounds to come change as little as they can.

Rounds that have begun stay as they are. In each later round the fewest families change their
table that tables of the right sizes allow; among those plans one is sought with few repeats and
with many who suit. Then two more may change places where that spares somebody a repeat: three who
come late would else share one table in every round. A table keeps its number: one that is given
up stays behind empty.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from concierge_tui.domain.seating.hall import Hall, Matrix
from concierge_tui.domain.seating.measures import Wishes
from concierge_tui.domain.seating.tables import Plan, Round, checked, sizes, tidy
from concierge_tui.domain.seating.worth import APART, STRICT, Worth

_ONE_REPEAT = STRICT * 3 // 4
"""Only a swap that spares somebody a repeat can bring so much."""


def absorb(
    plan: Plan,
    begun: int,
    present: AbstractSet[int],
    k: int,
    wishes: Wishes,
    *,
    least_only: bool = False,
) -> Plan:
    """Return the plan with everyone who is present, and nobody else, in the rounds to come.

    `begun` is how many rounds have begun. Families that were not there have places behind those
    that were: `wishes` is about all of them. With `least_only` nobody changes tables only to be
    spared a repeat.

    Raises:
        SeatingImpossible: when one of the numbers is out of range.
    """
    checked(wishes.families, k, max(1, len(plan)))
    later = [_refilled(tables, present, k) for tables in plan[begun:]]
    hall = _seated(plan, begun, later, wishes)
    turns = range(begun, len(plan))
    was = [_at(tables) for tables in plan]
    while _swapped(hall, turns, was, more=0, least=1):
        pass
    while not least_only and _swapped(hall, turns, was, more=2, least=_ONE_REPEAT):
        pass
    return tidy(
        [
            *plan[:begun],
            *(
                [[family for family in table if family < wishes.families] for table in tables]
                for tables in hall.tables[begun:]
            ),
        ]
    )


def changed(before: Round, after: Round) -> int:
    """Return how many families sit at another table than before, of those who sit in both."""
    was, now = _at(before), _at(after)
    return sum(1 for family, table in now.items() if was.get(family, table) != table)


def _at(tables: Round) -> dict[int, int]:
    return {family: number for number, table in enumerate(tables) for family in table}


def _refilled(tables: Round, present: AbstractSet[int], k: int) -> list[list[int]]:
    """Return tables of the right sizes with the fewest changes; who suits does not matter yet.

    The largest tables stay and become the larger ones; the others are given up.
    """
    here = [[family for family in table if family in present] for table in tables]
    wanted = sizes(len(present), k)
    here += [[] for _ in range(len(wanted) - len(here))]
    largest_first = sorted(range(len(here)), key=lambda number: (-len(here[number]), number))
    seated = {family for table in here for family in table}
    waiting = sorted(present - seated)
    targets = dict(zip(largest_first, wanted, strict=False))
    for number, table in enumerate(here):
        target = targets.get(number, 0)
        waiting += table[target:]
        del table[target:]
    for number in sorted(targets):
        missing = targets[number] - len(here[number])
        here[number] += waiting[:missing]
        del waiting[:missing]
    return here


def _seated(plan: Plan, begun: int, later: Sequence[list[list[int]]], wishes: Wishes) -> Hall:
    """Return a hall in which a free seat is a family that suits nobody; no table has two."""
    seats = wishes.families
    free: list[list[int]] = []
    for tables in later:
        largest = max(map(len, tables), default=0)
        lacking = [table for table in tables if 0 < len(table) < largest]
        free.append(list(range(seats, seats + len(lacking))))
        for seat, table in zip(free[-1], lacking, strict=True):
            table.append(seat)
        seats += len(lacking)
    return Hall((*plan[:begun], *tidy(later)), _worth(wishes, seats, free), STRICT)


def _worth(wishes: Wishes, seats: int, free: Sequence[Sequence[int]]) -> Matrix:
    matrix = Worth(wishes).matrix
    for row in matrix:
        row.extend([0] * (seats - wishes.families))
    matrix += [[0] * seats for _ in range(seats - wishes.families)]
    for together in free:
        for one in together:
            for other in together:
                if one != other:
                    matrix[one][other] = APART
    return matrix


def _swapped(
    hall: Hall, turns: range, was: Sequence[dict[int, int]], *, more: int, least: int
) -> bool:
    """Make the best swap of each round that brings so much at least, and say whether there was any.

    At most so many more families than before may sit at another table than they were told.
    """
    helped = False
    for turn in turns:
        at = hall.at[turn]
        everyone = [family for table in hall.tables[turn] for family in table]
        best, swap = least - 1, None
        for one, other in combinations(everyone, 2):
            here, there = at[one], at[other]
            if here == there:
                continue
            changes = sum(
                (was[turn].get(family, to) != to) - (was[turn].get(family, now) != now)
                for family, now, to in ((one, here, there), (other, there, here))
            )
            if changes <= more and (brings := hall.swapping(turn, one, other)) > best:
                best, swap = brings, (one, other)
        if swap:
            hall.swap(turn, *swap)
            helped = True
    return helped
