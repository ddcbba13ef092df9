"""The disk is full, broken, read-only or unreadable at one call after the other.

Each time a person reads one sentence, nothing is half, nothing that was promised is gone, and the
same deed works when the disk is well. That what was typed stays is asked in `tests/ui`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.disks import disk
from tests.disks.refusing import DISKS
from tests.syncing.crashing import furnished

ROOT = Path(__file__).parents[2]
SOME = 23
"""The gate has time for few calls of each deed."""


def refused(folder: Path, how: str, stride: int) -> dict[str, set[str]]:
    """Refuse each `stride`th call of every deed; return what was read, by deed and file."""
    stores = furnished(folder / "stores")
    ran = subprocess.run(
        [sys.executable, "-m", "tests.disks.refusing", str(stores), how, str(stride)],
        cwd=ROOT,
        env=disk.beneath(disk.built(folder), stores),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert [each for each in told if each[2]] == []
    read: dict[str, set[str]] = {}
    for where, sentence, _ in told:
        deed, _, place = where.partition(" at ")
        read.setdefault(f"{deed} {place.rpartition(' ')[2]}", set()).add(sentence)
    return read


def test_a_full_and_an_unreadable_disk_leave_nothing_half(tmp_path: Path) -> None:
    full = refused(tmp_path / "full", "full", SOME)
    unreadable = refused(tmp_path / "unreadable", "unreadable", SOME)

    assert {"full", ""} <= full["sync central.db-wal"], "the service says that it is full"
    assert any("ディスクがいっぱい" in said for said in full["write aoi.db-wal"])
    assert any("もう一度開いて" in said for said in unreadable["write aoi.db"])
    assert {"busy", ""} <= unreadable["sync central.db"]


@pytest.mark.soak
@pytest.mark.parametrize("how", DISKS)
def test_wherever_it_refuses_nothing_is_half(tmp_path: Path, how: str) -> None:
    read = refused(tmp_path, how, 1)

    assert any(read[f"write aoi.db{'' if how == 'unreadable' else '-wal'}"] - {""})
