"""Tables, rounds and plans, and how large tables are."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.seating.errors import SeatingImpossible

Table = tuple[int, ...]
Round = tuple[Table, ...]
Plan = tuple[Round, ...]

MOST_FAMILIES: Final = 500
MOST_ROUNDS: Final = 50


def checked(families: int, k: int, rounds: int) -> None:
    """Return when a plan can be made of these numbers.

    Raises:
        SeatingImpossible: when one of them is out of range.
    """
    for code, number, least, most in (
        ("families", families, 1, MOST_FAMILIES),
        ("k", k, 2, MOST_FAMILIES),
        ("rounds", rounds, 1, MOST_ROUNDS),
    ):
        if not least <= number <= most:
            raise SeatingImpossible(code)


def sizes(families: int, k: int) -> tuple[int, ...]:
    """Return how many sit at each table: as few tables as k allows, the larger ones first."""
    tables = -(-families // k)
    if not tables:
        return ()
    small, larger = divmod(families, tables)
    return (small + 1,) * larger + (small,) * (tables - larger)


def tidy(plan: Sequence[Sequence[Sequence[int]]]) -> Plan:
    """Return the same plan with the families of each table in ascending order."""
    return tuple(tuple(tuple(sorted(table)) for table in tables) for tables in plan)
