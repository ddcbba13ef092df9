"""Takes the bodies of erased families out of this store, now and whenever one comes again.

The list of who was erased is no projection: a store that is derived anew, or put back from a
backup, must not forget it.
"""

import json
from collections.abc import Collection, Iterable
from typing import Final

from concierge_tui.domain.erasure import (
    ERASE,
    Erasure,
    Keep,
    bare_if_erased,
    erased_as,
    erasure_in,
)
from concierge_tui.domain.operation import Operation
from db.laptop import projections, rows
from db.laptop.connection import Connection
from db.laptop.rows import State

_COLUMNS: Final = ", ".join(f"op.{name.strip()}" for name in rows.COLUMNS.split(","))


def among(connection: Connection, operations: Iterable[Operation]) -> Keep:
    """Return who of those that `operations` are about was erased."""
    if not connection.execute("SELECT 1 FROM erased LIMIT 1").fetchone():
        return {}
    return known(connection, {name for op in operations if (name := erased_as(op))})


def take_effect(
    connection: Connection, arrived: Iterable[Operation], *, at_once: bool = False
) -> None:
    """Erase whom the erasures among `arrived` name, inside the transaction that brought them.

    Whoever decides it here has looked whether somebody is in the house, and it is done `at_once`.
    """
    found = [e for op in arrived if op.kind == ERASE and (e := erasure_in(op)) is not None]
    if found:
        erase(connection, found, at_once=at_once)


def catch_up(connection: Connection) -> None:
    """Let erasures take effect that an older program kept without understanding them."""
    kept = connection.execute(
        f"SELECT {rows.COLUMNS} FROM op WHERE kind = ? AND state = ?", (ERASE, int(State.APPLIED))
    ).fetchall()
    take_effect(connection, map(rows.operation_of, kept))


def end_waiting(connection: Connection) -> None:
    """Erase whoever had to wait and whose meetup is over, inside a transaction."""
    waiting = connection.execute("SELECT id, keep FROM erased WHERE waits = 1").fetchall()
    if waiting:
        erase(connection, [Erasure(n, frozenset(json.loads(k)), frozenset()) for n, k in waiting])


def erase(connection: Connection, erasures: Iterable[Erasure], *, at_once: bool = False) -> None:
    """Write down who is erased and take out what may not stay, inside a transaction.

    Of who came to a meetup that still goes on nothing is taken out yet: a desk must know whom it
    has, to whom a child may be given, and take back a slip of a finger.
    """
    named: dict[str, frozenset[str]] = {}
    for each in erasures:
        for name in (each.family, *each.rows):
            named[name] = named.get(name, each.keep) & each.keep
    before = known(connection, named, waiting=True)
    listed = {name: keep & before.get(name, keep) for name, keep in named.items()}
    done = known(connection, named)
    asked = set() if at_once else listed.keys() - done.keys()
    wait = {name for name in asked if came_to_a_meetup_of_now(connection, name)}
    connection.executemany(
        "INSERT OR REPLACE INTO erased VALUES (?, ?, ?)",
        [(name, json.dumps(sorted(keep)), int(name in wait)) for name, keep in listed.items()],
    )
    _take_out(connection, {n: keep for n, keep in listed.items() if n not in wait})


def _take_out(connection: Connection, erased: Keep) -> None:
    from db.laptop import leftovers  # it knows the wire, for which the first frame does not wait

    if not erased:
        return
    bared = [op for name in erased for op in _to_bare(connection, name, erased)]
    connection.executemany(
        "UPDATE op SET salt = NULL, body = NULL WHERE op_id = ?", [(op.op_id,) for op in bared]
    )
    _derive_anew(connection, {op.entity for op in bared})
    leftovers.remove(connection, erased, bared)


def came_to_a_meetup_of_now(connection: Connection, family: str) -> bool:
    """Say whether somebody of a family came to a meetup that goes on.

    A meetup that nobody closed is over the day after: it keeps nobody's name for ever.
    """
    now = (
        "EXISTS (SELECT 1 FROM meetup WHERE meetup.id = {}.meetup AND meetup.closed IS NOT 1"
        " AND meetup.removed IS NOT 1 AND meetup.date >= date('now', '-1 day'))"
    )
    found = connection.execute(
        "SELECT 1 FROM attendance WHERE family = ?1 AND arrived_at IS NOT NULL AND"
        f" {now.format('attendance')} UNION ALL SELECT 1 FROM custody WHERE family = ?1 AND"
        f" {now.format('custody')} LIMIT 1",
        (family,),
    )
    return found.fetchone() is not None


def known(connection: Connection, names: Collection[str], *, waiting: bool = False) -> Keep:
    """Return those of `names` that were erased, on request also who has to wait for it."""
    found: dict[str, frozenset[str]] = {}
    for some in rows.chunks(names):
        kept = connection.execute(
            f"SELECT id, keep FROM erased WHERE (waits = 0 OR ?) AND id IN ({rows.marks(some)})",
            (waiting, *some),
        )
        found.update({name: frozenset(json.loads(keep)) for name, keep in kept})
    return found


def _to_bare(connection: Connection, name: str, erased: Keep) -> list[Operation]:
    """Return what is about one family and may not stay, whether it counts or waits."""
    found = [
        *connection.execute(f"SELECT {_COLUMNS} FROM op WHERE subject = ? AND body IS NOT NULL",
                            (name,)),
        *connection.execute(f"SELECT {_COLUMNS} FROM op WHERE entity = ? AND subject IS NULL"
                            " AND body IS NOT NULL", (name,)),
    ]  # fmt: skip
    operations = map(rows.operation_of, found)
    return [op for op in operations if bare_if_erased(op, erased).body is None]


def _derive_anew(connection: Connection, entities: Collection[str]) -> None:
    """Let every table say what is left; the index forgets first, for it only knows changes."""
    for some in rows.chunks(sorted(entities)):
        connection.execute(f"DELETE FROM key WHERE person IN ({rows.marks(some)})", some)
        histories = rows.by_entity(connection, some)
        told = [op for history in histories.values() for op in history]
        projections.project(connection, histories, told)
