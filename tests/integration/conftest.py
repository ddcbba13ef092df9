"""Laptops and central services that several tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui.domain.clock import system_clock
from tests.syncing.laptops import (
    Central,
    Laptop,
)
from tests.syncing.service import Running, enrolled
from tests.syncing.simulated import furnish
from tests.syncing.telephone import Telephone, issue


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    central = Central(tmp_path / "central")
    yield central
    central.close()


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
def service(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path / "central")
    yield running
    running.stop()


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
