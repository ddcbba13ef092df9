"""The power goes at every single boundary of writing, at the laptop and at the service."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOME = 7
"""The gate has time for each seventh point; no period of the deeds is a multiple of it."""


def test_at_some_boundaries_nothing_is_lost(tmp_path: Path) -> None:
    die_everywhere(tmp_path, SOME)


@pytest.mark.soak
def test_at_no_boundary_anything_is_lost(tmp_path: Path) -> None:
    die_everywhere(tmp_path, 1)


def die_everywhere(folder: Path, stride: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.syncing.crashing", str(folder), str(stride)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["wrong"] == {}
    sides = {name.partition(":")[0] for name in told["points"]}
    assert sides >= {"laptop", "central", "before push", "after push", "after the receipt"}
    assert len(told["points"]) > 100
