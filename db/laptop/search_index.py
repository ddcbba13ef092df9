"""The index rows of each person, rewritten when a name, a kana or a number changes.

Keys lie in the order of their rank, so that the best people of any beginning are one short
run of rows a rank, even among 100,000.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from concierge_tui.domain import search
from concierge_tui.domain.fold import Cell, Cells
from db.laptop.connection import Connection

INSIDE: Final = max(search.Rank) + 1
"""The rank of what stands inside a written name: after everything that begins so."""

_LONGEST: Final = 100
"""So many characters of a name are indexed: a pasted letter must not become a thousand rows."""

_PUT = "INSERT OR IGNORE INTO key (rank, k, person) VALUES (?, ?, ?)"
_DROP = "DELETE FROM key WHERE rank = ? AND k = ? AND person = ?"

_Row = tuple[int, str, str]


class Sought(NamedTuple):
    """What one person is found by."""

    name: str
    kana: str
    phone: str
    former: tuple[tuple[str, str], ...] = ()
    """Names that were corrected or are in dispute: they stay searchable."""


class Change(NamedTuple):
    """One person before and after; None is someone who cannot be found."""

    person: str
    before: Sought | None
    after: Sought | None


def sought(values: Mapping[str, Any]) -> Sought | None:
    """Return what a person of undisputed fields is found by."""
    if not values or values.get("removed"):
        return None
    name, kana, phone = (values.get(field) or "" for field in ("name", "kana", "phone"))
    return Sought(name[:_LONGEST], kana[:_LONGEST], phone)


def sought_in(cells: Cells) -> Sought | None:
    """Return what a person is found by, former names included."""
    now = sought({name: cell.value for name, cell in cells.items()})
    if now is None:
        return None
    names = [(old, "") for old in _others(cells.get("name")) if old != now.name]
    readings = [("", old) for old in _others(cells.get("kana")) if old != now.kana]
    return now._replace(former=(*names, *readings))


def _others(cell: Cell | None) -> list[str]:
    values = [] if cell is None else [*cell.past, *(tip.value for tip in cell.tips)]
    return [value[:_LONGEST] for value in values if value]


def update(connection: Connection, changes: Iterable[Change]) -> None:
    """Write the rows that appeared or changed and delete those that went."""
    gone: list[_Row] = []
    new: list[_Row] = []
    for person, before, after in changes:
        if before is None:
            new += _rows(person, after)
        elif before != after:
            was, now = set(_rows(person, before)), set(_rows(person, after))
            gone += was - now
            new += now - was
    if gone:
        connection.executemany(_DROP, gone)
    # In the order in which the rows will lie, a page is touched once.
    new.sort()
    connection.executemany(_PUT, new)


def _rows(person: str, who: Sought | None) -> list[_Row]:
    if who is None:
        return []
    keys = search.search_keys(who.name, who.kana, who.phone, old_names=who.former)
    rows = [(rank, key, person) for key, rank in keys]
    return rows + [(INSIDE, key, person) for key in search.suffixes(who.name)]
