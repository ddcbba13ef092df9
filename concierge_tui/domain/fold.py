"""The merge: a pure function of a set of operations, whatever their order.

An operation covers what its base names; what nobody covers are the tips, and the tips
are the state. One tip needs no clock. Several mean that people wrote without knowing of
each other: the field's rule decides what is shown and the conflict is listed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from concierge_tui.domain.clock import is_moment
from concierge_tui.domain.field import Field, Merge
from concierge_tui.domain.ids import is_id
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.operation import Operation
from concierge_tui.domain.values import anything


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

_BETWEEN = " / "
_DECODER = json.JSONDecoder()

_Write = tuple[Tip, tuple[str, ...]]


@lru_cache(maxsize=4096)
def _parsed(body: str) -> Mapping[str, Any] | None:
    try:
        parsed = _DECODER.decode(body)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def is_readable(body: str) -> bool:
    """Say whether `body` is a JSON object; the fold then finds it parsed already."""
    return _parsed(body) is not None


def body_of(operation: Operation) -> Mapping[str, Any]:
    """Return what the operation says; nothing where it is withheld or unreadable."""
    if operation.body is None:
        return {}
    return _parsed(operation.body) or {}


def body_of_text(body: str | None) -> Mapping[str, Any]:
    """Return what the text of a body says; nothing where there is none or it is unreadable."""
    return (_parsed(body) or {}) if body else {}


def values_alone(noun: str, operation: Operation) -> dict[str, Any] | None:
    """Return the fields where `operation` is all there is, or None where it needs the fold."""
    if operation.op_id in operation.base:
        return None
    if operation.kind != f"{noun}.set":
        return {}
    return _read(REGISTERS[noun], body_of(operation))


def fold_registers(noun: str, operations: Iterable[Operation]) -> dict[str, Cell]:
    """Return the state of each field that `<noun>.set` operations write.

    Null takes a field back to what nobody has said. Fields that are unknown or hold a
    value of the wrong kind are left out: they stay in the journal for a program that
    understands them.
    """
    writes: dict[str, list[_Write]] = {}
    bare: dict[str, tuple[str, ...]] = {}
    fields = REGISTERS[noun]
    for operation in operations:
        if operation.kind != f"{noun}.set":
            continue
        if operation.body is None:
            bare[operation.op_id] = operation.base
            continue
        for name, value in _read(fields, body_of(operation)).items():
            tip = Tip(operation.op_id, operation.hlc, operation.wall, operation.actor, value)
            writes.setdefault(name, []).append((tip, operation.base))
    cells = {name: _cell(fields[name].merge, written, bare) for name, written in writes.items()}
    return {name: cell for name, cell in cells.items() if cell}


def said_in(operation: Operation) -> dict[str, Any]:
    """Return the fields that one operation writes, with clean values."""
    if operation.kind != f"{operation.noun}.set" or operation.noun not in REGISTERS:
        return {}
    return _read(REGISTERS[operation.noun], body_of(operation))


def _read(fields: Mapping[str, Field], body: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name, raw in body.items():
        field = fields.get(name)
        if field is None:
            continue
        try:
            found[name] = None if raw is None else field.read(raw)
        except ValueError:
            continue
    return found


def _cell(
    merge: Merge, written: Sequence[_Write], bare: Mapping[str, tuple[str, ...]]
) -> Cell | None:
    """Return the state of one field; None where its writes cover each other in a ring."""
    if len(written) == 1 and written[0][0].op_id not in written[0][1]:
        tip = written[0][0]
        return Cell(tip.value, (tip,), ())
    covered = _covered([base for _, base in written], bare)
    ordered = sorted((tip for tip, _ in written), key=_recency)
    tips = tuple(tip for tip in ordered if tip.op_id not in covered)
    past = tuple(tip.value for tip in ordered if tip.op_id in covered)
    return Cell(_shown(merge, tips), tips, past) if tips else None


def _covered(
    bases: Iterable[tuple[str, ...]], bare: Mapping[str, tuple[str, ...]]
) -> frozenset[str]:
    """Return what `bases` name, and what lies behind operations whose body is withheld.

    Whoever saw such an operation also saw what it covered: without this step an older
    value would come back beside the newer one.
    """
    covered: set[str] = set()
    queue = list(bases)
    while queue:
        for name in queue.pop():
            if name not in covered:
                covered.add(name)
                if name in bare:
                    queue.append(bare[name])
    return frozenset(covered)


def _recency(tip: Tip) -> tuple[int, str]:
    return tip.hlc, tip.op_id


def _shown(merge: Merge, tips: Sequence[Tip]) -> Any:
    if all(tip.value is None for tip in tips):
        return None
    if merge is Merge.ANY:
        return any(tip.value for tip in tips)
    if merge is Merge.ALL:
        return all(tip.value for tip in tips)
    if merge is Merge.ALLERGY:
        return careful([tip.value for tip in tips if tip.value is not None])
    return tips[-1].value


def careful(answers: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the most careful allergy answer with every text that was given."""
    said = {answer["has"] for answer in answers}
    has = next(word for word in ("yes", "unknown", "no") if word in said)
    texts = {text for answer in answers for text in answer["text"].split(_BETWEEN) if text}
    return {"has": has, "text": _BETWEEN.join(sorted(texts))}


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
    voids = [op for op in facts if op.kind == "visit.void"]
    # Who takes back a void brings back what it took; that act itself is never taken back.
    lifted = {name for op in voids for name in _names(op, "ops")}
    voided = {name for op in voids if op.op_id not in lifted for name in _names(op, "ops")}
    standing = [op for op in facts if op.op_id not in voided]
    by_person: dict[str, list[Operation]] = {}
    for op in standing:
        if op.kind != "visit.void":
            for person in _names(op, "people"):
                by_person.setdefault(person, []).append(op)
    return {person: _presence(ops) for person, ops in by_person.items()}


def _names(operation: Operation, key: str) -> list[str]:
    listed = body_of(operation).get(key)
    return [item for item in listed if is_id(item)] if isinstance(listed, list) else []


def happened_at(operation: Operation) -> int:
    """Return when a fact happened: as entered from paper, else when it was written."""
    at = body_of(operation).get("at")
    return at if is_moment(at) else operation.wall


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
    at: int | None
    """When it was answered, in milliseconds since 1970."""
    noted_by: str
    """Who of the staff wrote the answer down."""


def fold_consent(operations: Iterable[Operation]) -> ConsentState:
    """Return the state of one consent: granted only if no withdrawal is among the tips."""
    facts = [op for op in operations if op.kind in ("consent.grant", "consent.withdraw")]
    covered = {name for op in facts for name in op.base}
    tips = sorted(
        (op for op in facts if op.op_id not in covered), key=lambda op: (op.hlc, op.op_id)
    )
    granted = bool(tips) and all(op.kind == "consent.grant" for op in tips)
    names = tuple(op.op_id for op in tips)
    if not tips:
        return ConsentState(granted, {}, names, None, "")
    last = tips[-1]
    return ConsentState(granted, answered(last), names, happened_at(last), noted_by(last))


def answered(operation: Operation) -> dict[str, Any]:
    """Return what was answered, without when and to whom."""
    said = anything(dict(body_of(operation)))
    return {name: value for name, value in said.items() if name not in ("at", "noted_by")}


def noted_by(operation: Operation) -> str:
    """Return who of the staff noted an answer: whoever says it again leaves that as it was."""
    said = body_of(operation).get("noted_by")
    return said if is_id(said) else operation.actor
