"""A later roster about a family that is known: proposals, never silent overwriting."""

from collections.abc import Container, Iterable

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.ids import derived_id
from concierge_tui.domain.kana import to_katakana
from concierge_tui.domain.kanji import fold_kanji
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.roster import RosterChild, RosterFamily
from concierge_tui.domain.search import Kind, read_query
from concierge_tui.services import ports

_ADDRESS = ("postal", "prefecture", "city", "rest")


def proposed(roster: str, row: RosterFamily, family: Family) -> list[Draft]:
    """Return a proposal for each field about which the corrected row says otherwise."""
    said: list[tuple[str | None, str, str, str]] = [
        (None, name, getattr(row.address, name), getattr(family, name)) for name in _ADDRESS
    ]
    guardian = family.representative
    if guardian:
        said += [
            (guardian.id, name, getattr(row.guardian, name), getattr(guardian, name))
            for name in ("name", "kana", "phone", "email", "relation")
        ]
    for child, known in _paired(row.children, family.children):
        birthday = child.birthday.isoformat() if child.birthday else ""
        was = known.birthday.isoformat() if known.birthday else ""
        said += [
            (known.id, "name", child.name, known.name),
            (known.id, "kana", child.kana, known.kana),
            (known.id, "birthday", birthday, was),
            (known.id, "allergy", child.allergy.text, known.allergy.text),
        ]
    return [
        _proposal(roster, row, family.id, person, field, new)
        for person, field, new, was in said
        if new and new != was
    ]


def _proposal(
    roster: str, row: RosterFamily, family: str, person: str | None, field: str, value: str
) -> Draft:
    entity = derived_id("proposal", family, person or "", field, value)
    body = {
        "roster": roster,
        "record": row.rows[0],
        "person": person,
        "field": field,
        "value": value,
        "state": "open",
    }
    return Draft("proposal.set", entity, body, subject=family)


def _paired(
    rows: tuple[RosterChild, ...], known: tuple[Person, ...]
) -> list[tuple[RosterChild, Person]]:
    """Match children one to one: by name, by birthday, then by their order."""
    left = list(known)
    pairs = []
    for child in rows:
        same = [p for p in left if child.name and p.name == child.name]
        same += [p for p in left if child.kana and p.kana == child.kana]
        same += [p for p in left if child.birthday and p.birthday == child.birthday]
        if not same and len(rows) == len(known):
            same = left[:1]
        if same:
            left.remove(same[0])
            pairs.append((child, same[0]))
    return pairs


def same_household(
    row: RosterFamily, directory: ports.Directory, families: ports.Families
) -> str | None:
    """Return the family registered earlier that this row describes in every name and birthday."""
    for family in _reached(row, directory, families):
        guardian = family.representative
        if guardian and _same_name(guardian, row) and _same_children(family, row):
            return family.id
    return None


def same_guardian(
    row: RosterFamily,
    directory: ports.Directory,
    families: ports.Families,
    listed: Container[str],
) -> str | None:
    """Return the family of `listed` whose guardian this is, with a name or a kana corrected."""
    for family in _reached(row, directory, families):
        guardian = family.representative
        if guardian and family.id in listed and _half_the_name(guardian, row):
            return family.id
    return None


def _reached(
    row: RosterFamily, directory: ports.Directory, families: ports.Families
) -> Iterable[Family]:
    """Return the families that have the telephone number of this row."""
    needle = read_query(row.guardian.phone)
    if needle.kind is not Kind.PHONE:
        return ()
    found = {hit.family for hit in directory.find(needle, 10)}
    return families.many(sorted(found)).values()


def _half_the_name(guardian: Person, row: RosterFamily) -> bool:
    kana, name = _bare(row.guardian.kana), fold_kanji(_bare(row.guardian.name))
    same_kana = kana and kana == _bare(guardian.kana)
    return bool(same_kana or (name and name == fold_kanji(_bare(guardian.name))))


def _same_name(guardian: Person, row: RosterFamily) -> bool:
    return _bare(guardian.kana) == _bare(row.guardian.kana) and fold_kanji(
        _bare(guardian.name)
    ) == fold_kanji(_bare(row.guardian.name))


def _same_children(family: Family, row: RosterFamily) -> bool:
    known = sorted((_bare(c.kana), str(c.birthday)) for c in family.children)
    return known == sorted((_bare(c.kana), str(c.birthday)) for c in row.children)


def _bare(text: str) -> str:
    return to_katakana(text).replace(" ", "")
