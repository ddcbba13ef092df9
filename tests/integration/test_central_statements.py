"""What a batch costs the service is counted in statements: they do not grow unseen, nor with it."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, event

from concierge_tui.sync.protocol import Batch, Receipts
from db.central.receive import receive
from db.central.transactions import durably
from tests.postgres.stores import ON_BOTH
from tests.syncing.laptops import AREA, Central
from tests.syncing.pens import Pen

MOST = {"sqlite": 13, "postgresql": 9}
"""The inserts of rows and BEGIN among them on SQLCipher; on PostgreSQL rows go by `COPY` beside."""
LAPTOPS = 12


def taken(engine: Engine, batch: Batch) -> tuple[Receipts, list[str]]:
    """Store a batch; return its receipts and what was said for it."""
    said: list[str] = []

    def hear(_: Connection, __: object, statement: str, *___: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    try:
        receipts = durably(engine, lambda connection: receive(connection, AREA, batch))
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    return receipts, said


def of_all(pens: Sequence[Pen], count: int) -> Batch:
    return Batch(tuple(pen.arrivals(count).segments[0] for pen in pens))


@ON_BOTH
def test_a_batch_makes_few_statements_however_much_is_in_it(central: Central) -> None:
    pens = [Pen(AREA).enrol(central.engine) for _ in range(LAPTOPS)]
    taken(central.engine, of_all(pens, 1))

    small, few = taken(central.engine, of_all(pens[:1], 2))
    large, many = taken(central.engine, of_all(pens, 20))

    assert small.segments == (("applied",) * 2,)
    assert large.segments == (("applied",) * 20,) * LAPTOPS
    assert len(many) == len(few) <= MOST[central.engine.dialect.name], "\n".join(many)
