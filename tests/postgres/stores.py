"""Central stores in databases of their own, and a `Central` that lives in one."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from os import environ, getpid
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import create_engine, make_url, text

from db.central.store import open_central
from tests.postgres.server import FOLDER, alone, server_url
from tests.syncing.laptops import Central

ON_BOTH: Final = pytest.mark.parametrize("central", ["sqlcipher", "postgresql"], indirect=True)
"""Runs a test of the fixture `central` once on each engine."""
ON_SQLCIPHER: Final = pytest.mark.parametrize("central", ["sqlcipher"], indirect=True)
"""Runs a test there alone, because it looks at the files."""
SERVICE_ON_BOTH: Final = pytest.mark.parametrize(
    "service", ["sqlcipher", "postgresql"], indirect=True
)
TEMPLATE: Final = "concierge_template"
_numbers = count()


@contextmanager
def fresh_database() -> Iterator[str]:
    """Give a test the address of a central store that nobody has used."""
    yield from _of_name(f"concierge_test_{getpid()}_{next(_numbers)}", _template())


@contextmanager
def bare_database() -> Iterator[str]:
    """Give a test the address of a database in which nothing stands."""
    yield from _of_name(f"concierge_test_{getpid()}_{next(_numbers)}", "template0")


def _of_name(name: str, template: str) -> Iterator[str]:
    clone(template, name)
    try:
        yield address(name)
    finally:
        administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def address(database: str) -> str:
    """Return the address of a database of this run's server."""
    url = make_url(server_url()).set(database=database)
    return url.render_as_string(hide_password=False)


def clone(source: str, target: str) -> None:
    """Make `target` what `source` is; nobody may be connected to that."""
    administer(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def administer(*statements: str, end_sessions_of: str | None = None) -> None:
    """Run statements that act on whole databases, on request without whoever is connected."""
    engine = create_engine(server_url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if end_sessions_of:
            end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
            connection.execute(text(end), {"name": end_sessions_of})
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _copies_of(name: str) -> list[str]:
    engine = create_engine(server_url())
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT datname FROM pg_database")).all()
    engine.dispose()
    return [each for each in names if each.startswith(f"{name}_")]


def _template() -> str:
    """Return the database that was migrated once, for all processes of the run."""
    folder = Path(environ[FOLDER])
    name = TEMPLATE + folder.name.rpartition("-")[2]
    with alone(folder, "template"):
        if not (folder / "template").exists():
            administer(f'CREATE DATABASE "{name}" TEMPLATE template0')
            open_central(folder, address(name)).dispose()
            (folder / "template").touch()
    return name


class PostgresCentral(Central):
    """A central store on PostgreSQL; a copy of it is a database too."""

    def __init__(self, folder: Path, database: str) -> None:
        super().__init__(folder, database)
        self._name = make_url(database).database or ""

    def keep(self, folder: Path) -> None:
        """Copy the store under a name that `folder` stands for."""
        self.close()
        clone(self._name, self._copy(folder))

    def put_back(self, folder: Path) -> None:
        administer(f'DROP DATABASE "{self._name}" WITH (FORCE)')
        clone(self._copy(folder), self._name)

    def _copy(self, folder: Path) -> str:
        return f"{self._name}_{folder.name}"
