"""Which new operations contradict others that did not know of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, select

from concierge_tui.domain.fold import fold_registers
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.operation import Operation
from db.central.bulk import Named
from db.central.stored import COLUMNS, chunks, operation_of
from db.central.tables import operation

_HISTORY: Final = Named(select(*COLUMNS), operation.c.entity)

Bodies = Mapping[str, tuple[bytes, str]]
"""Salts and bodies that come with the new operations, by operation."""


def among(connection: Connection, new: Collection[Operation], bodies: Bodies) -> set[str]:
    """Return the ids of those of `new` that are among several tips of a field.

    They are not stored yet, nor are `bodies`.
    """
    nouns = {op.entity: op.noun for op in new if op.noun in REGISTERS}
    found: set[str] = set()
    for entity, history in _shared(connection, nouns, new, bodies).items():
        for cell in fold_registers(nouns[entity], history).values():
            if cell.contested:
                found.update(tip.op_id for tip in cell.tips)
    return found


def _shared(
    connection: Connection, entities: Collection[str], new: Iterable[Operation], bodies: Bodies
) -> dict[str, list[Operation]]:
    """Return the history of each of `entities` that more than one operation writes."""
    histories: dict[str, list[Operation]] = {entity: [] for entity in entities}
    for some in chunks(entities):
        for row in _HISTORY.ask(connection, some):
            stored = operation_of(row)
            histories[stored.entity].append(stored)
    for op in new:
        if op.entity in histories:
            histories[op.entity].append(op)
    return {
        entity: _counting([_whole(op, bodies) for op in history])
        for entity, history in histories.items()
        if len(history) > 1
    }


def _whole(op: Operation, bodies: Bodies) -> Operation:
    salt, body = bodies.get(op.op_id, (op.salt, op.body))
    return op._replace(salt=salt, body=body) if op.op_id in bodies else op


def _counting(history: Sequence[Operation]) -> list[Operation]:
    """Leave out what names an operation that has not arrived: it does not count yet."""
    present = {op.op_id for op in history}
    return [op for op in history if present.issuperset(op.base)]
