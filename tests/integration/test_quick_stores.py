"""What the tests copy is what the program builds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.central.store import open_central
from db.laptop import connection
from tests.staging import quick_stores

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
OF_THE_MOMENT = {"_sqlite_migrations"}
"""Holds the time at which each step was taken."""


def laptop(path: Path) -> list[Any]:
    store = connection.create_store(path, bytes(range(32)))
    tables = [name for (name,) in store.execute(TABLES) if name not in OF_THE_MOMENT]
    held = [
        *store.execute(SCHEMA),
        *store.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id"),
        *(store.execute(f"SELECT * FROM [{name}]").fetchall() for name in tables),
        *store.execute("PRAGMA journal_mode"),
        *store.execute("PRAGMA integrity_check"),
        *store.execute("PRAGMA cipher_integrity_check"),
    ]
    store.close()
    return held


def central(folder: Path) -> list[Any]:
    engine = open_central(folder)
    with engine.begin() as store:
        held = [
            *map(tuple, store.exec_driver_sql(SCHEMA)),
            *map(tuple, store.exec_driver_sql("SELECT * FROM alembic_version")),
        ]
    engine.dispose()
    return held


@pytest.mark.parametrize("made", [laptop, central])
def test_a_copied_store_is_the_built_one(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, copied = made(tmp_path / "first"), made(tmp_path / "copied")
    monkeypatch.setattr("db.laptop.migrations._apply", quick_stores.BUILT.laptop)
    monkeypatch.setattr("db.central.store.bring_up_to_date", quick_stores.BUILT.central)

    assert first == copied == made(tmp_path / "built")
