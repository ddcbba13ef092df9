"""The central store: encrypted, never opened unseen, its schema what the tables say."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from concierge_tui.domain.errors import StoreDamaged, StoreLocked
from db.central import feed
from db.central.migrations import bring_up_to_date
from db.central.opening import open_encrypted, read_key, writing
from db.central.store import DATABASE, KEY, begin_new_epoch, open_central
from db.central.tables import metadata, service


def epoch(folder: Path) -> str:
    engine = open_central(folder)
    with engine.begin() as connection:
        found = connection.execute(service.select()).one().epoch
    engine.dispose()
    return str(found)


def test_the_steps_lead_to_the_tables(tmp_path: Path) -> None:
    engine = open_central(tmp_path)

    with engine.begin() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()

    assert differences == []


def test_a_feed_from_before_there_were_marks_has_one_and_is_read_once_more(tmp_path: Path) -> None:
    older = open_encrypted(tmp_path / DATABASE, read_key(tmp_path / KEY))
    with writing(older) as connection:
        bring_up_to_date(connection, "v0003")
        connection.exec_driver_sql("INSERT INTO head (area, name, n) VALUES ('area', '', 3)")
    older.dispose()

    engine = open_central(tmp_path)
    with engine.begin() as connection:
        marks = [feed._mark(connection, "area", seq) for seq in (1, 3, 4)]
    engine.dispose()

    assert marks[0] == marks[1] != ""
    assert marks[2] == ""


def test_a_store_opened_again_lives_the_same_life(tmp_path: Path) -> None:
    assert epoch(tmp_path) == epoch(tmp_path)


def test_a_restored_store_begins_another_life(tmp_path: Path) -> None:
    before = epoch(tmp_path)
    engine = open_central(tmp_path)
    begin_new_epoch(engine)
    engine.dispose()

    assert epoch(tmp_path) != before


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    epoch(tmp_path)
    (tmp_path / KEY).write_text("00" * 32)

    with pytest.raises(StoreLocked):
        open_central(tmp_path)


@pytest.mark.parametrize("key", ["", "zz", "00" * 31])
def test_a_damaged_key_file_is_never_replaced(tmp_path: Path, key: str) -> None:
    epoch(tmp_path)
    (tmp_path / KEY).write_text(key)

    with pytest.raises(StoreDamaged):
        open_central(tmp_path)

    assert (tmp_path / KEY).read_text() == key


def test_a_plain_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / DATABASE) as plain:
        plain.execute("CREATE TABLE t (x)")
    plain.close()

    with pytest.raises(StoreDamaged):
        open_central(tmp_path)


def test_the_tables_can_stand_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))
