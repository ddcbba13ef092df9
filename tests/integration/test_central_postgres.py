"""What only an engine with many writers can get wrong: gaps, races, deadlocks, two beginnings."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.exc import DBAPIError

from concierge_tui.domain.errors import DatabaseUnusable, StoreNewer
from concierge_tui.domain.ids import area_id
from concierge_tui.domain.operation import Draft
from concierge_tui.sync.protocol import Batch, Fill, Receipts
from db.central import devices, feed, tables, transactions
from db.central.receive import receive
from db.central.store import open_central
from db.central.transactions import at_one_moment, durably
from tests.postgres.stores import ON_BOTH, PostgresCentral, bare_database, fresh_database
from tests.syncing.laptops import AREA, Central
from tests.syncing.pens import Pen

WRITERS = 8
BATCHES = 6
OTHER = area_id("大宮")


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[PostgresCentral]:
    with fresh_database() as database:
        central = PostgresCentral(tmp_path / "central", database)
        yield central
        central.close()


def push(central: Central, pen: Pen, count: int) -> None:
    batch = pen.arrivals(count)
    durably(central.engine, lambda connection: receive(connection, pen.stream.area, batch))


def receipts_of(central: Central, batch: Batch) -> Receipts:
    return durably(central.engine, lambda connection: receive(connection, AREA, batch))


def read_on(central: Central, cursor: tuple[int, str]) -> tuple[list[str], tuple[int, str]]:
    """Return the operations behind a cursor, and the cursor behind them."""
    asked = feed.Question(AREA, *cursor, 7)
    page = at_one_moment(central.engine, lambda connection: feed.page(connection, asked))
    found = [op.op_id for segment in page.batch.segments for op in segment.operations]
    return found, (page.seq, page.mark)


@ON_BOTH
def test_a_reader_that_chases_eight_writers_misses_nothing(central: Central) -> None:
    pens = [Pen(AREA).enrol(central.engine) for _ in range(WRITERS)]
    seen, cursor, done = list[str](), (0, ""), threading.Event()

    def chase() -> None:
        nonlocal cursor
        while True:
            last = done.is_set()
            found, cursor = read_on(central, cursor)
            seen.extend(found)
            if last and not found:
                return

    def write(pen: Pen) -> None:
        for size in range(1, BATCHES + 1):
            push(central, pen, size)

    reader = threading.Thread(target=chase)
    reader.start()
    try:
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(write, pens))
    finally:
        done.set()
        reader.join()

    assert len(seen) == len(set(seen)) == WRITERS * sum(range(1, BATCHES + 1))
    assert set(seen) == central.ids()
    numbers = "SELECT count(*) FROM position WHERE seq BETWEEN 1 AND (SELECT max(n) FROM head)"
    assert central.one(numbers) == len(seen)


@ON_BOTH
@pytest.mark.parametrize("name", ["\0", "\ud800", "田中", "x" * 100_000, ""])
def test_a_body_for_no_operation_is_told_so_whatever_it_is_called(
    central: Central, name: str
) -> None:
    pen = Pen(AREA).enrol(central.engine)
    sealed = pen.seal(Draft("family.set", "f", {"city": "緑区"}, "f"))
    batches = [
        pen.batch([sealed.skeleton()]),
        Batch(fills=(Fill(name, bytes(16), "{}"), Fill(sealed.op_id, bytes(16), name))),
    ]

    told = [receipts_of(central, batch) for batch in batches]

    assert told[1].fills == ("quarantined:unknown", "quarantined:body_hash")


def test_one_segment_pushed_by_many_at_once_is_stored_once(
    on_postgresql: PostgresCentral,
) -> None:
    batch = Pen(AREA).enrol(on_postgresql.engine).arrivals(20)

    def carry(_: int) -> tuple[str, ...]:
        took = lambda connection: receive(connection, AREA, batch)  # noqa: E731
        return durably(on_postgresql.engine, took).segments[0]

    with ThreadPoolExecutor(WRITERS) as pool:
        told = list(pool.map(carry, range(WRITERS)))

    assert sorted(told) == [("applied",) * 20] + [("duplicate",) * 20] * (WRITERS - 1)
    assert on_postgresql.one("SELECT count(*) FROM position") == 20


def test_two_areas_that_bring_the_same_operation_at_once_both_keep_their_place(
    on_postgresql: PostgresCentral,
) -> None:
    engine = on_postgresql.engine
    durably(engine, lambda connection: devices.add_area(connection, OTHER, "大宮"))
    here, there = Pen(AREA).enrol(engine), Pen(OTHER).enrol(engine)
    ours = [here.seal(here._arrival(f"f{number}", "m")) for number in range(40)]
    theirs = [op._replace(area=OTHER) for op in reversed(ours)]
    batches = [(AREA, here.batch(ours)), (OTHER, there.batch(theirs))]

    def carry(which: Any) -> set[str]:
        area, batch = which
        took = lambda connection: receive(connection, area, batch)  # noqa: E731
        return set(durably(engine, took).segments[0])

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(carry, batches))

    assert sorted(map(sorted, told)) == [["applied"], ["quarantined:other_content"]]
    assert on_postgresql.one("SELECT count(*) FROM position") == 80


def test_a_deadlock_is_ended_and_both_are_done(on_postgresql: PostgresCentral) -> None:
    engine, meeting, turns = on_postgresql.engine, threading.Barrier(2, timeout=20), list[str]()
    durably(engine, lambda connection: devices.add_area(connection, OTHER, "大宮"))
    before = transactions.again[transactions.DEADLOCK]

    def cross(order: tuple[str, str]) -> None:
        def work(connection: Connection) -> None:
            turns.append(order[0])
            _lock(connection, order[0])
            if turns.count(order[0]) == 1:
                meeting.wait()
            _lock(connection, order[1])

        durably(engine, work)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(cross, [(AREA, OTHER), (OTHER, AREA)]))

    assert transactions.again[transactions.DEADLOCK] == before + 1
    assert on_postgresql.one("SELECT sum(n) FROM head") == 4


def _lock(connection: Connection, area: str) -> None:
    columns = tables.head.c
    connection.execute(update(tables.head).where(columns.area == area).values(n=columns.n + 1))


def test_what_is_serialized_by_the_engine_is_begun_again_and_counts_once(
    on_postgresql: PostgresCentral,
) -> None:
    strict = on_postgresql.engine.execution_options(isolation_level="SERIALIZABLE")

    def count(_: int) -> None:
        def work(connection: Connection) -> None:
            seen = connection.scalar(select(func.sum(tables.head.c.n)))
            connection.execute(update(tables.head).values(n=seen + 1))

        durably(strict, work)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(count, range(6)))

    assert on_postgresql.one("SELECT n FROM head") == 6


@pytest.mark.parametrize("state", ["40001", "42601"])
def test_it_is_not_tried_for_ever(
    on_postgresql: PostgresCentral, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    tried = list[int]()
    monkeypatch.setattr("time.sleep", lambda _: None)

    def fail(connection: Connection) -> None:
        tried.append(1)
        connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$"))

    with pytest.raises(DBAPIError):
        durably(on_postgresql.engine, fail)

    assert len(tried) == (transactions.TRIES if state == "40001" else 1)


def test_a_store_that_a_newer_program_made_is_left_alone(tmp_path: Path) -> None:
    with bare_database() as database:
        engine = open_central(tmp_path, database)
        with engine.begin() as connection:
            assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
            connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
        engine.dispose()
        with pytest.raises(StoreNewer):
            open_central(tmp_path, database)

    with pytest.raises(DatabaseUnusable):
        open_central(tmp_path, database)
