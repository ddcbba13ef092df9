"""The tables that screens read, each a pure function of the operations that count."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from concierge_tui.domain import fold
from concierge_tui.domain.consent import PURPOSES
from concierge_tui.domain.ids import consent_id, is_id, visit_id
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.meetup_kinds import MEETUP_DAY, UNLISTED
from concierge_tui.domain.operation import Operation
from concierge_tui.domain.values import anything
from db.laptop import meetup_day, search_index
from db.laptop.connection import Connection

Histories = Mapping[str, Sequence[Operation]]

PROJECTED = (
    *REGISTERS, "attendance", "consent", "looked", "undone", "conflict", "key",
    *meetup_day.TABLES,
)  # fmt: skip
"""Every table that can be derived anew from the journal."""

_GONE_WHEN_SILENT = ("pair", "visit", "refusal", *MEETUP_DAY)
"""Nouns that are nothing beside what was said: taken back, they leave no row."""


def project(connection: Connection, histories: Histories, arrived: Iterable[Operation]) -> None:
    """Bring the tables up to date after `arrived`; `histories` holds all that counts."""
    by_noun: dict[str, dict[str, set[str]]] = {}
    for op in arrived:
        by_noun.setdefault(op.noun, {}).setdefault(op.entity, set()).add(op.op_id)
        if op.kind in _FACTS:
            _FACTS[op.kind](connection, op)
    for noun, entities in by_noun.items():
        if noun in REGISTERS:
            _project_registers(connection, noun, histories, entities)
        if noun == "visit":
            _project_attendance(connection, histories, entities)
        elif noun == "consent":
            _project_consent(connection, histories, entities)
        elif noun in meetup_day.PROJECT:
            meetup_day.PROJECT[noun](connection, histories, entities)


def _project_registers(
    connection: Connection, noun: str, histories: Histories, entities: Mapping[str, set[str]]
) -> None:
    columns = tuple(REGISTERS[noun])
    silent: list[tuple[str]] = []
    extra = ("meetup",) if noun == "visit" else ()
    written, contested = [], []
    indexed: list[search_index.Change] = []
    for entity, new in entities.items():
        history = histories[entity]
        alone = fold.values_alone(noun, history[0]) if len(history) == 1 else None
        if alone is None:
            cells = fold.fold_registers(noun, history)
            alone = {name: cell.value for name, cell in cells.items()}
            subject = _first(op.subject for op in _by_age(history) if op.noun == noun)
            contested.append((entity, noun, subject, cells))
            if noun == "person":
                indexed.append(_change(entity, history, new, cells))
        elif noun == "person":
            indexed.append(search_index.Change(entity, None, search_index.sought(alone)))
        if noun in _GONE_WHEN_SILENT and not any(v is not None for v in alone.values()):
            silent.append((entity,))
            continue
        meetups = [_first(op.meetup for op in _by_age(history) if op.noun == noun)] if extra else []
        written.append((entity, *meetups, *_stored_all(map(alone.get, columns))))
    names = ", ".join(f'"{name}"' for name in ("id", *extra, *columns))
    marks = ", ".join("?" * (1 + len(extra) + len(columns)))
    if written:
        connection.executemany(f"INSERT OR REPLACE INTO {noun} ({names}) VALUES ({marks})", written)
    if silent:
        connection.executemany(f"DELETE FROM {noun} WHERE id = ?", silent)
    if contested:
        _list_conflicts(connection, contested)
    if indexed:
        search_index.update(connection, indexed)


def _change(
    person: str, history: Sequence[Operation], new: set[str], cells: fold.Cells
) -> search_index.Change:
    # A body that comes later was a skeleton before: it covered and said nothing.
    earlier = [op.skeleton() if op.op_id in new else op for op in history]
    before = fold.fold_registers("person", earlier)
    return search_index.Change(
        person, search_index.sought_in(before), search_index.sought_in(cells)
    )


def _by_age(history: Sequence[Operation]) -> Sequence[Operation]:
    """Return a history in one order, whatever the order of arrival."""
    return sorted(history, key=lambda op: (op.hlc, op.op_id)) if len(history) > 1 else history


def _first(names: Iterable[str | None]) -> str | None:
    return next((name for name in names if name), None)


def _stored_all(values: Iterable[Any]) -> list[Any]:
    return [v if v is None or type(v) is str else _stored(v) for v in values]


def _stored(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value


def _list_conflicts(
    connection: Connection, checked: Sequence[tuple[str, str, str | None, fold.Cells]]
) -> None:
    connection.executemany(
        "DELETE FROM conflict WHERE entity = ? AND noun = ?", [row[:2] for row in checked]
    )
    connection.executemany(
        "INSERT INTO conflict (entity, field, noun, subject, sensitive, tips)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                entity,
                name,
                noun,
                subject,
                int(REGISTERS[noun][name].sensitive),
                json.dumps([tip.op_id for tip in cell.tips]),
            )
            for entity, noun, subject, cells in checked
            for name, cell in cells.items()
            if cell.contested and noun not in UNLISTED
        ],
    )


def _project_attendance(
    connection: Connection, histories: Histories, entities: Iterable[str]
) -> None:
    emptied, written = [], []
    for entity in entities:
        facts = [op for op in histories[entity] if op.kind != "visit.set" and _in_its_place(op)]
        if not facts:
            continue
        meetup, family = facts[0].meetup, facts[0].subject
        if len(facts) > 1:
            emptied.append((meetup, family))
        for person, seen in fold.fold_presence(facts).items():
            written.append((meetup, person, family, int(seen.expected), *seen[1:]))
    if emptied:
        connection.executemany("DELETE FROM attendance WHERE meetup = ? AND family = ?", emptied)
    connection.executemany(
        "INSERT OR REPLACE INTO attendance VALUES (?, ?, ?, ?, ?, ?, ?, ?)", written
    )


def _in_its_place(op: Operation) -> bool:
    """Say whether a fact stands where every laptop looks for it: one visit, one family."""
    return bool(op.meetup and op.subject and op.entity == visit_id(op.meetup, op.subject))


def _project_consent(connection: Connection, histories: Histories, entities: Iterable[str]) -> None:
    written = []
    for entity in entities:
        history = histories[entity]
        about = _consented(entity, history)
        if about:
            state = fold.fold_consent(history)
            written.append((entity, *about, int(state.granted), _stored(state.detail)))
    connection.executemany("INSERT OR REPLACE INTO consent VALUES (?, ?, ?, ?, ?)", written)


def _consented(entity: str, history: Sequence[Operation]) -> tuple[str, str] | None:
    """Return family and purpose where the id is theirs: no grant stands beside a withdrawal."""
    for op in history:
        purpose = fold.body_of(op).get("purpose")
        # Of a family that was erased the answers stand without their words.
        named = PURPOSES if op.body is None else (purpose,)
        for each in named:
            if op.subject and is_id(each) and consent_id(op.subject, each) == entity:
                return op.subject, each
    return None


def _looked(connection: Connection, op: Operation) -> None:
    what = _stored(anything(dict(fold.body_of(op))))
    connection.execute(
        "INSERT OR REPLACE INTO looked VALUES (?, ?, ?, ?, ?, ?)",
        (op.op_id, op.entity, op.subject, op.actor, op.wall, what),
    )


def _undone(connection: Connection, op: Operation) -> None:
    connection.execute("INSERT OR IGNORE INTO undone VALUES (?)", (op.entity,))


_FACTS = {"looked.at": _looked, "act.undo": _undone}
