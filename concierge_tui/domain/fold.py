"""The merge: a pure function of a set of operations, whatever their order.

An operation covers what its base names; what nobody covers are the tips, and the tips
are the state. One tip needs no clock. Several mean that people wrote without knowing of
each other: the field's rule decides what is shown and the conflict is listed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from concierge_tui.domain.kinds import REGISTERS, Merge
from concierge_tui.domain.operation import Operation


class Tip(NamedTuple):
    """One uncovered value and who wrote it."""

    op_id: str
    hlc: int
    wall: int
    actor: str
    value: Any


class Cell(NamedTuple):
    """The present state of one field."""

    value: Any
    tips: tuple[Tip, ...]
    past: tuple[Any, ...]
    """Values that were covered, oldest first: a wrong kana stays searchable."""

    @property
    def contested(self) -> bool:
        """Whether people wrote different values without knowing of each other."""
        return any(tip.value != self.tips[0].value for tip in self.tips[1:])


Cells = Mapping[str, Cell]


@lru_cache(maxsize=4096)
def _parsed(body: str) -> Mapping[str, Any] | None:
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def body_of(operation: Operation) -> Mapping[str, Any]:
    """Return what the operation says; nothing where it is withheld or unreadable."""
    if operation.body is None:
        return {}
    return _parsed(operation.body) or {}


def fold_registers(noun: str, operations: Iterable[Operation]) -> dict[str, Cell]:
    """Return the state of each field that `<noun>.set` operations write.

    Fields that are unknown or hold a value of the wrong kind are left out: they stay in
    the journal for a program that understands them.
    """
    writes: dict[str, list[tuple[Tip, frozenset[str]]]] = {}
    fields = REGISTERS[noun]
    for operation in operations:
        if operation.kind != f"{noun}.set":
            continue
        base = frozenset(operation.base)
        for name, raw in body_of(operation).items():
            field = fields.get(name)
            if field is None:
                continue
            try:
                value = field.read(raw)
            except ValueError:
                continue
            tip = Tip(operation.op_id, operation.hlc, operation.wall, operation.actor, value)
            writes.setdefault(name, []).append((tip, base))
    return {name: _cell(fields[name].merge, written) for name, written in writes.items()}


def _cell(merge: Merge, written: Sequence[tuple[Tip, frozenset[str]]]) -> Cell:
    if len(written) == 1:
        tip = written[0][0]
        return Cell(tip.value, (tip,), ())
    covered = frozenset().union(*(base for _, base in written))
    ordered = sorted((tip for tip, _ in written), key=_recency)
    tips = tuple(tip for tip in ordered if tip.op_id not in covered)
    past = tuple(tip.value for tip in ordered if tip.op_id in covered)
    return Cell(_shown(merge, tips), tips, past)


def _recency(tip: Tip) -> tuple[int, str]:
    return tip.hlc, tip.op_id


def _shown(merge: Merge, tips: Sequence[Tip]) -> Any:
    if merge is Merge.ANY:
        return any(tip.value for tip in tips)
    if merge is Merge.ALL:
        return all(tip.value for tip in tips)
    if merge is Merge.ALLERGY:
        return _careful([tip.value for tip in tips])
    return tips[-1].value


def _careful(answers: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the most careful allergy answer with every text that was given."""
    said = {answer["has"] for answer in answers}
    has = next(word for word in ("yes", "unknown", "no") if word in said)
    texts = {a["text"] for a in answers if a["text"] and (a["has"] == has or has == "unknown")}
    return {"has": has, "text": " / ".join(sorted(texts))}


class Presence(NamedTuple):
    """One person at one meetup."""

    expected: bool
    arrived_at: int | None
    """Milliseconds since 1970 of the first arrival."""
    left_at: int | None
    """None while the person is inside."""
    arrivals: int
    """How many desks checked the person in: duplicates collapse to the first."""
    arrived_by: str | None

    @property
    def here(self) -> bool:
        """Whether the person is inside now."""
        return self.arrived_at is not None and self.left_at is None


def fold_presence(operations: Iterable[Operation]) -> dict[str, Presence]:
    """Return each person's presence from the facts of one family's visit.

    A departure covers only the arrivals it saw: someone checked in at another desk
    stays inside until a person says otherwise.
    """
    facts = [op for op in operations if op.noun == "visit" and op.kind != "visit.set"]
    voided = {name for op in facts if op.kind == "visit.void" for name in _names(op, "ops")}
    standing = [op for op in facts if op.op_id not in voided]
    by_person: dict[str, list[Operation]] = {}
    for op in standing:
        if op.kind != "visit.void":
            for person in _names(op, "people"):
                by_person.setdefault(person, []).append(op)
    return {person: _presence(ops) for person, ops in by_person.items()}


def _names(operation: Operation, key: str) -> list[str]:
    listed = body_of(operation).get(key)
    return [item for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def happened_at(operation: Operation) -> int:
    """Return when a fact happened: as entered from paper, else when it was written."""
    at = body_of(operation).get("at")
    return at if isinstance(at, int) and not isinstance(at, bool) else operation.wall


def _presence(facts: Sequence[Operation]) -> Presence:
    arrivals = sorted(
        (op for op in facts if op.kind == "visit.arrive"),
        key=lambda op: (happened_at(op), op.op_id),
    )
    leaves = [op for op in facts if op.kind == "visit.leave"]
    expected = any(op.kind == "visit.expect" for op in facts)
    if not arrivals:
        return Presence(expected, None, None, 0, None)
    covered = {name for op in leaves for name in op.base}
    inside = any(op.op_id not in covered for op in arrivals)
    left = None if inside else max(happened_at(op) for op in leaves)
    first = arrivals[0]
    return Presence(expected, happened_at(first), left, len(arrivals), first.actor)


class ConsentState(NamedTuple):
    """Whether one purpose is consented to, and how."""

    granted: bool
    detail: Mapping[str, Any]
    tips: tuple[str, ...]


def fold_consent(operations: Iterable[Operation]) -> ConsentState:
    """Return the state of one consent: granted only if no withdrawal is among the tips."""
    facts = [op for op in operations if op.kind in ("consent.grant", "consent.withdraw")]
    covered = {name for op in facts for name in op.base}
    tips = sorted(
        (op for op in facts if op.op_id not in covered), key=lambda op: (op.hlc, op.op_id)
    )
    granted = bool(tips) and all(op.kind == "consent.grant" for op in tips)
    detail = body_of(tips[-1]) if tips else {}
    return ConsentState(granted, detail, tuple(op.op_id for op in tips))


def tips_for(operations: Sequence[Operation], draft_kind: str, fields: Iterable[str]) -> list[str]:
    """Return what a writer of `fields` who sees `operations` must name as its base."""
    noun, _, verb = draft_kind.partition(".")
    if verb == "set":
        cells = fold_registers(noun, operations)
        return sorted({tip.op_id for name in fields if name in cells for tip in cells[name].tips})
    if noun == "consent":
        return list(fold_consent(operations).tips)
    if draft_kind == "visit.leave":
        return sorted(op.op_id for op in operations if op.kind == "visit.arrive")
    return []
