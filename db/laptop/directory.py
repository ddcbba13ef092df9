"""Answers a search from the index."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from concierge_tui.domain.search import CODE_MARK, FORM_MARK, Kind, Needle, Rank
from concierge_tui.services.ports import Found
from db.laptop.connection import Connection
from db.laptop.merged import kept_family
from db.laptop.rows import marks
from db.laptop.search_index import INSIDE
from db.laptop.withdrawn import shown

_LAST = "\U0010ffff"
_COLUMNS = "person.id, family, name, kana, hit.rank"
# The index of removed families is short; the families themselves are read when they are shown.
_STANDING = (
    " JOIN person ON person.id = hit.person"
    " WHERE family IS NOT NULL AND NOT EXISTS (SELECT 1 FROM family INDEXED BY family_removed"
    " WHERE family.id = person.family AND removed = 1)"
    f" AND {shown('person.family')}"
)
_RANKS = tuple(int(rank) for rank in Rank)


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

    def last4_tried(self, actor: str, since: int) -> int:
        """Return how often somebody of the staff searched by last four digits since a moment."""
        (tried,) = self._connection.execute(
            "SELECT count(*) FROM looked WHERE at >= ? AND actor = ? AND what LIKE '%\"last4\"%'",
            (since, actor),
        ).fetchone()
        return int(tried)

    def find(self, needle: Needle, limit: int, meetup: str | None = None) -> list[Found]:
        """Return who matches, best first; people of `meetup` stand before others."""
        if needle.kind is Kind.NOTHING:
            return []
        if needle.kind is Kind.CODE:
            return self._of_number("code", needle.keys[0].removeprefix(CODE_MARK), limit, meetup)
        if needle.kind is Kind.FORM:
            number = needle.keys[0].removeprefix(FORM_MARK)
            return self._of_number("form_number", number, limit, meetup)
        found: dict[str, Found] = {}
        if meetup:
            self._collect(found, needle, limit, self._expected(needle, meetup))
        if len(found) < limit:
            self._collect(found, needle, limit, self._anyone(needle, limit * 2, meetup))
        return list(found.values())[:limit]

    def _collect(
        self, found: dict[str, Found], needle: Needle, limit: int, hits: Iterable[_Hit]
    ) -> None:
        fitting = [
            (needle.closeness(name or "", kana or ""), rank, kana or "", person, family)
            for person, family, name, kana, rank in hits
            if needle.admits(name or "", kana or "")
        ]
        fitting.sort()
        for _, _, _, person, family in fitting:
            if len(found) >= limit:
                return
            found.setdefault(person, Found(person, family))

    def _of_number(self, field: str, number: str, limit: int, meetup: str | None) -> list[Found]:
        rows = self._connection.execute(
            f"SELECT id FROM family WHERE {field} = ?"
            " AND (removed IS NOT 1 OR merged_into IS NOT NULL)",
            (number,),
        )
        # The card of a family that was merged finds it where it lives on.
        families = [kept_family(self._connection, row[0]) for row in rows.fetchall()]
        rows = self._connection.execute(
            "SELECT id, family FROM person WHERE removed IS NOT 1"
            f" AND family IN ({marks(families)}) AND {shown('family')} ORDER BY id LIMIT ?",
            (*families, meetup, limit),
        )
        return [Found(*row) for row in rows]

    def _expected(self, needle: Needle, meetup: str) -> Iterator[_Hit]:
        """Yield matches among the people of one meetup."""
        for ranks, low, high in _ranges(needle):
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM (SELECT hit.person, rank FROM attendance"
                " CROSS JOIN key AS hit ON hit.person = attendance.person"
                " WHERE attendance.meetup = ? AND k >= ? AND k < ? AND rank BETWEEN ? AND ?"
                f") AS hit{_STANDING}",
                (meetup, low, high, ranks[0], ranks[-1], meetup),
            )
            yield from (_Hit(*row) for row in rows)

    def _anyone(self, needle: Needle, limit: int, meetup: str | None) -> list[_Hit]:
        """Return matches in the whole store, the best ranks first: one seek a rank."""
        hits: list[_Hit] = []
        for ranks, low, high in _ranges(needle):
            if ranks == (INSIDE,) and len(hits) >= limit:
                break  # whoever only holds it inside the name stands last
            narrowed, values = _also_called(needle) if ranks == (INSIDE,) else ("", [])
            left = limit
            for rank in ranks:
                rows = self._connection.execute(
                    f"SELECT {_COLUMNS} FROM (SELECT person, rank FROM key"
                    f" WHERE rank = ? AND k >= ? AND k < ?{narrowed} LIMIT ?) AS hit{_STANDING}",
                    (rank, low, high, *values, left, meetup),
                ).fetchall()
                hits += [_Hit(*row) for row in rows]
                left -= len(rows)
                if left <= 0:
                    break
        return hits


def _also_called(needle: Needle) -> tuple[str, list[str]]:
    """Return a condition for the kana typed after kanji from the inside of a name."""
    if not needle.given:
        return "", []
    one = (
        "EXISTS (SELECT 1 FROM key AS given WHERE given.person = key.person"
        " AND given.k >= ? AND given.k < ?)"
    )
    values = [edge for given in needle.given for edge in (given, given + _LAST)]
    return f" AND ({' OR '.join([one] * len(needle.given))})", values


def _ranges(needle: Needle) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Yield ranks, the first key and the key after the last."""
    for key in needle.keys:
        yield _RANKS, key, key + ("\0" if needle.whole else _LAST)
    if needle.infix:
        yield (INSIDE,), needle.infix, needle.infix + _LAST
