"""What came through each token: so that it can be gone on with, and nothing is taken twice."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select, update

from concierge_tui.domain.operation import Operation
from db.central import tables
from db.central.stored import COLUMNS, operation_of


class HandedOff(NamedTuple):
    """One registration by telephone."""

    digest: bytes
    area: str
    family: str
    device: str
    browser: bytes
    """A digest of the cookie of the browser that wrote first: only it is shown what was typed."""
    answers: Mapping[str, Any]
    written: Sequence[str]
    """The operations that came through this token."""
    sent_at: int
    forget_at: int


def find(connection: Connection, digest: bytes) -> HandedOff | None:
    """Return what came through the token with this digest."""
    names = [tables.hand_off.c[name] for name in HandedOff._fields]
    row = connection.execute(select(*names).where(tables.hand_off.c.digest == digest)).first()
    if row is None:
        return None
    kept = HandedOff(*row)
    return kept._replace(
        answers=json.loads(kept.answers or "{}"),  # type: ignore[arg-type]
        written=json.loads(kept.written),  # type: ignore[arg-type]
    )


def keep(connection: Connection, handed: HandedOff) -> None:
    """Keep what came, in the transaction that wrote it down."""
    values = handed._asdict()
    values["answers"] = json.dumps(handed.answers, ensure_ascii=False)
    values["written"] = json.dumps(list(handed.written))
    columns = tables.hand_off.c
    changed = connection.execute(
        update(tables.hand_off).where(columns.digest == handed.digest).values(values)
    )
    if not changed.rowcount:
        connection.execute(tables.hand_off.insert().values(values))


def forget(connection: Connection, now: int) -> None:
    """Forget what was typed through tokens that are no longer good; the operations stay."""
    connection.execute(delete(tables.hand_off).where(tables.hand_off.c.forget_at < now))


def people_of(connection: Connection, area: str, family: str) -> dict[str, Sequence[Operation]]:
    """Return what is known of each person of a family, to tell who is meant."""
    columns = tables.operation.c
    rows = connection.execute(
        select(*COLUMNS).where(
            columns.area == area, columns.subject == family, columns.kind == "person.set"
        )
    )
    found: dict[str, list[Operation]] = {}
    for row in rows:
        operation = operation_of(row)
        found.setdefault(operation.entity, []).append(operation)
    return dict(found)
