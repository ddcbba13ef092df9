"""What every plan of tables promises, and the least that late arrivals and leavers may change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

from concierge_tui.domain.seating.tables import Plan, Round, sizes


def keeps_its_promise(plan: Plan, present: Sequence[Collection[int]], k: int) -> bool:
    """Tell whether all who are present sit once in each round, at tables of the right sizes.

    A table that was given up stands empty and does not count.
    """
    return len(plan) == len(present) and all(
        sorted(family for table in tables for family in table) == sorted(here)
        and sorted(filter(None, map(len, tables)), reverse=True) == list(sizes(len(here), k))
        for tables, here in zip(plan, present, strict=True)
    )


def fewest_changes(tables: Round, present: AbstractSet[int], k: int) -> int:
    """Return how many families must change their table at least, that sizes may be right."""
    here = sorted((len(present & set(table)) for table in tables), reverse=True)
    wanted = sizes(len(present), k)
    kept = zip(here, wanted, strict=False)
    return sum(max(0, size - target) for size, target in kept) + sum(here[len(wanted) :])
