"""The index rows of each person, rewritten when a name, a kana or a number changes.

Keys lie in the order of their rank, so that the best people of any beginning are one seek
a rank away, even among 100,000.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from concierge_tui.domain import search
from concierge_tui.domain.fold import Cell, Cells
from db.laptop.connection import Connection

_LONGEST = 100
"""So many characters of a name are indexed: a pasted letter must not become a thousand rows."""


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


class _Rows(NamedTuple):
    keys: set[tuple[int, str]]
    suffixes: set[str]


def sought(values: Mapping[str, Any]) -> Sought | None:
    """Return what a person of undisputed fields is found by."""
    if not values or values.get("removed"):
        return None
    name, kana = values.get("name") or "", values.get("kana") or ""
    return Sought(name[:_LONGEST], kana[:_LONGEST], values.get("phone") or "")


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
    """Write the rows that appeared and delete those that went."""
    gone: list[tuple[str, _Rows]] = []
    new: list[tuple[str, _Rows]] = []
    for person, before, after in changes:
        if before == after:
            continue
        now = _rows(after)
        if before is None:
            new.append((person, now))
            continue
        was = _rows(before)
        gone.append((person, _Rows(was.keys - now.keys, was.suffixes - now.suffixes)))
        new.append((person, _Rows(now.keys - was.keys, now.suffixes - was.suffixes)))
    _write(connection, gone, "DELETE FROM key WHERE rank = ? AND k = ? AND person = ?",
           "DELETE FROM suffix WHERE k = ? AND person = ?")  # fmt: skip
    _write(connection, new, "INSERT OR IGNORE INTO key (rank, k, person) VALUES (?, ?, ?)",
           "INSERT OR IGNORE INTO suffix (k, person) VALUES (?, ?)")  # fmt: skip


def _write(
    connection: Connection, people: Sequence[tuple[str, _Rows]], ranked: str, plain: str
) -> None:
    """Write in the order in which the rows will lie: a page is touched once."""
    keys = [(rank, key, person) for person, rows in people for rank, key in rows.keys]
    if keys:
        keys.sort()
        connection.executemany(ranked, keys)
    ends = [(key, person) for person, rows in people for key in rows.suffixes]
    if ends:
        ends.sort()
        connection.executemany(plain, ends)


def _rows(who: Sought | None) -> _Rows:
    if who is None:
        return _Rows(set(), set())
    keys = search.search_keys(who.name, who.kana, who.phone, old_names=who.former)
    return _Rows({(rank, key) for key, rank in keys}, set(search.suffixes(who.name)))
