"""Import of a roster of 40 and of 5,000 rows, beside bare inserts of the operations it writes."""

import secrets
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui import bootstrap
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from concierge_tui.services.roster_tally import Imported
from db.laptop import connection
from tests.bench import measure, population
from tests.e2e.program import write_roster

SIZES = (40, 5_000)


def main() -> None:
    measure.title("名簿の取り込み (空のストア)")
    for rows in SIZES:
        _measure(rows)


def _measure(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.csv"
        _roster(path, rows)
        desk = bootstrap.practise(area="美園", staff="見本 花子")
        meetup = desk.meetups.new(population.MEETUP_TITLE, "2026-12-05").id
        done: list[Imported] = []
        taken = measure.seconds_of(lambda: done.append(_import(desk, path, meetup)))
        bare = _bare_inserts(Path(folder), desk)
        desk.close()
    (result,) = done
    name = f"{result.rows:,}行"
    words = f"{measure.ms(taken)}  1行 {measure.ms(taken / result.rows)}"
    measure.line(name, f"{words}  家庭 {result.families:,} 人 {result.people:,}")
    measure.line(f"{name} 同じ操作を executemany", f"{measure.ms(bare)} ({taken / bare:.1f} 倍)")


def _roster(path: Path, rows: int) -> None:
    """Write a roster of about so many rows: a row a child."""
    count = rows
    while True:
        write_roster(path, seed=rows, count=count)
        written = len(path.read_bytes().splitlines()) - 1
        if written <= rows or count == 1:
            return
        count = max(1, int(count * rows / written))


def _import(desk: Desk, path: Path, meetup: str) -> Imported:
    return desk.rosters.run(desk.rosters.open(path), meetup, Basis("2026-04", "主催者", "0" * 64))


def _bare_inserts(folder: Path, desk: Desk) -> float:
    store: Any = desk.families._connection  # type: ignore[attr-defined]
    rows = store.execute("SELECT * FROM op").fetchall()
    beside = connection.create_store(folder / "bare.db", secrets.token_bytes(32))

    def insert() -> None:
        beside.execute("BEGIN IMMEDIATE")
        beside.executemany(f"INSERT INTO op VALUES ({','.join('?' * len(rows[0]))})", rows)
        beside.execute("COMMIT")

    return measure.seconds_of(insert)


if __name__ == "__main__":
    main()
