"""The round that runs: who sits where by now, and where somebody who comes late sits down.

Nobody who sits already moves because of her.
"""

from collections.abc import Collection, Mapping, Sequence

from concierge_tui.domain.meetup_day import Seating
from concierge_tui.domain.seating.measures import Pair, Wishes
from concierge_tui.domain.seating.tables import Round, Table, tidy


def as_they_sit(
    families: Sequence[str], tables: Round, at: Mapping[str, str]
) -> tuple[tuple[str, ...], Round]:
    """Return the families of a plan and its round with everyone where they really sit.

    `at` names the table of families in the hall: of those who came late, and of those whom
    somebody sent to another table. A table that the round does not have moves nobody. New
    families stand behind those that were there.
    """
    numbers = {family: _number(said, len(tables)) for family, said in at.items()}
    planned = {families[place] for table in tables for place in table if place < len(families)}
    late = sorted(name for name, number in numbers.items() if number and name not in planned)
    names = (*families, *(name for name in late if name not in families))
    place = {name: number for number, name in enumerate(names)}
    moved = {place[name]: number for name, number in numbers.items() if number}
    round_ = [[one for one in table if one not in moved] for table in tables]
    for one, number in moved.items():
        round_[number - 1].append(one)
    return names, tidy([round_])[0]


def sitting(seating: Seating, at: Mapping[str, str]) -> Seating:
    """Return the plan with everyone in the round that runs where they sit by now."""
    if seating.running is None:
        return seating
    running = seating.running
    names, now = as_they_sit(seating.families, seating.plan[running], at)
    plan = (*seating.plan[:running], now, *seating.plan[running + 1 :])
    return seating.model_copy(update={"families": names, "plan": plan})


def _number(said: str, tables: int) -> int:
    """Return the number of a table of the round, or 0."""
    is_number = said.isascii() and said.isdigit() and len(said) < 6
    return int(said) if is_number and int(said) <= tables else 0


def table_for(
    tables: Round, family: int, k: int, wishes: Wishes, met: Collection[Pair] = ()
) -> int | None:
    """Return the table at which a family sits down that comes during a round, or None.

    Nobody is there from whom it must be kept apart. Where there is room, a family that sits
    alone gets company first; then it is the table where most are new to whoever comes, and among
    those the one with whom it suits best. Where no table has room, a chair is added to one of
    the smallest.
    """

    def pairs(table: Table) -> list[Pair]:
        return [(min(family, other), max(family, other)) for other in table]

    def order(number: int) -> tuple[int, ...]:
        table = tables[number]
        is_full = len(table) >= k
        new = sum(pair not in met for pair in pairs(table))
        points = sum(wishes.value.get(pair, 0) for pair in pairs(table))
        return (is_full, len(table) if is_full else len(table) > 1, -new, -points, number)

    fitting = [
        number
        for number, table in enumerate(tables)
        if table and wishes.apart.isdisjoint(pairs(table))
    ]
    return min(fitting, key=order, default=None)
