"""The index rows of each person, rewritten when a name, a kana or a number changes.

Beginnings of one to four characters have a table of their own, so that the ranked top of
any beginning is one seek even among 100,000 people.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from concierge_tui.domain import search
from concierge_tui.domain.fold import Cell, Cells
from db.laptop.connection import Connection

Row = tuple[str, int]


class Change(NamedTuple):
    """One person before and after."""

    person: str
    before: Cells
    after: Cells


class _Rows(NamedTuple):
    keys: frozenset[Row]
    short: frozenset[Row]
    suffixes: frozenset[str]


_NONE = _Rows(frozenset(), frozenset(), frozenset())


def update(connection: Connection, changes: Iterable[Change]) -> None:
    """Write the rows that appeared and delete those that went."""
    gone: list[tuple[str, _Rows]] = []
    new: list[tuple[str, _Rows]] = []
    for person, before, after in changes:
        was, now = _rows(before), _rows(after)
        if was != now:
            gone.append((person, _minus(was, now)))
            new.append((person, _minus(now, was)))
    _write(connection, "DELETE FROM {} WHERE {} = ? AND rank = ? AND person = ?",
           "DELETE FROM suffix WHERE k = ? AND person = ?", gone)  # fmt: skip
    _write(connection, "INSERT OR IGNORE INTO {} ({}, rank, person) VALUES (?, ?, ?)",
           "INSERT OR IGNORE INTO suffix VALUES (?, ?)", new)  # fmt: skip


def _minus(left: _Rows, right: _Rows) -> _Rows:
    return _Rows(left.keys - right.keys, left.short - right.short, left.suffixes - right.suffixes)


def _write(
    connection: Connection, ranked: str, plain: str, people: Sequence[tuple[str, _Rows]]
) -> None:
    for table, column, place in (("key", "k", 0), ("short", "prefix", 1)):
        rows = [(k, rank, person) for person, kept in people for k, rank in kept[place]]
        if rows:
            rows.sort()
            connection.executemany(ranked.format(table, column), rows)
    ends = [(k, person) for person, kept in people for k in kept.suffixes]
    if ends:
        ends.sort()
        connection.executemany(plain, ends)


def _rows(cells: Cells) -> _Rows:
    if not cells or _shown(cells, "removed"):
        return _NONE
    name, kana = _shown(cells, "name") or "", _shown(cells, "kana") or ""
    former = _former(cells, name, kana)
    return _indexed(name, kana, _shown(cells, "phone") or "", former)


def _shown(cells: Cells, field: str) -> str | None:
    cell = cells.get(field)
    return None if cell is None else cell.value


def _former(cells: Cells, name: str, kana: str) -> tuple[tuple[str, str], ...]:
    """Return names that were corrected or are in dispute: they stay searchable."""
    names = [value for value in _others(cells.get("name")) if value != name]
    readings = [value for value in _others(cells.get("kana")) if value != kana]
    return tuple([(old, "") for old in names] + [("", old) for old in readings])


def _others(cell: Cell | None) -> list[str]:
    if cell is None:
        return []
    return [*cell.past, *(tip.value for tip in cell.tips)]


@lru_cache(maxsize=2048)
def _indexed(name: str, kana: str, phone: str, former: tuple[tuple[str, str], ...]) -> _Rows:
    keys = search.search_keys(name, kana, phone, old_names=former)
    short: dict[str, int] = {}
    for key, rank in keys:
        for prefix in search.short_prefixes(key):
            short[prefix] = min(rank, short.get(prefix, rank))
    return _Rows(
        frozenset((key, int(rank)) for key, rank in keys),
        frozenset((prefix, int(rank)) for prefix, rank in short.items()),
        frozenset(search.suffixes(name)),
    )
