"""Answers a search from the index."""

from collections.abc import Iterator
from typing import NamedTuple

from concierge_tui.domain.search import CODE_MARK, Kind, Needle, Rank
from concierge_tui.services.ports import Found
from db.laptop.connection import Connection

_LAST = "\U0010ffff"
_PERSON = (
    " JOIN person ON person.id = hit.person JOIN family ON family.id = person.family"
    " WHERE family.removed IS NOT 1 AND person.removed IS NOT 1"
)
_SUFFIX_RANK = max(Rank) + 1
# One seek a rank: the rows of a rank lie together, so none is read that is not wanted.
_BEST_KEYS = "SELECT * FROM ({}) LIMIT :limit".format(
    " UNION ALL ".join(
        f"SELECT * FROM (SELECT person, {rank:d} AS rank FROM key"
        f" WHERE rank = {rank:d} AND k >= :low AND k < :high LIMIT :limit)"
        for rank in Rank
    )
)
_BEST_SUFFIXES = (
    f"SELECT person, {_SUFFIX_RANK} AS rank FROM suffix WHERE k >= :low AND k < :high LIMIT :limit"
)
_COLUMNS = "person.id, person.family, person.name, person.kana, hit.rank"


class _Hit(NamedTuple):
    person: str
    family: str
    name: str | None
    kana: str | None
    rank: int


class SqliteDirectory:
    """Answers `services.ports.Directory`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, needle: Needle, limit: int, meetup: str | None = None) -> list[Found]:
        """Return who matches, best first; people of `meetup` stand before others."""
        if needle.kind is Kind.NOTHING:
            return []
        if needle.kind is Kind.CODE:
            return self._of_code(needle.keys[0].removeprefix(CODE_MARK), limit)
        found: dict[str, Found] = {}
        if meetup:
            self._collect(found, needle, limit, self._expected(needle, meetup))
        if len(found) < limit:
            self._collect(found, needle, limit, self._anyone(needle, limit * 2))
        return list(found.values())[:limit]

    def _collect(
        self, found: dict[str, Found], needle: Needle, limit: int, hits: Iterator[_Hit]
    ) -> None:
        fitting = [hit for hit in hits if needle.admits(hit.name or "", hit.kana or "")]
        fitting.sort(
            key=lambda h: (
                needle.closeness(h.name or "", h.kana or ""), h.rank, h.kana or "", h.person,
            )
        )  # fmt: skip
        for hit in fitting:
            if len(found) >= limit:
                return
            found.setdefault(hit.person, Found(hit.person, hit.family))

    def _of_code(self, code: str, limit: int) -> list[Found]:
        rows = self._connection.execute(
            "SELECT person.id, family FROM family JOIN person ON person.family = family.id"
            " WHERE code = ? AND family.removed IS NOT 1 AND person.removed IS NOT 1"
            " ORDER BY person.id LIMIT ?",
            (code, limit),
        )
        return [Found(*row) for row in rows]

    def _expected(self, needle: Needle, meetup: str) -> Iterator[_Hit]:
        """Yield matches among the people of one meetup."""
        for table, low, high in _ranges(needle):
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM (SELECT hit.person, {_rank(table)} AS rank"
                f" FROM attendance CROSS JOIN {table} AS hit ON hit.person = attendance.person"
                f" WHERE attendance.meetup = ? AND k >= ? AND k < ?) AS hit{_PERSON}",
                (meetup, low, high),
            )
            yield from (_Hit(*row) for row in rows)

    def _anyone(self, needle: Needle, limit: int) -> Iterator[_Hit]:
        """Yield matches in the whole store, the best ranks first."""
        for table, low, high in _ranges(needle):
            best = _BEST_KEYS if table == "key" else _BEST_SUFFIXES
            values = {"low": low, "high": high, "limit": limit}
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM ({best}) AS hit{_PERSON}", values
            )
            yield from (_Hit(*row) for row in rows)


def _rank(table: str) -> str:
    return str(_SUFFIX_RANK) if table == "suffix" else "hit.rank"


def _ranges(needle: Needle) -> Iterator[tuple[str, str, str]]:
    """Yield table, first key and the key after the last."""
    for key in needle.keys:
        yield "key", key, key + ("\0" if needle.whole else _LAST)
    if needle.infix:
        yield "suffix", needle.infix, needle.infix + _LAST
