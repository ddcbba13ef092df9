"""First fill of a new laptop with 20,000 people, the search index included.

What arrives is taken in page by page, as a sync does; beside it the same rows are written by
bare `executemany`, one transaction a page. The way over the wire is measured by bench_sync.
"""

import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.domain.operation import Placed
from concierge_tui.sync.protocol import MAX_PAGE
from db.laptop import connection, intake, keyslots, streams
from tests.bench import measure, population

PEOPLE = 20_000
ROUNDS = 2
FIGURE = 3.0
_TABLES = {
    "op": "seq",
    "position": "op",
    "family": "id",
    "person": "id",
    "consent": "family",
    "key": "person",
}
"""The tables, each with what its rows arrive by: in another order most leaves are written often."""


def main() -> None:
    home = population.kept_town(PEOPLE)
    desk, _ = population.open_town(home)
    source = connection.open_store(
        home.store, keyslots.unlock(home.slots, population.PASSPHRASE).key
    )
    placed = [
        item
        for stream in streams.heads(source, desk.area)
        for item in streams.placed(source, stream, 0, 10**9)
    ]
    rows = bare_rows(source)
    desk.close()
    bare, real = measure.side_by_side(
        ROUNDS,
        lambda _: in_new_store(lambda store: insert(store, rows, len(placed) // MAX_PAGE + 1)),
        lambda _: in_new_store(lambda store: _take(store, placed)),
    )
    measure.title(f"はじめての同期  {PEOPLE:,}人 {len(placed):,}操作 (通信をのぞく)")
    measure.line("同じ行を executemany", measure.ms(min(bare.seconds)))
    measure.line(
        "取り込み", f"{measure.ms(min(real.seconds))} 毎秒 {_rate(placed, real):,.0f} 操作"
    )
    measure.limit("取り込み", min(real.seconds), FIGURE)


def bare_rows(store: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Return what a fill writes: journal, screens' tables and search index, as it arrives."""
    return {
        table: store.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()
        for table, order in _TABLES.items()
    }


def _rate(placed: list[Placed], times: measure.Times) -> float:
    return len(placed) / min(times.seconds)


def in_new_store(work: Callable[[Any], None]) -> None:
    """Do `work` in an empty store that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        store = connection.create_store(Path(folder) / "new.db", secrets.token_bytes(32))
        work(store)
        store.close()


def _take(store: Any, placed: list[Placed]) -> None:
    now = int(time.time() * 1000)
    for start in range(0, len(placed), MAX_PAGE):
        intake.apply(store, placed[start : start + MAX_PAGE], now_ms=now)


def insert(store: Any, rows: dict[str, list[tuple[Any, ...]]], pages: int) -> None:
    """Write rows as they are, one transaction a page."""
    for page in range(pages):
        store.execute("BEGIN IMMEDIATE")
        for table, all_of_it in rows.items():
            size = len(all_of_it) // pages + 1
            some = all_of_it[page * size : (page + 1) * size]
            marks = ",".join("?" * len(some[0]))
            store.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        store.execute("COMMIT")


if __name__ == "__main__":
    main()
