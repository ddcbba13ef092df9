"""Two registrations of one family, side by side: what a person chooses, and what is strict.

The family with the smaller id is kept, on every laptop. What one of them alone knows is taken
over; what differs is chosen by a person, the fuller or the newer value proposed; what keeps a
child safe is never chosen: the more careful answer of both holds.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.fold import body_of, careful
from concierge_tui.domain.household_likeness import household, likeness
from concierge_tui.domain.kana import is_kana
from concierge_tui.domain.operation import Operation

Side = Literal["kept", "other"]
Newer = Callable[[str, str], int]
"""Answers when a field of an entity was last written."""

_FAMILY_CHOSEN: Final = (
    ("postal", "prefecture", "city", "rest"),
    ("emergency",),
    ("channel", "flyer"),
    ("smartphone",),
    ("moved_in",),
    ("fax",),
    ("intention",),
    ("need",),
    ("relied_on",),
    ("wants_introduction",),
    ("wants_to_help",),
    ("language", "japanese"),
    ("interpreter",),
    ("filled_in_by",),
    ("form_number",),
)
_PERSON_CHOSEN: Final = (
    ("name", "name_exception"),
    ("kana",),
    ("birthday",),
    ("relation",),
    ("phone", "phone_typed"),
    ("email",),
    ("display_name",),
)
_JOINED: Final = ("categories", "contacts")
_VISIBILITY: Final = ("photo_visibility", "age_visibility")


class Difference(NamedTuple):
    """Fields that both registrations tell, and tell differently: a person chooses."""

    kept_entity: str
    other_entity: str
    fields: tuple[str, ...]
    kept: tuple[Any, ...]
    other: tuple[Any, ...]
    proposed: Side

    @property
    def key(self) -> str:
        """What names this choice."""
        return f"{self.kept_entity}:{self.fields[0]}"


class Strict(NamedTuple):
    """A field of safety: what both said, and what holds."""

    entity: str
    field: str
    kept: Any
    other: Any
    holds: Any


class Plan(NamedTuple):
    """What merging two families would do."""

    kept: Family
    other: Family
    matched: tuple[tuple[Person, Person], ...]
    """Who would be whom: of the kept family, of the other."""
    moved: tuple[Person, ...]
    """People of the other family whom the kept one does not know."""
    differences: tuple[Difference, ...]
    strict: tuple[Strict, ...]
    bodies: Mapping[str, dict[str, Any]]
    """What is written whatever is chosen, by entity."""


def plan(one: Family, other: Family, newer: Newer) -> Plan:
    """Return how two families would become one; the smaller id is kept."""
    kept, gone = sorted((one, other), key=lambda family: family.id)
    matched, moved = _people(kept, gone)
    work = _Work(newer)
    work.choose(kept, gone, _FAMILY_CHOSEN)
    work.family(kept, gone)
    for person, same in matched:
        work.choose(person, same, _PERSON_CHOSEN)
        work.person(person, same)
    return Plan(
        kept, gone, matched, moved, tuple(work.differences), tuple(work.strict), work.bodies
    )


def _people(
    kept: Family, gone: Family
) -> tuple[tuple[tuple[Person, Person], ...], tuple[Person, ...]]:
    known = {person.id: person for person in (*kept.people, *gone.people)}
    pairs = {m.right: m.left for m in likeness(household(kept), household(gone)).people}
    # Whom an earlier merge made one stays one: something came in for the other meanwhile.
    pairs |= {p.id: p.merged_into for p in gone.people if p.merged_into in known}
    matched = tuple((known[left], known[right]) for right, left in pairs.items())
    moved = tuple(p for p in gone.people if p.id not in pairs)
    return matched, moved


def chosen(plan: Plan, choices: Mapping[str, Side]) -> dict[str, dict[str, Any]]:
    """Return the fields to write, by entity of the kept family."""
    bodies = {entity: dict(body) for entity, body in plan.bodies.items()}
    for difference in plan.differences:
        if choices.get(difference.key, difference.proposed) == "other":
            body = bodies.setdefault(difference.kept_entity, {})
            body |= {
                name: stored(value)
                for name, value in zip(difference.fields, difference.other, strict=True)
            }
    return {entity: body for entity, body in bodies.items() if body}


def stored(value: Any) -> Any:
    """Return a value of a model as an operation carries it."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


class _Work:
    def __init__(self, newer: Newer) -> None:
        self._newer = newer
        self.differences: list[Difference] = []
        self.strict: list[Strict] = []
        self.bodies: dict[str, dict[str, Any]] = {}

    def choose(
        self, kept: Family | Person, other: Family | Person, groups: tuple[tuple[str, ...], ...]
    ) -> None:
        """Take over what only the other tells; list what both tell differently."""
        for fields in groups:
            mine = tuple(getattr(kept, name) for name in fields)
            theirs = tuple(getattr(other, name) for name in fields)
            if mine == theirs or not any(map(_told, theirs)):
                continue
            if not any(map(_told, mine)):
                self._write(kept.id, dict(zip(fields, map(stored, theirs), strict=True)))
                continue
            if fields[0] == "phone" and mine[0] == theirs[0]:
                continue  # one number, typed with other hyphens
            side = self._proposed(kept.id, other.id, fields, mine, theirs)
            self.differences.append(Difference(kept.id, other.id, fields, mine, theirs, side))

    def _proposed(
        self, kept: str, other: str, fields: tuple[str, ...], mine: tuple[Any, ...],
        theirs: tuple[Any, ...],
    ) -> Side:  # fmt: skip
        if _fullness(mine) != _fullness(theirs):
            return "kept" if _fullness(mine) > _fullness(theirs) else "other"
        is_newer = self._newer(other, fields[0]) > self._newer(kept, fields[0])
        return "other" if is_newer else "kept"

    def family(self, kept: Family, other: Family) -> None:
        """Join what needs no choice; the right of a host is never widened."""
        for name in _JOINED:
            mine, theirs = getattr(kept, name), getattr(other, name)
            both = tuple(dict.fromkeys((*mine, *theirs)))
            if both != mine:
                self._write(kept.id, {name: list(both)})
        self._join_notes(kept, other)
        hosts = [f.host for f in (kept, other) if f.host not in (None, kept.id, other.id)]
        host = next(iter(hosts), None)
        if host and host != kept.host:
            self._write(kept.id, {"host": host})
        if host:
            says = [f.host_may_collect for f in (kept, other) if f.host]
            may = all(says) and {kept.host, other.host} <= {host, None}
            if may != kept.host_may_collect:
                self._write(kept.id, {"host_may_collect": may})

    def person(self, kept: Person, other: Person) -> None:
        """Apply what is strict to two people who are one."""
        answers = [kept.allergy.model_dump(), other.allergy.model_dump()]
        self._hold(kept, other, "allergy", careful(answers))
        self._hold(kept, other, "must_not_collect", kept.must_not_collect or other.must_not_collect)
        for name in ("may_bring", "may_collect"):
            self._hold(kept, other, name, getattr(kept, name) and getattr(other, name))
        for name in _VISIBILITY:
            said = {getattr(kept, name), getattr(other, name)}
            self._hold(kept, other, name, "everyone" if said == {"everyone"} else "acquaintances")
        self._join_notes(kept, other)

    def _hold(self, kept: Person, other: Person, name: str, holds: Any) -> None:
        mine, theirs = stored(getattr(kept, name)), stored(getattr(other, name))
        if mine != theirs:
            self.strict.append(Strict(kept.id, name, mine, theirs, holds))
        if holds != mine:
            self._write(kept.id, {name: holds})

    def _join_notes(self, kept: Family | Person, other: Family | Person) -> None:
        if other.notes and other.notes not in kept.notes:
            self._write(kept.id, {"notes": "\n".join(filter(None, (kept.notes, other.notes)))})

    def _write(self, entity: str, body: dict[str, Any]) -> None:
        self.bodies.setdefault(entity, {}).update(body)


def _told(value: Any) -> bool:
    return value not in (None, "", ())


def _fullness(values: tuple[Any, ...]) -> tuple[int, int, int]:
    """Return how much is told: filled fields, then kanji before kana, then a name in two parts."""
    told = [value for value in values if _told(value)]
    words = [value for value in told if isinstance(value, str)]
    return len(told), sum(not is_kana(word) for word in words), sum(" " in word for word in words)


def unseen(history: Sequence[Operation]) -> frozenset[str]:
    """Return which operations of a merged person or family none of its merges knew of."""
    by_id = {op.op_id: op for op in history}
    queue = [op for op in history if "merged_into" in body_of(op)]
    seen = {op.op_id for op in queue}
    while queue:
        for name in queue.pop().base:
            if name in by_id and name not in seen:
                seen.add(name)
                queue.append(by_id[name])
    return frozenset(op.op_id for op in history if op.op_id not in seen and op.body is not None)
