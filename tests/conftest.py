"""What holds for every test: no real store is touched, and the same examples run each time."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import platformdirs
import pytest
from hypothesis import HealthCheck, settings

from concierge_tui.bootstrap import practise
from concierge_tui.services.desk import Desk
from tests.postgres import server

# Deterministic: a red gate is red again tomorrow. `hunt` looks for what nobody thought of.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # a slow machine is not a wrong program
)
settings.register_profile("dev", settings.get_profile("ci"), max_examples=25)
settings.register_profile("hunt", settings.get_profile("ci"), derandomize=False, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# Hundreds of screens live in one process here: looking for garbage as often as Python would costs
# a tenth of the time.
gc.set_threshold(20_000, 20, 20)

OWN_VARIABLES = ("CONCIERGE_HOME", "CONCIERGE_PASSPHRASE_FILE")
REAL_FOLDERS = {
    platformdirs.user_data_path().absolute(),
    platformdirs.user_config_path().absolute(),
    platformdirs.user_state_path().absolute(),
}
_numbers = count()

NOON = datetime(2026, 12, 5, 3, 0, tzinfo=UTC)
"""Noon in Japan on the day of the sample meetup."""


def real_stores() -> dict[Path, int]:
    """Return whatever of ours lies in this person's own folders, with its time of change."""
    tops = [path for folder in REAL_FOLDERS for path in folder.glob("*[cC]oncierge*")]
    found = [*tops, *(path for top in tops for path in top.rglob("*"))]
    return {path: path.stat().st_mtime_ns for path in found}


def pytest_configure() -> None:
    server.begin_run()


def pytest_unconfigure() -> None:
    server.end_run()


@pytest.fixture(scope="session", autouse=True)
def _no_store_for_wide_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures of a wider scope away from the real store too."""
    with pytest.MonkeyPatch.context() as patch:
        for name in OWN_VARIABLES:
            patch.delenv(name, raising=False)
        patch.setenv("CONCIERGE_HOME", str(tmp_path_factory.getbasetemp() / "home-of-session"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _pilot_waits_for_keys() -> Iterator[None]:
    """Let a pause last until what was typed ahead has been heard."""
    from tests.staging.typed_ahead import awaited

    with awaited():
        yield


@pytest.fixture(scope="session", autouse=True)
def _what_is_alike_is_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build the schema of a store and read a style sheet once a process, not once a test."""
    from tests.staging import parsed_once, quick_stores

    with quick_stores.copied(tmp_path_factory.mktemp("schema")), parsed_once.shared():
        yield


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give each test a store folder of its own, and fail it when it wrote into the real one."""
    before = real_stores()
    home = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    with pytest.MonkeyPatch.context() as patch:
        for name in OWN_VARIABLES:
            patch.delenv(name, raising=False)
        patch.setenv("CONCIERGE_HOME", str(home))
        yield
    assert real_stores() == before, "the test wrote into the real data folder"


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A throw-away store at noon of the meetup's day, with one coordinator."""
    opened = practise(area="みその", staff="試験 花子", now=lambda: NOON)
    yield opened
    opened.close()


@pytest.fixture
def meetup(desk: Desk) -> str:
    """A meetup on the day of `NOON`."""
    return desk.meetups.new(
        "みその交流会",
        "2026-12-05",
        starts="10:00",
        ends="12:00",
        venue="美園コミュニティセンター",
        next_event="次回は12/12です。",
    ).id
