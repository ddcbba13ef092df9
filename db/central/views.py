"""What a device sees and writes that was let in for single meetups only.

It has every operation's place and header, so that its chains are whole, and the bodies of its
meetups, of the families that come to them, and of what belongs to no family. A family comes into
its view with the first operation that names one of its meetups; from the same page of the feed
on it has all that was known of the family before.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, select, update

from concierge_tui.domain.device_errors import MeetupUnknown
from concierge_tui.domain.erasure import ERASE
from concierge_tui.domain.operation import Operation
from concierge_tui.sync.flaws import WITHOUT_EFFECT
from concierge_tui.sync.protocol import Fill
from db.central import tables
from db.central.bulk import one_of
from db.central.stored import COLUMNS, chunks, operation_of

RELEASED: Final = "released"
"""It counts since, in the stream of the clerk."""
OUTSIDE: Final = (*WITHOUT_EFFECT, RELEASED)


_GRANTED: Final = select(
    tables.device.c.id, tables.device.c.meetups, tables.device.c.grant_number
).where(
    tables.device.c.id.in_(bindparam("devices", expanding=True)),
    tables.device.c.meetups.is_not(None),
)


class View(NamedTuple):
    """What one device was granted."""

    meetups: frozenset[str]
    number: int
    """Which grant this is: with another one the feed is read anew."""

    def hides(self, operation: Operation, families: Collection[str]) -> bool:
        """Say whether the body of `operation` stays here: what takes away must reach everyone."""
        if operation.kind in ("consent.withdraw", ERASE):
            return False
        if operation.meetup is not None:
            return operation.meetup not in self.meetups
        return operation.subject is not None and operation.subject not in families


def of_device(connection: Connection, device: str) -> View | None:
    """Return what a device was granted; None for the whole area."""
    return of_devices(connection, [device]).get(device)


def of_devices(connection: Connection, devices: Collection[str]) -> dict[str, View]:
    """Return what those of `devices` were granted that do not see the whole area."""
    rows = connection.execute(_GRANTED, {"devices": list(devices)})
    return {row[0]: view for row in rows if (view := view_in(row[1], row[2]))}


def view_in(meetups: str | None, number: int | None) -> View | None:
    """Return what the row of a device grants it; None for the whole area."""
    return None if meetups is None else View(frozenset(json.loads(meetups)), number or 0)


def mark_of(connection: Connection, device: str) -> str:
    """Return what tells the feed of one grant from that of another; empty before any."""
    number = connection.scalar(
        select(tables.device.c.grant_number).where(tables.device.c.id == device)
    )
    return f".{number}" if number else ""


def grant(connection: Connection, device: str, meetups: Collection[str] | None) -> None:
    """Let a device see these meetups only from now on; the whole area where they are None."""
    columns = tables.device.c
    connection.execute(
        update(tables.device)
        .where(columns.id == device)
        .values(
            meetups=None if meetups is None else json.dumps(sorted(meetups)),
            grant_number=func.coalesce(columns.grant_number, 0) + 1,
        )
    )


def refuse_unknown(connection: Connection, area: str, meetups: Collection[str]) -> None:
    """Refuse to grant what nobody has planned.

    Raises:
        MeetupUnknown: when one of `meetups` is none of the area.
    """
    columns = tables.operation.c
    known = connection.scalars(
        select(columns.entity).where(
            columns.area == area, columns.kind == "meetup.set", columns.entity.in_(list(meetups))
        )
    )
    if not set(meetups) <= set(known):
        raise MeetupUnknown


def families(connection: Connection, area: str, view: View, upto: int) -> set[str]:
    """Return the families that come to the meetups of `view`, as the feed knows up to a number."""
    columns, position = tables.operation.c, tables.position.c
    found = (
        select(columns.subject)
        .distinct()
        .join(tables.position, position.op_id == columns.op_id)
        .where(
            position.area == area,
            position.seq <= upto,
            columns.meetup.in_(sorted(view.meetups)),
            columns.subject.is_not(None),
        )
    )
    return set(connection.scalars(found))


def fills(connection: Connection, area: str, view: View, since: int, upto: int) -> Iterator[Fill]:
    """Yield the bodies that a page adds: late ones, and those of families that came in view."""
    before = families(connection, area, view, since)
    now = families(connection, area, view, upto)
    for fill, operation in _late(connection, area, since, upto):
        if not view.hides(operation, now):
            yield fill
    for some in chunks(sorted(now - before)):
        for fill, _ in _known(connection, area, since, some):
            yield fill


def _late(
    connection: Connection, area: str, since: int, upto: int
) -> Iterator[tuple[Fill, Operation]]:
    columns, late = tables.operation.c, tables.fill.c
    rows = _bodies().join(tables.fill, late.op_id == columns.op_id)
    rows = rows.where(late.area == area, late.seq > since, late.seq <= upto).order_by(late.seq)
    return _read(connection, rows)


def _known(
    connection: Connection, area: str, since: int, subjects: Sequence[str]
) -> Iterator[tuple[Fill, Operation]]:
    columns, position = tables.operation.c, tables.position.c
    rows = _bodies().join(tables.position, position.op_id == columns.op_id)
    rows = rows.where(
        position.area == area,
        position.seq <= since,
        columns.meetup.is_(None),
        one_of(connection, columns.subject, subjects),
    )
    return _read(connection, rows.order_by(position.seq))


def _bodies() -> Select[Any]:
    return select(*COLUMNS).where(tables.operation.c.body.is_not(None))


def _read(connection: Connection, rows: Select[Any]) -> Iterator[tuple[Fill, Operation]]:
    for row in connection.execute(rows).all():
        op = operation_of(row)
        if op.salt is not None and op.body is not None:
            yield Fill(op.op_id, op.salt, op.body), op


def outside(
    connection: Connection,
    area: str,
    views: Mapping[str, View],
    written: Sequence[tuple[str, Operation]],
) -> set[str]:
    """Return the ids of those of `written`, each with its device, that no grant covers.

    A family that nobody but the device itself has written of is its own to register.
    """
    found: set[str] = set()
    for device, view in views.items():
        operations = [op for writer, op in written if writer == device]
        if not operations:
            continue
        upto = connection.scalar(select(tables.head.c.n).where(tables.head.c.area == area)) or 0
        seen = families(connection, area, view, upto)
        seen |= {op.subject for op in operations if op.subject and op.meetup in view.meetups}
        strange = {op.subject for op in operations if op.subject} - seen
        seen |= strange - _of_others(connection, device, strange)
        found |= {op.op_id for op in operations if view.hides(op, seen)}
    return found


def _of_others(connection: Connection, device: str, subjects: Collection[str]) -> set[str]:
    columns, position, stream = tables.operation.c, tables.position.c, tables.stream.c
    found: set[str] = set()
    for some in chunks(sorted(subjects)):
        rows = connection.scalars(
            select(columns.subject)
            .distinct()
            .join(tables.position, position.op_id == columns.op_id)
            .join(tables.stream, stream.id == position.stream)
            .where(stream.device != device, one_of(connection, columns.subject, some))
        )
        found.update(rows)
    return found
