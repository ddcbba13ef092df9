"""Rows to families: a row a child or a row a family, side by side or far apart."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from concierge_tui.domain.address import Address
from concierge_tui.domain.family import Allergy
from concierge_tui.domain.roster.cells import Findings
from concierge_tui.domain.roster.reading import RosterChild, RosterFamily, RosterGuardian
from concierge_tui.domain.roster.row import RosterRow

_GUARDIAN_FIELDS: Final = (
    ("name", "name"),
    ("kana", "kana"),
    ("relation", "relation"),
    ("phone", "phone"),
    ("phone_typed", ""),
    ("phone2", "phone"),
    ("email", "email"),
)


def gather(rows: Sequence[RosterRow]) -> list[list[RosterRow]]:
    """Put the rows of one family together, in the order in which the families appear.

    Two strangers of one name stay apart: a name alone joins no rows that stand apart.
    """
    families: list[list[RosterRow]] = []
    known: dict[tuple[str, ...], list[RosterRow]] = {}
    previous: RosterRow | None = None
    current: list[RosterRow] = []
    for row in rows:
        keys = _keys(row)
        family = next((known[key] for key in keys if key in known), None)
        if family is None and previous is not None and _continues(row, previous):
            family = current
            _continue(row)
        if family is None:
            family = []
            families.append(family)
        family.append(row)
        for key in keys:
            known.setdefault(key, family)
        previous, current = row, family
    return families


def household(rows: Sequence[RosterRow]) -> RosterFamily:
    """Return the family that these rows speak of; where they differ, the first one counts."""
    guardian = _guardian(rows)
    digest = hashlib.blake2b(b"".join(row.digest for row in rows), digest_size=16).hexdigest()
    return RosterFamily(
        guardian=guardian,
        children=_children(rows),
        address=_address(rows),
        emergency=_first(rows, [row.emergency for row in rows], "emergency"),
        smartphone=_first(rows, [row.smartphone for row in rows], "smartphone"),
        adults=_first(rows, [row.adults for row in rows], "adults"),
        channel=_first(rows, [row.channel for row in rows], "channel"),
        notes="\n".join(dict.fromkeys(row.notes for row in rows if row.notes)),
        allergy=_strictest(row.allergy for row in rows),
        rows=tuple(row.number for row in rows),
        fingerprint=digest,
        match_key=match_key(guardian),
    )


def _guardian(rows: Sequence[RosterRow]) -> RosterGuardian:
    if len(rows) == 1:
        return rows[0].guardian
    said = [row.guardian for row in rows]
    return RosterGuardian(
        **{f: _first(rows, [getattr(g, f) for g in said], field) for f, field in _GUARDIAN_FIELDS}
    )


def match_key(guardian: RosterGuardian) -> str:
    """Return what a corrected row of the same family shares with the earlier one."""
    called = _bare(guardian.kana) or _bare(guardian.name)
    return f"{called}|{guardian.phone}" if called and guardian.phone else ""


def _keys(row: RosterRow) -> list[tuple[str, ...]]:
    """Return what joins this row to others: a name together with a way to reach the person."""
    guardian, address = row.guardian, row.address
    name, kana = _bare(guardian.name), _bare(guardian.kana)
    # A town alone is shared by strangers; a house number is not.
    housed = any(character.isdigit() for character in address.rest)
    reached = [
        ("phone", guardian.phone),
        ("email", guardian.email.lower()),
        ("address", _bare(address.postal + address.city + address.rest) if housed else ""),
    ]
    return [
        (script, called, way, value)
        for way, value in reached
        for script, called in (("name", name), ("kana", kana))
        if called and value
    ]


def _continues(row: RosterRow, previous: RosterRow) -> bool:
    """Whether the row goes on with the family of the row directly above it."""
    # A row a family with several children side by side is never continued.
    if len(row.children) != 1 or row.number != previous.number + 1:
        return False
    if row.unsigned:
        return True
    a, b = row.guardian, previous.guardian
    reachable = a.phone or a.email or b.phone or b.email or row.address.rest
    same = bool(a.name or a.kana) and (a.name, a.kana) == (b.name, b.kana)
    return same and not reachable


def _continue(row: RosterRow) -> None:
    """Mark a row whose guardian is the one above: nothing of the guardian is missing in it."""
    row.continued = True
    row.problems[:] = [
        p for p in row.problems if p.person.startswith("c") or not p.code.endswith("_missing")
    ]
    _note(row, "row", "continued", mended=True)


def _bare(text: str) -> str:
    return "".join(text.split())


def _note(row: RosterRow, field: str, code: str, value: str = "", *, mended: bool = False) -> None:
    findings = Findings(row.number)
    findings.add(field, code, value, mended=mended)
    row.problems.extend(findings.problems)


def _first(rows: Sequence[RosterRow], values: Sequence[Any], field: str) -> Any:
    """Return the first value that is there, noting every row that says something else."""
    kept: Any = values[0]
    for row, value in zip(rows, values, strict=True):
        if value in ("", None):
            continue
        if kept in ("", None):
            kept = value
        elif field and _differs(kept, value):
            _note(row, field, "differs", str(value))
    return kept


def _differs(kept: Any, value: Any) -> bool:
    if isinstance(kept, str) and isinstance(value, str):
        return _bare(kept) != _bare(value)
    return bool(kept != value)


def _address(rows: Sequence[RosterRow]) -> Address:
    written = [row.address for row in rows if row.address.city or row.address.rest]
    if not written:
        return next((r.address for r in rows if r.address.postal), rows[0].address)
    kept = written[0]
    for row in rows:
        other = row.address
        if (other.city or other.rest) and _bare(other.city + other.rest) != _bare(
            kept.city + kept.rest
        ):
            _note(row, "address", "differs", f"{other.prefecture}{other.city}{other.rest}")
    return kept


def _children(rows: Sequence[RosterRow]) -> tuple[RosterChild, ...]:
    """Return the children of all rows; the same child written twice is one child."""
    children: list[RosterChild] = []
    whole = _strictest(row.allergy for row in rows)
    seen: set[tuple[str, str, object]] = set()
    for row in rows:
        for written in row.children:
            child = written
            identity = (_bare(child.name), _bare(child.kana), child.birthday)
            if identity in seen and (child.name or child.kana):
                _note(row, "row", "child_repeated", child.name or child.kana, mended=True)
                continue
            seen.add(identity)
            if row.continued and child.allergy == Allergy():
                # The family's cells are merged, and so is its answer.
                child = child.model_copy(update={"allergy": whole})
            children.append(child)
    return tuple(children)


def _strictest(answers: Iterable[Allergy]) -> Allergy:
    """Return one answer for the family: yes before unknown before no (situation 8)."""
    rank = {"yes": 0, "unknown": 1, "no": 2}
    given = list(answers)
    said = [answer for answer in given if answer.text or answer.has != "unknown"] or given
    best = min(said, key=lambda answer: rank[answer.has])
    texts = dict.fromkeys(a.text for a in said if a.has == best.has and a.text)
    return Allergy(has=best.has, text="\n".join(texts))
