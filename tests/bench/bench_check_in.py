"""Check-in of a family of four, durable, beside one bare transaction that inserts the same rows."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from db.laptop import connection, keyslots
from tests.bench import measure, population

ROUNDS = 300
FIGURE = 2.0
_ROWS_OF_AN_ACT = {
    "op": "SELECT * FROM op WHERE tx = ?",
    "position": "SELECT * FROM position WHERE op IN (SELECT seq FROM op WHERE tx = ?)",
    "visit": "SELECT * FROM visit WHERE id IN (SELECT entity FROM op WHERE tx = ?)",
    "attendance": "SELECT attendance.* FROM attendance JOIN op ON op.meetup = attendance.meetup"
    " AND op.subject = attendance.family WHERE tx = ?",
}


def families_of_four(desk: Desk, wanted: int) -> list[Family]:
    found: list[Family] = []
    ids = desk.families.ids()
    for start in range(1, len(ids), 500):
        some = desk.families.many(ids[start : start + 500]).values()
        found += [family for family in some if len(family.people) == 4]
        if len(found) >= wanted:
            break
    return found[:wanted]


class BareInserts:
    """Writes the rows of a check-in to a store of the same size, and nothing else."""

    def __init__(self, store: Any, example: dict[str, list[tuple[Any, ...]]]) -> None:
        self._store = store
        self._example = example
        self._seq = 10_000_000

    def __call__(self, _: int) -> None:
        self._seq += 1
        self._store.execute("BEGIN IMMEDIATE")
        for table, rows in self._fresh():
            if not rows:
                continue  # a check-in says nothing about the visit itself any more
            marks = ",".join("?" * len(rows[0]))
            self._store.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._store.execute("COMMIT")

    def _fresh(self) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        op, entity = new_id(), new_id()
        for table, rows in self._example.items():
            if table == "op":
                (row,) = rows
                fresh = [(self._seq, op, *row[2:7], entity, *row[8:])]
            elif table == "position":
                fresh = [(row[0], self._seq, self._seq, row[3]) for row in rows]
            elif table == "visit":
                fresh = [(entity, *row[1:]) for row in rows]
            else:
                fresh = [(row[0], new_id(), entity, *row[3:]) for row in rows]
            yield table, fresh


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = population.copied(population.kept_town(), Path(folder) / "town")
        twin = population.copied(home, Path(folder) / "twin")
        desk, meetup = population.open_town(home)
        key = keyslots.unlock(home.slots, population.PASSPHRASE).key
        beside = connection.open_store(twin.store, key)
        families = families_of_four(desk, ROUNDS + 1)
        checked = _check_in(desk, meetup, families)
        checked(ROUNDS)
        example = _rows(connection.open_store(home.store, key))
        bare, real = measure.side_by_side(ROUNDS, BareInserts(beside, example), checked)
        rows = sum(map(len, example.values()))
        measure.title(f"受付  4人家族 1件 耐久 ({population.TOWN:,}人のストア、{rows}行)")
        measure.line("同じ行を executemany", str(bare))
        measure.line("Reception.check_in", str(real))
        measure.ratio("p50 どうし", real.p50, bare.p50, FIGURE)
        measure.ratio("p95 どうし", real.p95, bare.p95, FIGURE)
        desk.close()


def _check_in(desk: Desk, meetup: str, families: list[Family]) -> Callable[[int], object]:
    reception = desk.reception(meetup)

    def check_in(place: int) -> object:
        family = families[place]
        return reception.check_in(family.id, [person.id for person in family.people])

    return check_in


def _rows(store: Any) -> dict[str, list[tuple[Any, ...]]]:
    (tx,) = store.execute("SELECT tx FROM op ORDER BY seq DESC LIMIT 1").fetchone()
    return {
        table: store.execute(statement, (tx,)).fetchall()
        for table, statement in _ROWS_OF_AN_ACT.items()
    }


if __name__ == "__main__":
    main()
