"""New stores in a fraction of the time: the finished schema is copied in instead of built."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Connection

from db.central import store as central
from db.laptop import connection as opener
from db.laptop import migrations


class Built(NamedTuple):
    """How the program itself makes the schema."""

    laptop: Any = migrations._apply
    central: Any = central.bring_up_to_date


BUILT = Built()
KEY = bytes(opener.KEY_BYTES)
IS_EMPTY = "SELECT count(*) = 0 FROM sqlite_master"
STATEMENTS = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"


@contextmanager
def copied(folder: Path) -> Iterator[None]:
    """Let every empty store get what the steps of the schema made of the first one.

    A store that holds something, or a program with other steps, goes the whole way.
    """
    with pytest.MonkeyPatch.context() as patch:
        _copy_laptops(patch, folder / "template.db")
        _copy_central(patch)
        yield


def _copy_laptops(patch: pytest.MonkeyPatch, template: Path) -> None:
    steps, one_at_a_time = migrations.STEPS, Lock()

    def fill(store: Any) -> None:
        if migrations.STEPS is not steps or not store.execute(IS_EMPTY).fetchone()[0]:
            BUILT.laptop(store)
            return
        with one_at_a_time:
            if not template.exists():
                with closing(opener._connect(template, KEY)) as first:
                    BUILT.laptop(first)
        with closing(opener._connect(template, KEY)) as finished:
            finished.backup(store)

    patch.setattr(migrations, "_apply", fill)


def _copy_central(patch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def fill(store: Connection) -> None:
        if store.dialect.name != "sqlite" or not store.exec_driver_sql(IS_EMPTY).scalar():
            BUILT.central(store)
        elif said:
            for statement in said:
                store.exec_driver_sql(statement)
        else:
            BUILT.central(store)
            version = store.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
            known = f"INSERT INTO alembic_version VALUES ('{version}')"
            said.extend([*store.exec_driver_sql(STATEMENTS).scalars(), known])

    patch.setattr(central, "bring_up_to_date", fill)
