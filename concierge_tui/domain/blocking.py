"""Which families are compared at all: those that share a key.

One key is enough, and each survives a different slip: who misheard the reading still knows the
birthday, who wrote month for day still has the name. A key is a birthday, a telephone, the
beginning of a name by sound, or a whole name in kanji or in any order of its parts.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from concierge_tui.domain.household_likeness import Household
from concierge_tui.domain.likeness import Trace

GIVEN_LETTERS = 3


def keys(family: Household) -> frozenset[str]:
    """Return the keys under which a family is kept."""
    return frozenset(_keys(family))


def sought(family: Household) -> frozenset[str]:
    """Return the keys under which a likely double may be kept: slips of a birthday too."""
    slips = {f"b{day}" for child in family.children for day in slips_of(child.birthday)}
    return keys(family) | slips


def slips_of(day: date | None) -> set[date]:
    """Return a birthday and what one slip makes of it: a year off, month for day."""
    if day is None:
        return set()
    found = {day}
    for year in (day.year - 1, day.year + 1):
        if (day.month, day.day) != (2, 29):
            found.add(day.replace(year=year))
    if day.day <= 12:
        found.add(day.replace(month=day.day, day=day.month))
    return found


def _keys(family: Household) -> Iterator[str]:
    yield from (f"p{phone}" for phone in family.phones)
    for child in family.children:
        if child.birthday:
            yield f"b{child.birthday}"
        yield from _names(child)
    for adult in family.adults:
        yield from _names(adult)


def _names(one: Trace) -> Iterator[str]:
    role = "c" if one.is_child else "a"
    surname, given = one.surname, one.given
    if given.sound and surname.sound:
        yield f"{role}{surname.sound} {given.sound[:GIVEN_LETTERS]}"
    if given.written and surname.written:
        yield f"{role}{surname.written}{given.written}"
    for pair in combinations(sorted(one.sounds), 2):
        yield f"{role}{pair[0]}+{pair[1]}"
