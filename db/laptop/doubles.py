"""Families that may stand twice, found through the index that the search has anyway."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, Final

from concierge_tui.domain.blocking import GIVEN_LETTERS, slips_of
from concierge_tui.domain.family import Person
from concierge_tui.domain.household_likeness import Household
from concierge_tui.domain.kanji import fold_kanji
from concierge_tui.domain.likeness import Trace, alike, trace_of
from concierge_tui.domain.meetup import Visit
from concierge_tui.domain.merging import unseen
from concierge_tui.domain.romaji import fold_kana_parts
from concierge_tui.domain.search import PHONE_MARK, Rank
from concierge_tui.services.doubles_ports import LikelyPair
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.families import SqliteFamilies
from db.laptop.merged import kept_family
from db.laptop.rows import by_entity, chunks, marks
from db.laptop.withdrawn import withdrew

_LAST = "\U0010ffff"
_MOST_OF_A_KEY: Final = 100
"""A key that so many share tells nobody from anybody."""
_UPTO: Final = "pairs_upto"
_COMPARED = (
    "person.family, person.id, role, name, kana, birthday, phone, family.postal, family.city"
)
_STANDING = (
    " FROM person JOIN family ON family.id = person.family"
    " WHERE person.removed IS NOT 1 AND family.removed IS NOT 1"
    # Nobody is shown who withdrew, and nothing is merged into a withdrawal.
    f" AND NOT {withdrew('family.id')}"
)
_BY_KEY = (
    "SELECT DISTINCT family FROM (SELECT person FROM key WHERE rank = ? AND k >= ? AND k < ?"
    " LIMIT ?) AS hit JOIN person ON person.id = hit.person"
)
_CHANGED = """
SELECT DISTINCT person.family FROM op JOIN person ON person.id = op.entity
WHERE op.seq > ? AND op.kind = 'person.set'
UNION SELECT entity FROM op WHERE seq > ? AND kind = 'family.set'
"""
_LATE = """
SELECT family.id FROM family WHERE merged_into IS NOT NULL AND (
    EXISTS (SELECT 1 FROM attendance WHERE attendance.family = family.id)
    OR EXISTS (SELECT 1 FROM person WHERE person.family = family.id AND removed IS NOT 1)
    OR EXISTS (SELECT 1 FROM consent AS theirs JOIN consent AS ours
        ON ours.purpose = theirs.purpose AND ours.family = family.merged_into
        WHERE theirs.family = family.id AND ours.granted AND NOT theirs.granted))
"""


class SqliteDoubles:
    """Answers `services.doubles_ports.Doubles`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def near(self, family: Household) -> list[Household]:
        """Return the families that share a key with this one.

        A child's name counts only beside a birthday that may be the same, and an adult's only
        in full: a town has hundreds of 佐藤 み, and what else they share is found by itself.
        """
        found: set[str] = set()
        for low, high in _ranges(family):
            found.update(self._keyed(low, high))
        for child in family.children:
            found.update(self._named(child))
            found.update(self._born(child))
        found.discard(family.id)
        return self.some(found - {None})

    def _keyed(self, low: str, high: str, where: str = "", *values: str) -> Iterator[str]:
        for rank in (Rank.FULL, Rank.GIVEN):
            asked = (int(rank), low, high, _MOST_OF_A_KEY, *values)
            yield from (row[0] for row in self._connection.execute(_BY_KEY + where, asked))

    def _named(self, child: Trace) -> Iterator[str]:
        """Yield the families of children of nearly this name whose birthday does not speak."""
        if not (child.surname.sound and child.given.sound):
            return
        low = child.surname.sound + child.given.sound[:GIVEN_LETTERS]
        days = sorted(day.isoformat() for day in slips_of(child.birthday))
        where = " WHERE role = 'child'"
        if days:
            where += f" AND (birthday IS NULL OR birthday IN ({marks(days)}))"
        yield from self._keyed(low, low + _LAST, where, *days)

    def _born(self, child: Trace) -> Iterator[str]:
        """Yield the families of children of this birthday, or one slip off, with half the name."""
        query = "SELECT family, name, kana FROM person WHERE birthday = ? AND role = 'child'"
        if child.birthday:
            for family, name, kana in self._connection.execute(query, (str(child.birthday),)):
                other = trace_of("", name or "", kana or "", None, child=True)
                if alike(child, other).given != "unlike":
                    yield family
        surname, given = child.surname.kana, child.given.kana
        halves = (f"{surname} %", f"%{given}", f"%{child.given.written or given}")
        query += " AND (kana LIKE ? OR kana LIKE ? OR name LIKE ?)"
        for day in slips_of(child.birthday) - {child.birthday}:
            rows = self._connection.execute(query, (str(day), *halves))
            yield from (row[0] for row in rows)

    def some(self, families: Iterable[str]) -> list[Household]:
        """Return what is compared of these families; those that are gone are left out."""
        found: list[Household] = []
        for ids in chunks(families):
            query = f"SELECT {_COMPARED}{_STANDING} AND person.family IN ({marks(ids)}) ORDER BY 1"
            found += _households(self._connection.execute(query, ids))
        return found

    def everyone(self) -> list[Household]:
        """Return what is compared of every family."""
        rows = self._connection.execute(f"SELECT {_COMPARED}{_STANDING} ORDER BY 1")
        return list(_households(rows))

    def different(self) -> set[frozenset[str]]:
        """Return the pairs that a person told apart, under the families they live on as."""
        rows = self._connection.execute("SELECT one, other FROM pair WHERE state = 'different'")
        return {frozenset(map(self.kept, row)) for row in rows.fetchall() if all(row)}

    def kept(self, family: str) -> str:
        """Return the family as which this one lives on; itself where it was never merged."""
        return kept_family(self._connection, family)

    def late(self) -> list[LikelyPair]:
        """Return merged families for which something came in afterwards."""
        late = {row[0] for row in self._connection.execute(_LATE)} | self._edited_late()
        return [LikelyPair(self.kept(family), family, 0.0) for family in sorted(late)]

    def _edited_late(self) -> set[str]:
        """Return merged families of which something was written that no merge had seen."""
        ended = dict(
            self._connection.execute(
                "SELECT id, id FROM family WHERE merged_into IS NOT NULL UNION"
                " SELECT id, family FROM person WHERE merged_into IS NOT NULL AND family IN"
                " (SELECT id FROM family WHERE merged_into IS NOT NULL)"
            ).fetchall()
        )
        histories = by_entity(self._connection, ended)
        return {ended[entity] for entity, history in histories.items() if unseen(history)}

    def changed(self) -> tuple[list[str], int]:
        """Return families that changed since the last search, and how far the journal is."""
        since, upto = self._reach()
        if since >= upto:
            return [], upto
        rows = self._connection.execute(_CHANGED, (since, since))
        return sorted(row[0] for row in rows if row[0]), upto

    def behind(self) -> int:
        """Return how many operations came since the last search."""
        since, upto = self._reach()
        return upto - since

    def _reach(self) -> tuple[int, int]:
        """Return how far the last search came, and how far the journal is."""
        upto = self._connection.execute("SELECT coalesce(max(seq), 0) FROM op").fetchone()[0]
        row = self._connection.execute(
            "SELECT value FROM local_setting WHERE name = ?", (_UPTO,)
        ).fetchone()
        return int(row[0]) if row else 0, int(upto)

    def found(self) -> list[LikelyPair]:
        """Return what the last search found, the likeliest first."""
        rows = self._connection.execute(
            "SELECT one, other, score FROM local_pair ORDER BY score DESC, one, other"
        )
        return [LikelyPair(*row) for row in rows]

    def keep(self, families: Iterable[str] | None, pairs: Sequence[LikelyPair], upto: int) -> None:
        """Keep what was found for these families, or for all; it is forgotten by no restart."""
        with writing(self._connection) as connection:
            if families is None:
                connection.execute("DELETE FROM local_pair")
            else:
                gone = [(family, family) for family in families]
                connection.executemany("DELETE FROM local_pair WHERE one = ? OR other = ?", gone)
            connection.executemany("INSERT OR REPLACE INTO local_pair VALUES (?, ?, ?)", pairs)
            connection.execute(
                "INSERT OR REPLACE INTO local_setting VALUES (?, ?)", (_UPTO, str(upto))
            )

    def merged_people(self, family: str) -> list[Person]:
        """Return the people of a merged family who live on as somebody else."""
        rows = self._connection.execute(
            "SELECT id FROM person WHERE family = ? AND merged_into IS NOT NULL", (family,)
        ).fetchall()
        families = SqliteFamilies(self._connection)
        return [families.person(row[0]) for row in rows]

    def guests_of(self, family: str) -> list[str]:
        """Return the families that this one brought."""
        rows = self._connection.execute(
            "SELECT id FROM family WHERE host = ? AND removed IS NOT 1 ORDER BY id", (family,)
        )
        return [row[0] for row in rows]

    def visits_of(self, family: str) -> list[tuple[str, Visit]]:
        """Return the meetups at which a family was or is expected, with what is known of it."""
        names = tuple(Visit.model_fields)
        columns = ", ".join(f'visit."{name}"' for name in names)
        meetups = self._connection.execute(
            "SELECT meetup FROM attendance WHERE family = ? UNION"
            " SELECT meetup FROM visit WHERE family = ? AND meetup IS NOT NULL ORDER BY 1",
            (family, family),
        ).fetchall()
        found = []
        for (meetup,) in meetups:
            row = self._connection.execute(
                f"SELECT {columns} FROM visit WHERE meetup = ? AND family = ?", (meetup, family)
            ).fetchone()
            said = {n: v for n, v in zip(names, row or (), strict=False) if v is not None}
            found.append(
                (
                    meetup,
                    Visit.model_validate({"id": "", "meetup": meetup, "family": family} | said),
                )
            )
        return found


def _ranges(family: Household) -> Iterator[tuple[str, str]]:
    """Yield the stretches of the search index in which a likely double stands."""
    for phone in family.phones:
        yield f"{PHONE_MARK}{phone}", f"{PHONE_MARK}{phone}\0"
    whole: set[str] = set()
    for one in (*family.adults, *family.children):
        if not one.is_child and one.surname.kana and one.given.kana:
            whole.add(fold_kana_parts((one.surname.kana, one.given.kana)))
        if one.surname.written and one.given.written:
            whole.add(fold_kanji(one.surname.written + one.given.written))
        if len(one.sounds) > 2:
            pairs = (pair for two in combinations(one.sounds, 2) for pair in (two, two[::-1]))
            yield from ((a + b, a + b + _LAST) for a, b in pairs)
    yield from ((key, key + "\0") for key in whole if key)


def _households(rows: Iterable[tuple[Any, ...]]) -> Iterator[Household]:
    for family, members in groupby(rows, key=itemgetter(0)):
        adults: list[Trace] = []
        children: list[Trace] = []
        phones = set()
        postal = city = ""
        for _, person, role, name, kana, birthday, phone, postal, city in members:  # noqa: B007
            is_child = role == "child"
            day = date.fromisoformat(birthday) if birthday else None
            one = trace_of(person, name or "", kana or "", day, child=is_child)
            (children if is_child else adults).append(one)
            if phone:
                phones.add(phone)
        yield Household(
            family, tuple(adults), tuple(children), frozenset(phones), postal or "", city or ""
        )
