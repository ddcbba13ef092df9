"""The tables that screens read, each a pure function of the operations that count."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from concierge_tui.domain import fold
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.operation import Operation
from db.laptop import search_index
from db.laptop.connection import Connection

Histories = Mapping[str, Sequence[Operation]]

PROJECTED = (
    *REGISTERS, "attendance", "consent", "looked", "undone", "conflict", "key",
    "suffix",
)  # fmt: skip
"""Every table that can be derived anew from the journal."""


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


def _project_registers(
    connection: Connection, noun: str, histories: Histories, entities: Mapping[str, set[str]]
) -> None:
    columns = tuple(REGISTERS[noun])
    extra = ("meetup",) if noun == "visit" else ()
    written, contested = [], []
    indexed: list[search_index.Change] = []
    for entity, new in entities.items():
        history = histories[entity]
        alone = fold.values_alone(noun, history[0]) if len(history) == 1 else None
        if alone is None:
            cells = fold.fold_registers(noun, history)
            alone = {name: cell.value for name, cell in cells.items()}
            contested.append((entity, noun, history[0].subject, cells))
            if noun == "person":
                indexed.append(_change(entity, history, new, cells))
        elif noun == "person":
            indexed.append(search_index.Change(entity, None, search_index.sought(alone)))
        meetups = [next((op.meetup for op in history if op.meetup), None)] if extra else []
        written.append((entity, *meetups, *_stored_all(map(alone.get, columns))))
    names = ", ".join(f'"{name}"' for name in ("id", *extra, *columns))
    marks = ", ".join("?" * (1 + len(extra) + len(columns)))
    connection.executemany(f"INSERT OR REPLACE INTO {noun} ({names}) VALUES ({marks})", written)
    if contested:
        _list_conflicts(connection, contested)
    if indexed:
        search_index.update(connection, indexed)


def _change(
    person: str, history: Sequence[Operation], new: set[str], cells: fold.Cells
) -> search_index.Change:
    before = fold.fold_registers("person", [op for op in history if op.op_id not in new])
    return search_index.Change(
        person, search_index.sought_in(before), search_index.sought_in(cells)
    )


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
    connection.executemany("DELETE FROM conflict WHERE entity = ?", [(row[0],) for row in checked])
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
            if cell.contested
        ],
    )


def _project_attendance(
    connection: Connection, histories: Histories, entities: Iterable[str]
) -> None:
    emptied, written = [], []
    for entity in entities:
        facts = [op for op in histories[entity] if op.kind != "visit.set"]
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


def _project_consent(connection: Connection, histories: Histories, entities: Iterable[str]) -> None:
    written = []
    for entity in entities:
        history = histories[entity]
        state = fold.fold_consent(history)
        detail = dict(state.detail)
        purpose = next((fold.body_of(op).get("purpose") for op in history if op.body), "")
        written.append(
            (entity, history[0].subject or "", str(purpose), int(state.granted), _stored(detail))
        )
    connection.executemany("INSERT OR REPLACE INTO consent VALUES (?, ?, ?, ?, ?)", written)


def _looked(connection: Connection, op: Operation) -> None:
    what = _stored(dict(fold.body_of(op)))
    connection.execute(
        "INSERT OR REPLACE INTO looked VALUES (?, ?, ?, ?, ?, ?)",
        (op.op_id, op.entity, op.subject, op.actor, op.wall, what),
    )


def _undone(connection: Connection, op: Operation) -> None:
    connection.execute("INSERT OR IGNORE INTO undone VALUES (?)", (op.entity,))


_FACTS = {"looked.at": _looked, "act.undo": _undone}
