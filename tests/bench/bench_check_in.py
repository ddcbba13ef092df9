"""Check-in of a family of four, durable, beside one bare transaction that inserts the same rows."""

import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.domain.family import Family
from concierge_tui.paths import Home
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


def families_of_four(desk: Desk, meetup: str, wanted: int) -> list[Family]:
    """Return so many families whom nobody expects."""
    found: list[Family] = []
    expected = set(desk.families.ids(meetup))
    ids = [name for name in desk.families.ids() if name not in expected]
    for start in range(1, len(ids), 500):
        some = desk.families.many(ids[start : start + 500]).values()
        found += [family for family in some if len(family.people) == 4]
        if len(found) >= wanted:
            break
    return found[:wanted]


Rows = dict[str, list[tuple[Any, ...]]]


class BareInserts:
    """Writes the very rows of each check-in to a store that lacks them, and nothing else.

    The very rows, and not some of the same shape: new ids would all land on one warm page of each
    index, while those of a family lie wherever the family lies.
    """

    def __init__(self, store: Any, written: list[Rows]) -> None:
        self._store = store
        self._written = written

    def __call__(self, place: int) -> None:
        self._store.execute("BEGIN IMMEDIATE")
        for table, rows in self._written[place].items():
            if rows:  # a check-in says nothing about the visit itself any more
                marks = ",".join("?" * len(rows[0]))
                self._store.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._store.execute("COMMIT")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = population.copied(population.kept_town(), Path(folder) / "town")
        twin, before = (population.copied(home, Path(folder) / name) for name in ("twin", "first"))
        key = keyslots.unlock(home.slots, population.PASSPHRASE).key
        written = _written_before(before, key)
        beside = connection.open_store(twin.store, key)
        desk, meetup = population.open_town(home)
        checked = _check_in(desk, meetup, families_of_four(desk, meetup, ROUNDS))
        bare, real = measure.side_by_side(ROUNDS, BareInserts(beside, written), checked)
        rows = sum(map(len, written[-1].values()))
        measure.title(f"受付  4人家族 1件 耐久 ({population.TOWN:,}人のストア、{rows}行)")
        measure.line("同じ行を executemany", str(bare))
        measure.line("Reception.check_in", str(real))
        measure.ratio("p50 どうし", real.p50, bare.p50, FIGURE)
        measure.ratio("p95 どうし", real.p95, bare.p95, FIGURE)
        desk.close()


def _written_before(home: Home, key: bytes) -> list[Rows]:
    """Check everyone in in a store of its own; return what each check-in wrote."""
    desk, meetup = population.open_town(home)
    checked = _check_in(desk, meetup, families_of_four(desk, meetup, ROUNDS))
    written: list[Rows] = []
    with closing(connection.open_store(home.store, key)) as store:
        for place in range(ROUNDS):
            checked(place)
            written.append(_rows(store))
    desk.close()
    return written


def _check_in(desk: Desk, meetup: str, families: list[Family]) -> Callable[[int], object]:
    reception = desk.reception(meetup)

    def check_in(place: int) -> object:
        family = families[place]
        return reception.check_in(family.id, [person.id for person in family.people])

    return check_in


def _rows(store: Any) -> Rows:
    (tx,) = store.execute("SELECT tx FROM op ORDER BY seq DESC LIMIT 1").fetchone()
    return {
        table: store.execute(statement, (tx,)).fetchall()
        for table, statement in _ROWS_OF_AN_ACT.items()
    }


if __name__ == "__main__":
    main()
