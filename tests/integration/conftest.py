"""Laptops and central services that several tests share."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from concierge_tui.central import snapshots
from concierge_tui.domain.clock import system_clock
from concierge_tui.sync import engine
from tests.journals.stores import Store, Stores
from tests.postgres.stores import PostgresCentral, fresh_database
from tests.syncing.furnishing import furnish
from tests.syncing.laptops import (
    Central,
    Laptop,
)
from tests.syncing.quick import QuickWorld, furnished
from tests.syncing.service import Running, enrolled
from tests.syncing.telephone import Telephone, issue

ENGINE: Final = "TEST_CENTRAL_ENGINE"
"""`postgresql` runs every test of a central store there: once in a while, not in the gate."""


def wants_postgresql(request: pytest.FixtureRequest) -> bool:
    """Say whether a test is to run on PostgreSQL; SQLCipher is what it asks for by silence."""
    return getattr(request, "param", os.environ.get(ENGINE, "")) == "postgresql"


@pytest.fixture
def central(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Central]:
    with ExitStack() as stack:
        made: Central
        if wants_postgresql(request):
            made = PostgresCentral(tmp_path / "central", stack.enter_context(fresh_database()))
        else:
            made = Central(tmp_path / "central")
        stack.callback(made.close)
        yield made


@pytest.fixture
def laptops(tmp_path: Path, central: Central) -> Iterator[list[Laptop]]:
    made = [Laptop(tmp_path, name) for name in ("aoi", "beni", "cha")]
    for laptop in made:
        central.enrol(laptop)
    yield made
    for laptop in made:
        laptop.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the stores that every simulated world begins with."""
    folder = tmp_path_factory.mktemp("template")
    furnish(folder)
    return folder


@pytest.fixture
def in_memory(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let worlds begin in memory, and let pages and what is far behind be small in them."""
    monkeypatch.setattr(QuickWorld, "begins_with", furnished(template), raising=False)
    monkeypatch.setattr(snapshots, "MAX_PAGE", 2)
    monkeypatch.setattr(engine, "FAR_BEHIND", 0)


@pytest.fixture
def service(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Running]:
    with ExitStack() as stack:
        postgresql = wants_postgresql(request)
        database = stack.enter_context(fresh_database()) if postgresql else None
        running = Running(tmp_path / "central", database)
        stack.callback(running.stop)
        yield running


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path, "aoi", now=system_clock)
    yield laptop
    laptop.close()


@pytest.fixture
def phone() -> Iterator[Telephone]:
    phone = Telephone()
    yield phone
    phone.close()


@pytest.fixture
def address(laptop: Laptop, service: Running) -> str:
    enrolled(laptop, service)
    return issue(laptop)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    """Make stores of one key, one after the other."""
    return Stores(tmp_path_factory.mktemp("stores"))


@pytest.fixture
def store(stores: Stores) -> Iterator[Store]:
    """An empty store."""
    opened = stores.new()
    yield opened
    opened.close()
