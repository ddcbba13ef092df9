"""Which new operations contradict others that did not know of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from concierge_tui.domain.fold import fold_registers
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.operation import Operation
from db.central.bulk import one_of
from db.central.stored import COLUMNS, chunks, operation_of
from db.central.tables import operation


def among(connection: Connection, arrived: Sequence[Operation]) -> set[str]:
    """Return the ids of those of `arrived` that are among several tips of a field."""
    nouns = {op.entity: op.noun for op in arrived if op.noun in REGISTERS}
    found: set[str] = set()
    for entity, history in _shared(connection, nouns).items():
        for cell in fold_registers(nouns[entity], history).values():
            if cell.contested:
                found.update(tip.op_id for tip in cell.tips)
    return found


def _shared(connection: Connection, entities: Any) -> dict[str, list[Operation]]:
    """Return the history of each of `entities` that more than one operation writes."""
    histories: dict[str, list[Operation]] = {}
    for some in chunks(entities):
        several = (
            select(operation.c.entity)
            .where(one_of(connection, operation.c.entity, some))
            .group_by(operation.c.entity)
            .having(func.count() > 1)
        )
        rows = connection.execute(select(*COLUMNS).where(operation.c.entity.in_(several)))
        for row in rows:
            found = operation_of(row)
            histories.setdefault(found.entity, []).append(found)
    return {entity: _counting(history) for entity, history in histories.items()}


def _counting(history: Sequence[Operation]) -> list[Operation]:
    """Leave out what names an operation that has not arrived: it does not count yet."""
    present = {op.op_id for op in history}
    return [op for op in history if present.issuperset(op.base)]
