"""Stored plans without a repeat that no simple rule gives: a few base tables, and how they turn.

All were found by a search of our own and are proved anew by a test. Each has as many rounds as
any plan without a repeat can have, or, where nobody has proved how many that are, as are known.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final, NamedTuple

from concierge_tui.domain.seating.tables import Plan, Round, Table, sizes


class _Turning(NamedTuple):
    """Base rounds; in the next round everybody moves on by one in a circle of so many.

    Family i·m + x is number x of circle i; the last ones stay where they are.
    """

    modulus: int
    rounds: str
    """Tables parted by spaces, base rounds by bars."""


_TURNING: Final = {
    (5, 3): _Turning(7, "14,8,4 9,12,10 2,11,5 13,1,3 0,7,6"),
    (6, 3): _Turning(
        4,
        "17,12,11 16,5,8 6,13,3 15,7,2 9,0,1 4,10,14|17,5,1 16,12,0 11,6,7 8,15,14 13,4,2 9,3,10",
    ),
    (7, 3): _Turning(
        5,
        "20,5,18 14,6,4 15,0,11 2,10,8 3,1,17 9,19,16 13,12,7"
        "|20,14,0 5,19,8 18,11,17 6,2,7 4,3,16 15,10,12 1,9,13",
    ),
    (8, 3): _Turning(11, "23,15,4 22,11,3 14,12,20 13,8,6 7,16,1 19,18,5 9,10,2 0,17,21"),
    (10, 3): _Turning(
        14, "29,10,21 28,2,16 12,25,15 26,11,7 13,1,17 18,8,20 24,3,23 19,22,14 6,0,9 27,5,4"
    ),
    (6, 4): _Turning(7, "23,10,2,18 22,13,0,17 21,6,11,20 19,14,9,15 7,8,12,5 4,16,1,3"),
    (6, 5): _Turning(
        6, "17,1,5,9,16 4,3,22,27,18 15,29,2,11,19 14,24,23,12,25 10,8,21,20,13 6,0,26,28,7"
    ),
    (7, 4): _Turning(
        9, "27,22,6,17 7,20,13,24 23,11,10,14 19,4,18,25 12,0,3,5 2,15,21,1 8,9,16,26"
    ),
    (9, 4): _Turning(
        11,
        "35,28,16,3 34,27,8,18 33,12,29,6 17,2,22,14 13,15,4,20 21,11,32,24 19,1,5,0 9,30,31,26"
        " 23,7,25,10",
    ),
    (10, 4): _Turning(
        13,
        "0,13,26,39 1,4,15,16 3,12,19,22 9,10,14,18 2,8,29,33 6,11,34,35 5,7,27,37 17,24,31,36"
        " 20,25,28,30 21,23,32,38",
    ),
    (12, 4): _Turning(
        15,
        "8,27,44,46 14,23,42,47 12,29,38,45 0,25,32,33 2,3,15,40 10,17,18,30 5,7,11,36 6,20,22,26"
        " 21,35,37,41 1,4,9,43 13,16,19,24 28,31,34,39",
    ),
    (15, 4): _Turning(
        19,
        "0,31,53,57 10,19,46,58 18,32,38,59 2,6,12,14 22,23,27,33 40,41,47,56 7,36,48,50 8,13,30,43"
        " 16,34,37,39 1,17,25,45 11,24,26,42 9,20,49,54 3,4,29,55 5,21,28,51 15,35,44,52",
    ),
}

_EIGHT: Final = (
    # Every third of these tables holds one family of each column of eight …
    "00 10 24 34|00 12 25 31|00 11 21 37|00 17 22 35|00 13 20 33|00 15 27 32"
    # … or two families of each of two columns, or half a column.
    "|00 02 14 16,20 23 31 32|00 05 23 26,10 14 31 35|00 06 30 36,10 17 21 26"
    "|00 03 04 07,10 13 15 16,20 22 24 26,30 32 35 37"
)
"""Eight tables of four: column and row. A round is all that xor with 0 … 7 makes of the rows."""


def stored(tables: int, largest: int) -> Plan:
    """Return the stored rounds for so many full tables; none where nothing is stored."""
    if (tables, largest) == (8, 4):
        return tuple(map(_xored, _EIGHT.split("|")))
    if (tables, largest) not in _TURNING:
        return ()
    modulus, rounds = _TURNING[tables, largest]
    turning = tables * largest // modulus * modulus
    return tuple(
        tuple(
            tuple(
                seat if seat >= turning else seat - seat % modulus + (seat + turn) % modulus
                for seat in map(int, table.split(","))
            )
            for table in base.split()
        )
        for base in rounds.split("|")
        for turn in range(modulus)
    )


def _xored(base: str) -> Round:
    tables = {
        tuple(sorted(8 * int(seat[0]) + (int(seat[1]) ^ turn) for seat in table.split()))
        for table in base.split(",")
        for turn in range(8)
    }
    return tuple(sorted(tables))


def stored_for(families: int, k: int, rounds: int) -> Plan | None:
    """Return so many stored rounds, with seats left free where the tables are not all full."""
    tables = sizes(families, k)
    full = stored(len(tables), tables[0])
    if not full or len(full) < rounds:
        return None
    used, unused = full[:rounds], full[rounds:]
    free = _free_seats(used, unused, len(tables) * tables[0] - families)
    if free is None:
        return None
    taken = [seat for seat in range(len(tables) * tables[0]) if seat not in free]
    family = {seat: number for number, seat in enumerate(taken)}
    return tuple(
        tuple(tuple(family[seat] for seat in table if seat in family) for table in turn)
        for turn in used
    )


def _free_seats(used: Plan, unused: Plan, count: int) -> frozenset[int] | None:
    """Return seats that never share a table, so that no table lacks two."""
    if unused:  # who sits together in a round that is not used sits together nowhere else
        return frozenset(unused[-1][0][:count])
    met = {pair for turn in used for table in turn for pair in _ordered_pairs(table)}
    seats = range(sum(map(len, used[0])))
    for some in combinations(seats, count):
        if all(pair not in met for pair in combinations(some, 2)):
            return frozenset(some)
    return None


def _ordered_pairs(table: Iterable[int]) -> Iterator[Table]:
    return combinations(sorted(table), 2)
