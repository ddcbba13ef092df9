"""Households read from their tables."""

import json
from collections.abc import Iterable
from typing import Any

from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.family import Family, Person, in_order
from concierge_tui.domain.kinds import FAMILY, PERSON
from db.laptop.connection import Connection
from db.laptop.merged import kept_family
from db.laptop.rows import chunks, marks
from db.laptop.withdrawn import shown, withdrew

_FAMILY = ", ".join(f"family.{name}" for name in ("id", *FAMILY))
_PERSON = ", ".join(f"person.{name}" for name in ("id", *PERSON))
_WITHDRAWN = withdrew("family.id")
_JSON = frozenset(
    {
        "categories", "emergency", "allergy", "filled_in_by", "contacts", "need", "interpreter",
    }
)  # fmt: skip


class SqliteFamilies:
    """Answers `services.ports.Families`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, family: str) -> Family:
        """Return one household or raise `NotFound`."""
        found = self.many([family]).get(family)
        if found is None:
            raise NotFound("family")
        return found

    def many(self, families: Iterable[str]) -> dict[str, Family]:
        """Return households by id; those that do not exist are left out."""
        found: dict[str, Family] = {}
        for some in chunks(dict.fromkeys(families)):
            people: dict[str, list[Person]] = {}
            within = {**dict(zip(some, some, strict=True)), **self.merged(some)}
            sought = list(within)
            rows = self._connection.execute(
                f"SELECT {_PERSON} FROM person WHERE family IN ({marks(sought)})", sought
            )
            for row in rows:
                person = Person.model_validate(_values(("id", *PERSON), row))
                if not person.removed:
                    people.setdefault(within[person.family], []).append(person)
            rows = self._connection.execute(
                f"SELECT {_FAMILY}, {_WITHDRAWN} FROM family WHERE id IN ({marks(some)})", some
            )
            for row in rows:
                values = _values(("id", *FAMILY, "withdrawn"), row)
                values["people"] = in_order(people.get(row[0], []))
                found[row[0]] = Family.model_validate(values)
        return found

    def merged(self, families: Iterable[str]) -> dict[str, str]:
        """Return the families that live on as one of these, with the one.

        Somebody may have been added to such a family at a desk that did not know of the merge.
        """
        found: dict[str, str] = {}
        kept = {family: family for family in families}
        while kept:
            rows = self._connection.execute(
                f"SELECT id, merged_into FROM family WHERE merged_into IN ({marks(list(kept))})",
                list(kept),
            ).fetchall()
            kept = {one: kept[into] for one, into in rows if into < one and one not in found}
            found |= kept
        return {one: into for one, into in found.items() if one not in set(families)}

    def merged_people(self, families: Iterable[str]) -> dict[str, str]:
        """Return who of these families lives on as somebody else, with as whom."""
        own = list(dict.fromkeys(families))
        into: dict[str, str] = {}
        for some in chunks([*own, *self.merged(own)]):
            rows = self._connection.execute(
                f"SELECT id, merged_into FROM person WHERE family IN ({marks(some)})"
                " AND merged_into IS NOT NULL AND merged_into < id",
                some,
            )
            into |= dict(rows.fetchall())
        found = {}
        for person in into:
            living = person
            while living in into:
                living = into[living]
            found[person] = living
        return found

    def person(self, person: str) -> Person:
        """Return one person or raise `NotFound`."""
        row = self._connection.execute(
            f"SELECT {_PERSON} FROM person WHERE id = ?", (person,)
        ).fetchone()
        if row is None or row[1] is None:
            raise NotFound("person")
        return Person.model_validate(_values(("id", *PERSON), row))

    def ids(self, meetup: str | None = None, *, withdrawn: bool = False) -> list[str]:
        """Return the ids of all households, or of those of one meetup, in order."""
        seen = "1" if withdrawn else shown("family.id")
        at = () if withdrawn else (meetup,)
        if meetup is None:
            rows = self._connection.execute(
                f"SELECT id FROM family WHERE removed IS NOT 1 AND {seen} ORDER BY id", at
            )
        else:
            rows = self._connection.execute(
                "SELECT DISTINCT attendance.family FROM attendance"
                " JOIN family ON family.id = attendance.family"
                f" WHERE attendance.meetup = ? AND removed IS NOT 1 AND {seen} ORDER BY 1",
                (meetup, *at),
            )
        return [row[0] for row in rows]

    def by_code(self, code: str) -> str | None:
        """Return the household that has this card code; a merged one lives on under another."""
        row = self._connection.execute(
            "SELECT id FROM family WHERE code = ?"
            " AND (removed IS NOT 1 OR merged_into IS NOT NULL) ORDER BY removed IS 1, id",
            (code,),
        ).fetchone()
        return None if row is None else kept_family(self._connection, str(row[0]))


def _values(names: Iterable[str], row: tuple[Any, ...]) -> dict[str, Any]:
    """Return a row as the values of a model; what nobody wrote takes the model's default."""
    values = {name: v for name, v in zip(names, row, strict=True) if v is not None}
    for name in _JSON & values.keys():
        values[name] = json.loads(values[name])
    return values
