"""Plans without a repeat that arithmetic gives.

A family in row x of column c sits at table x - c·r in round r. Two rows of one column never
meet; two columns meet in every pair of rows, and no pair twice while (c - c')·(r - r') is not 0.
Where the size of a table divides the number of tables, the rows of a column, who have not met,
sit together in further rounds by the same rule.
"""

from math import gcd

from concierge_tui.domain.seating.fields import ring
from concierge_tui.domain.seating.tables import Plan, Table, sizes


def circle(families: int) -> Plan:
    """Return rounds in pairs in which everyone meets everyone: all but one move on by one seat."""
    seats = families + families % 2
    rounds = []
    for turn in range(seats - 1):
        around = [(turn + seat) % (seats - 1) for seat in range(seats - 1)]
        tables = [(around[0], seats - 1)]
        tables += [(around[seat], around[-seat]) for seat in range(1, seats // 2)]
        rounds.append(tuple(_without(table, families) for table in tables))
    return tuple(rounds)


def _without(table: Table, families: int) -> Table:
    return tuple(family for family in table if family < families)


def closed_form(families: int, k: int) -> Plan:
    """Return the rounds without a repeat that the rule gives; at least one."""
    tables = sizes(families, k)
    largest = tables[0]
    if len(tables) == 1:
        return ((tuple(range(families)),),)
    columns = [
        range(start, min(start + len(tables), families))
        for start in range(0, families, len(tables))
    ]
    crossing = _crossing(columns, len(tables))
    if len(tables) % largest or len(columns[-1]) <= len(tables) // largest * (largest - 1):
        return crossing
    return crossing + _within(columns, largest)


def _crossing(columns: list[range], tables: int) -> Plan:
    found = []
    for seats in _seats(len(columns), tables):
        drawn: list[list[int]] = [[] for _ in range(tables)]
        for column, places in zip(columns, seats, strict=True):
            for family, place in zip(column, places, strict=False):
                drawn[place].append(family)
        found.append(tuple(map(tuple, drawn)))
    return tuple(found)


def _seats(columns: int, tables: int) -> list[list[list[int]]]:
    """Return for each round and column the table of each row."""
    divisible = ring(tables)
    if columns <= divisible.apart:
        return [
            [divisible.line(column, turn) for column in range(columns)] for turn in range(tables)
        ]
    rounds = tables // max(gcd(apart, tables) for apart in range(1, columns))
    return [
        [[(row - column * turn) % tables for row in range(tables)] for column in range(columns)]
        for turn in range(rounds)
    ]


def _within(columns: list[range], largest: int) -> Plan:
    """Return rounds in which each column keeps to itself."""
    apart = [
        [
            [tuple(column[row] for row in table) for table in tables]
            for tables in closed_form(len(column), largest)
        ]
        for column in columns
    ]
    return tuple(
        tuple(table for tables in turn for table in tables) for turn in zip(*apart, strict=False)
    )
