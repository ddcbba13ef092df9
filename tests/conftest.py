"""What holds for every test: no real store is touched, and the same examples run each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import platformdirs
import pytest
from hypothesis import HealthCheck, settings

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

OWN_VARIABLES = ("CONCIERGE_HOME", "CONCIERGE_PASSPHRASE_FILE")
REAL_FOLDERS = {
    platformdirs.user_data_path().absolute(),
    platformdirs.user_config_path().absolute(),
    platformdirs.user_state_path().absolute(),
}
_numbers = count()


def real_stores() -> dict[Path, int]:
    """Return whatever of ours lies in this person's own folders, with its time of change."""
    tops = [path for folder in REAL_FOLDERS for path in folder.glob("*[cC]oncierge*")]
    found = [*tops, *(path for top in tops for path in top.rglob("*"))]
    return {path: path.stat().st_mtime_ns for path in found}


@pytest.fixture(scope="session", autouse=True)
def _no_store_for_wide_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures of a wider scope away from the real store too."""
    with pytest.MonkeyPatch.context() as patch:
        for name in OWN_VARIABLES:
            patch.delenv(name, raising=False)
        patch.setenv("CONCIERGE_HOME", str(tmp_path_factory.getbasetemp() / "home-of-session"))
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
