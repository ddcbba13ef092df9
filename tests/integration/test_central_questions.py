"""What a batch asks of the store before it writes: names as they are, bodies that come with it."""

import pytest
from anyio.to_thread import current_default_thread_limiter
from fastapi.testclient import TestClient

from concierge_tui.central.app import make_app
from concierge_tui.domain.operation import Draft
from concierge_tui.sync.protocol import Batch, Fill, Receipts
from db.central import erasing
from db.central.opening import AT_ONCE
from db.central.receive import receive
from db.central.transactions import at_one_moment, durably
from tests.postgres.stores import ON_BOTH
from tests.syncing.laptops import AREA, Central
from tests.syncing.pens import Pen

HOSTILE = ['a"b', '"', "a\\b", "\\", '\\"', "a,b", "{x}", "{", "NULL", "null", "", " ", "田中", "'"]


def receipts_of(central: Central, batch: Batch) -> Receipts:
    return durably(central.engine, lambda connection: receive(connection, AREA, batch))


@ON_BOTH
def test_a_name_is_asked_for_as_it_is_whatever_stands_in_it(central: Central) -> None:
    listed = [erasing.Listed(AREA, name, frozenset()) for name in HOSTILE]
    durably(central.engine, lambda connection: erasing.replay(connection, listed))

    asked = [*HOSTILE, "a", "b", "x", "{x", "a\\\\b", "NULL,null"]
    known = at_one_moment(central.engine, lambda c: erasing.known(c, AREA, asked))

    assert set(known) == set(HOSTILE)


@ON_BOTH
@pytest.mark.parametrize("late", ["the new one", "the stored one"])
def test_a_body_that_comes_with_a_batch_contradicts_at_once(central: Central, late: str) -> None:
    pens = [Pen(AREA).enrol(central.engine) for _ in range(2)]
    first, second = (
        pen.seal(Draft("family.set", "f", {"city": city}, "f"))
        for pen, city in zip(pens, ("緑区", "南区"), strict=True)
    )
    bare = second if late == "the new one" else first
    fill = Fill(bare.op_id, bare.salt or b"", bare.body or "")
    stored, new = (op.skeleton() if op is bare else op for op in (first, second))
    receipts_of(central, pens[0].batch([stored]))

    alone = receipts_of(central, pens[1].batch([new])._replace(fills=(fill,)))

    assert alone == Receipts((("conflict",),), ("applied",))


@ON_BOTH
def test_no_more_is_worked_on_at_once_than_connections_stay_open(central: Central) -> None:
    with TestClient(make_app(central.engine)) as client:
        assert client.portal
        most = client.portal.call(lambda: current_default_thread_limiter().total_tokens)

    assert most == AT_ONCE
    if central.engine.dialect.name == "postgresql":
        assert central.engine.pool.size() == AT_ONCE  # type: ignore[attr-defined]
