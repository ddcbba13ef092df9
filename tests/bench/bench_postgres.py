"""The central store on PostgreSQL, fsync on, beside a plain executemany of the same rows."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psycopg
from sqlalchemy import Connection, Engine, Table, event, make_url
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from concierge_tui.sync.answers import message_of_page
from concierge_tui.sync.packing import pack
from concierge_tui.sync.protocol import MAX_PAGE, Batch
from db.central import feed, tables
from db.central.receive import receive
from db.central.transactions import at_one_moment, durably
from tests.bench import measure
from tests.bench.bench_sync import BATCH, OPERATIONS, mixed
from tests.postgres.server import Server
from tests.syncing.laptops import AREA, Central
from tests.syncing.pens import Pen

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
WRITTEN = (tables.operation, tables.position, tables.segment)
Rows = Sequence[dict[str, Any]]


@contextmanager
def server() -> Iterator[str]:
    """Run a cluster that keeps what it acknowledged."""
    folder = Path(tempfile.mkdtemp(prefix="bench-pg-"))
    running = Server(folder, {"autovacuum": "on", "max_wal_size": "4GB"})
    running.start()
    try:
        yield running.url
    finally:
        running.stop()


def postmaster_of(database: str) -> int:
    """Return the process of the server that the bench started."""
    folder = Path(str(make_url(database).query["host"]))
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


class Plain:
    """Tables with the same columns and keys, written as psycopg writes many rows."""

    def __init__(self, url: str) -> None:
        dsn = make_url(url).set(drivername="postgresql")
        self._connection = psycopg.connect(dsn.render_as_string(hide_password=False))
        for table in WRITTEN:
            ddl = str(CreateTable(table).compile(dialect=DIALECT))
            ddl = ddl.replace(f"TABLE {table.name}", f"TABLE bare_{table.name}")
            self._connection.execute(ddl)
        self._connection.commit()

    def write(self, table: Table, rows: Rows) -> None:
        names = [column.name for column in table.columns]
        marks = ", ".join(f"%({name})s" for name in names)
        listed = ", ".join(names)
        with self._connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO bare_{table.name} ({listed}) VALUES ({marks})", rows)

    def commit(self) -> None:
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()


def statements_of(engine: Engine) -> list[str]:
    """Return the list into which the engine writes every statement from now on."""
    seen: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def see(_: Connection, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    return seen


def rows_of(engine: Engine, table: Table, since: int) -> Rows:
    """Return the rows that the store wrote behind a number of the feed."""
    seq = tables.position.c.seq
    where = {
        tables.operation: tables.operation.c.op_id.in_(
            tables.position.select().with_only_columns(tables.position.c.op_id).where(seq > since)
        ),
        tables.position: seq > since,
        tables.segment: tables.segment.c.last > since,
    }[table]
    with engine.begin() as connection:
        return [dict(row) for row in connection.execute(table.select().where(where)).mappings()]


def taking_in(central: Central, url: str) -> None:
    measure.title(f"PostgreSQL  {OPERATIONS:,}件を {BATCH} 件ずつ (fsync あり)")
    pen = Pen(AREA).enrol(central.engine)
    sealed = [pen.seal(draft) for act in mixed(OPERATIONS) for draft in act]
    batches = [pen.batch(sealed[at : at + BATCH]) for at in range(0, len(sealed), BATCH)]
    plain, seen = Plain(url), statements_of(central.engine)
    ours = only_operations = all_rows = 0.0
    everyone, worked, worked_plainly = (os.getpid(), postmaster_of(url)), 0.0, 0.0
    number = statements = 0
    for batch in batches:
        del seen[:]
        used = measure.processor_seconds(everyone)
        ours += measure.seconds_of(lambda batch=batch: take(central.engine, batch))  # type: ignore[misc]
        worked += measure.processor_seconds(everyone) - used
        statements = max(statements, len(seen))
        rows = {table: rows_of(central.engine, table, number) for table in WRITTEN}
        number += len(rows[tables.position])
        used, started = measure.processor_seconds(everyone), time.perf_counter()
        plain.write(tables.operation, rows[tables.operation])
        middle = time.perf_counter()
        for table in WRITTEN[1:]:
            plain.write(table, rows[table])
        plain.commit()
        all_rows += time.perf_counter() - started
        only_operations += middle - started
        worked_plainly += measure.processor_seconds(everyone) - used
    plain.close()
    measure.line("受け取る(署名・鎖・順番・衝突まで)", f"{number / ours:,.0f} 件/秒")
    measure.line("同じ行の executemany(全部の表)", f"{number / all_rows:,.0f} 件/秒")
    measure.line("操作の表だけの executemany", f"{number / only_operations:,.0f} 件/秒")
    share(all_rows / ours)
    if worked:
        told = f"{worked_plainly / number * 1e6:.0f} / {worked / number * 1e6:.0f} µs"
        measure.line("計算時間の比(データベースとも)", f"{told} = {worked_plainly / worked:.2f}")
    measure.line("一回の文の数(COPY を除く、最大)", str(statements))


def take(engine: Engine, batch: Batch) -> None:
    durably(engine, lambda connection: receive(connection, AREA, batch))


def share(reached: float) -> None:
    verdict = "OK" if reached >= 0.5 else f"未達(目標の {reached / 0.5:.2f} 倍)"
    measure.line("executemany に対する速さ", f"{reached:.2f}  ≥ 0.50: {verdict}")


def handing_out(central: Central) -> None:
    measure.title("受け取られたものを渡す")
    seen, pages, number, cursor = statements_of(central.engine), 0, 0, (0, "")
    started = time.perf_counter()
    while True:
        asked = feed.Question(AREA, *cursor, MAX_PAGE)
        page = at_one_moment(central.engine, lambda c, asked=asked: feed.page(c, asked))  # type: ignore[misc]
        pack(message_of_page(page))
        pages, cursor = pages + 1, (page.seq, page.mark)
        number += sum(len(segment.operations) for segment in page.batch.segments)
        if not page.more:
            break
    taken = time.perf_counter() - started
    measure.line("ページにして詰めるまで", f"{number / taken:,.0f} 件/秒")
    measure.line("一ページの文の数", f"{len(seen) / pages:.1f}")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="bench-postgres-"))
    try:
        with server() as url:
            central = Central(folder / "central", url)
            taking_in(central, url)
            handing_out(central)
            central.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
