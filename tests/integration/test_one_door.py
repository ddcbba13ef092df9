"""Nothing is written to a laptop's store except through the one door."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from concierge_tui import bootstrap
from concierge_tui.domain.codes import new_code
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from db.laptop import connection as opener
from db.laptop import door
from tests.conftest import NOON
from tests.syncing.laptops import Central, Laptop, grant, settle

ROOT = Path(__file__).parents[2]
WRITING = re.compile(
    r"\s*(INSERT|REPLACE|UPDATE|DELETE)\b\s+(?:OR\s+\w+\s+)?(?:INTO|FROM)?\s*(\S+)"
)
SQL = re.compile(r"\s*(INSERT (OR \w+ )?INTO|REPLACE INTO|UPDATE \S+ SET|DELETE FROM) ")
TRANSACTION = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|END TRANSACTION)\b")

# Who may write: each says in its docstring what for. One more name here is a decision.
WRITERS = {
    "bundles", "copies", "doubles", "erasing", "filling", "grants", "hand_offs", "identity",
    "intake", "journal", "leftovers", "meetup_day", "peers", "projections", "rebuild",
    "replica", "restamping", "rows", "search_index", "settings", "understanding", "withheld",
}  # fmt: skip
DERIVED = {"meetup_day", "projections", "rebuild", "search_index"}
OF_THE_JOURNAL = {
    "erasing", "filling", "intake", "journal", "restamping", "rows", "understanding",
}  # fmt: skip


def literals(source: str, wanted: re.Pattern[str]) -> list[str]:
    """Return the string literals, docstrings aside, that begin with what is wanted."""
    tree = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in bare and wanted.match(node.value)
    ]


def holding(wanted: re.Pattern[str]) -> set[str]:
    """Return the modules of the laptop's side in which such statements stand."""
    paths = [*ROOT.glob("concierge_tui/**/*.py"), *ROOT.glob("screens/**/*.py")]
    paths += [*ROOT.glob("db/laptop/**/*.py"), *ROOT.glob("db/reference/**/*.py")]
    return {
        path.relative_to(ROOT).as_posix()
        for path in paths
        if "migrations" not in path.parts and literals(path.read_text(encoding="utf-8"), wanted)
    }


def test_statements_that_write_stand_in_the_listed_modules_alone() -> None:
    assert holding(SQL) == {f"db/laptop/{name}.py" for name in WRITERS}


def test_only_the_door_begins_and_ends_a_transaction() -> None:
    assert holding(TRANSACTION) == {"db/laptop/door.py"}


@pytest.mark.parametrize(
    "statement",
    ['"INSERT INTO op VALUES (1)"', 'f"DELETE FROM {table}"', '"update " + x', '"UPDATE op SET a"'],
)
def test_a_statement_that_writes_is_recognised(statement: str) -> None:
    found = literals(f"connection.execute({statement})", SQL)

    assert bool(found) == ("update " not in statement)


class Written(NamedTuple):
    """One statement that wrote, and who ran it."""

    module: str
    table: str
    allowed: bool


class Watch:
    """Sees every statement that any connection of the laptop's store runs."""

    def __init__(self) -> None:
        self.written: list[Written] = []
        self.strange: list[str] = []
        self._open: dict[int, bool] = {}

    def on(self, connection: Any) -> Any:
        """Watch one connection."""
        number = len(self._open)
        self._open[number] = False
        connection.set_trace_callback(lambda statement: self._see(number, statement))
        return connection

    def _see(self, number: int, statement: str) -> None:
        caller = sys._getframe(2)
        if TRANSACTION.match(statement):
            at_the_door = caller.f_code.co_filename == door.__file__
            self._open[number] = statement == "BEGIN IMMEDIATE" and at_the_door
            if not at_the_door:
                self.strange.append(statement)
        elif found := WRITING.match(statement):
            module = str(caller.f_globals["__name__"]).removeprefix("db.laptop.")
            self.written.append(Written(module, found[2], self._open[number]))


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Watch every store that is opened from here on, behind its schema steps."""
    seen = Watch()
    for name in ("create_store", "open_store"):
        make = getattr(opener, name)
        monkeypatch.setattr(opener, name, lambda *given, make=make: seen.on(make(*given)))
    return seen


@pytest.fixture
def watched(watch: Watch) -> Iterator[Desk]:
    assert watch.written == []
    made = bootstrap.practise(area="みその", staff="試験 花子", now=lambda: NOON)
    yield made
    made.close()


def a_day(desk: Desk, folder: Path) -> None:
    """Do everything that writes."""
    meetup = desk.meetups.new("会", "2026-12-05").id
    roster = folder / "roster.csv"
    roster.write_text("氏名,フリガナ,電話番号\n鈴木 花,スズキ ハナ,09011112222\n,,\n", "utf-8")
    desk.rosters.run(desk.rosters.open(roster), meetup, Basis("1", "basis", "hash"))
    form = WalkInForm(people=(WalkInPerson(role="guardian", kana="タナカ"),))
    done = desk.walk_in.register(form, ConsentGiven("1", "hash"), meetup=meetup)
    opened = desk.households.open(done.family)
    desk.households.correct(opened, {done.people[0]: {"kana": "タナベ", "phone": "0312345678"}})
    desk.households.look(done.family, done.people[0], ["phone"])
    desk.reception(meetup).seat(done.family, "3")
    desk.reception(meetup).leave(done.family, done.people)
    desk.reception(meetup).find("5678")
    desk.undo.last()
    desk.staff.set_pin(desk.author().actor, "123456")
    desk.settings.put("a", "b")
    desk.settings.drop("a")
    desk.drafts.put("walk-in", new_code())
    desk.drafts.drop("walk-in")
    desk.closing(meetup).close(everyone_is_out=True)
    desk.examine(keep=True)
    with desk.fork() as other:
        other.drafts.put("note", "x")


def test_a_day_at_the_desk_writes_behind_the_door_alone(
    watch: Watch, watched: Desk, tmp_path: Path
) -> None:
    a_day(watched, tmp_path)

    assert watch.strange == []
    assert [each for each in watch.written if not each.allowed] == []
    assert {each.module for each in watch.written} <= WRITERS
    assert len(watch.written) > 50, "the watch sees nothing"


def test_a_sync_writes_behind_the_door_alone(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("create_store", "open_store"):
        monkeypatch.setattr(f"tests.syncing.laptops.{name}", getattr(opener, name))
    sync_twice(tmp_path)

    assert watch.strange == []
    assert [each for each in watch.written if not each.allowed] == []
    assert {each.module for each in watch.written} <= WRITERS
    assert {"peers", "replica", "intake", "filling", "restamping"} <= {
        each.module for each in watch.written
    }


def test_each_table_is_written_by_its_own_modules(
    watch: Watch, watched: Desk, tmp_path: Path
) -> None:
    from db.laptop.projections import PROJECTED

    a_day(watched, tmp_path)
    by_table: dict[str, set[str]] = {}
    for module, table, _ in watch.written:
        by_table.setdefault(table, set()).add(module)

    for table, modules in by_table.items():
        if table in PROJECTED:
            assert modules <= DERIVED, table
        elif not table.startswith("local_"):
            assert modules <= OF_THE_JOURNAL, table
    assert set(by_table) >= {"op", "position", "person", "attendance", "key", "local_draft"}


class TestTheWatch:
    def test_it_sees_a_write_that_took_no_door(self, watch: Watch, tmp_path: Path) -> None:
        connection = opener.create_store(tmp_path / "store.db", bytes(32))
        connection.execute("INSERT INTO local_setting VALUES ('a', 'b')")
        connection.close()

        assert [(each.table, each.allowed) for each in watch.written] == [("local_setting", False)]

    def test_it_sees_a_transaction_that_somebody_else_began(
        self, watch: Watch, tmp_path: Path
    ) -> None:
        connection = opener.create_store(tmp_path / "store.db", bytes(32))
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("DELETE FROM person WHERE id = ?", [("a",), ("b",)])
        connection.execute("COMMIT")
        connection.close()

        assert watch.strange == ["BEGIN IMMEDIATE", "COMMIT"]
        assert {each.allowed for each in watch.written} == {False}

    def test_it_lets_the_door_pass(self, watch: Watch, tmp_path: Path) -> None:
        connection = opener.create_store(tmp_path / "store.db", bytes(32))
        with door.writing(connection) as inside:
            inside.execute("UPDATE local_setting SET value = ''")
        connection.close()

        assert [each.allowed for each in watch.written] == [True]


def sync_twice(folder: Path) -> None:
    """Let two laptops meet at a central store, once with details withheld, once restored."""
    central = Central(folder / "central")
    here, there = Laptop(folder, "here"), Laptop(folder, "there")
    for laptop in (here, there):
        central.enrol(laptop)
    family = here.family(consent=False)
    settle(central, [here, there])
    here.keep(folder / "kept.db")
    here.write(grant(family))
    settle(central, [here, there])
    here.go_back_to(folder / "kept.db")
    here.rename(family, "たなべ")
    settle(central, [here, there])
    for laptop in (here, there):
        laptop.close()
    central.close()
