"""Takes the bodies of erased families out of the central store, now and whenever one comes again.

The list of who was erased stands beside the operations: a store that is put back can be given
the list that the older copy does not hold.
"""

import json
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    or_,
    select,
    update,
)

from concierge_tui.domain.erasure import (
    ERASE,
    Keep,
    bare_if_erased,
    erased_as,
    erasure_in,
)
from concierge_tui.domain.operation import Operation
from concierge_tui.sync.packing import bare_held
from db.central import tables
from db.central.bulk import Named, one_of
from db.central.stored import COLUMNS, chunks, operation_of

_OPERATION: Final = tables.operation.c
_LISTED: Final = tables.erased.c
_ERASED: Final = Named(
    select(_LISTED.id, _LISTED.keep).where(_LISTED.area == bindparam("area")), _LISTED.id
)


class Listed(NamedTuple):
    """Who was erased, with the incidents that stay."""

    area: str
    id: str
    keep: frozenset[str]


def among(connection: Connection, area: str, operations: Iterable[Operation]) -> Keep:
    """Return who of those that `operations` are about was erased."""
    return known(connection, area, {name for op in operations if (name := erased_as(op))})


def known(connection: Connection, area: str, names: Collection[str]) -> Keep:
    """Return those of `names` that were erased in an area."""
    found: dict[str, frozenset[str]] = {}
    for some in chunks(names):
        rows = _ERASED.ask(connection, some, area=area)
        found.update({name: frozenset(json.loads(keep)) for name, keep in rows})
    return found


def take_effect(connection: Connection, area: str, arrived: Iterable[Operation]) -> None:
    """Erase whom the erasures among `arrived` name, in the transaction that stored them."""
    found = [e for op in arrived if op.kind == ERASE and (e := erasure_in(op)) is not None]
    replay(connection, [Listed(area, name, e.keep) for e in found for name in (e.family, *e.rows)])


def catch_up(connection: Connection) -> None:
    """Let every erasure take effect that is stored and not in the list.

    An older program stored it without understanding it.
    """
    rows = connection.execute(select(*COLUMNS).where(_OPERATION.kind == ERASE))
    for op in map(operation_of, rows.all()):
        if op.subject and not known(connection, op.area, [op.subject]):
            take_effect(connection, op.area, [op])


def listed(connection: Connection) -> list[Listed]:
    """Return everybody who was erased."""
    rows = connection.execute(
        select(_LISTED.area, _LISTED.id, _LISTED.keep).order_by(_LISTED.area, _LISTED.id)
    )
    return [Listed(area, name, frozenset(json.loads(keep))) for area, name, keep in rows]


def replay(connection: Connection, erased: Iterable[Listed]) -> None:
    """Put families on the list and take out what may not stay."""
    by_area: dict[str, dict[str, frozenset[str]]] = {}
    for each in erased:
        of_area = by_area.setdefault(each.area, {})
        of_area[each.id] = of_area.get(each.id, each.keep) & each.keep
    for area, named in by_area.items():
        before = known(connection, area, named)
        _erase(connection, area, {n: keep & before.get(n, keep) for n, keep in named.items()})


def _erase(connection: Connection, area: str, erased: Keep) -> None:
    of_area = tables.erased.c.area == area
    for name, keep in erased.items():
        connection.execute(delete(tables.erased).where(of_area, _LISTED.id == name))
        connection.execute(
            tables.erased.insert().values(area=area, id=name, keep=json.dumps(sorted(keep)))
        )
        gone = [op.op_id for op in _about(connection, area, name)
                if bare_if_erased(op, erased) is not op]  # fmt: skip
        for some in chunks(gone):
            connection.execute(
                update(tables.operation)
                .where(one_of(connection, _OPERATION.op_id, some))
                .values(salt=None, body=None, erased=True)
            )
        connection.execute(
            delete(tables.hand_off).where(
                tables.hand_off.c.area == area, tables.hand_off.c.family == name
            )
        )
    _bare_what_was_set_aside(connection, area, erased)
    _bare_what_was_detained(connection, area, erased)


def _about(connection: Connection, area: str, name: str) -> list[Operation]:
    is_row: ColumnElement[bool] = and_(_OPERATION.entity == name, _OPERATION.subject.is_(None))
    rows = connection.execute(
        select(*COLUMNS).where(
            _OPERATION.area == area,
            or_(_OPERATION.subject == name, is_row),
            _OPERATION.body.is_not(None),
        )
    )
    return [operation_of(row) for row in rows]


def _bare_what_was_set_aside(connection: Connection, area: str, erased: Keep) -> None:
    place = tables.position.c
    rows = connection.execute(
        select(place.stream, place.n, place.held).where(
            place.area == area, place.reason.is_not(None), place.held.is_not(None)
        )
    )
    for stream, n, held in rows.all():
        left = bare_held(held, area, erased)
        if left != held:
            connection.execute(
                update(tables.position)
                .where(place.stream == stream, place.n == n)
                .values(held=left)
            )


def _bare_what_was_detained(connection: Connection, area: str, erased: Keep) -> None:
    columns = tables.detained.c
    rows = connection.execute(select(columns.id, columns.held).where(columns.area == area))
    for number, held in rows.all():
        left = bare_held(held, area, erased)
        if left != held:
            connection.execute(
                update(tables.detained).where(columns.id == number).values(held=left)
            )
