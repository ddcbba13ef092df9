"""The power goes before the disk has it: what was promised is there, as `synchronous` says.

A killed process proves nothing of this, for the system still writes what it left.
"""

import hashlib
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.disks import disk
from tests.disks.power import Losing, said
from tests.syncing.crashing import furnished

ROOT = Path(__file__).parents[2]
SOME = 97
"""The gate has time for few moments; no part of the hour at the desk lasts so many calls."""


@pytest.fixture
def furnished_template(tmp_path: Path) -> Path:
    return furnished(tmp_path / "template")


def beneath_a_watched_disk(template: Path, what: str) -> Path:
    """Let an hour pass; return what was asked of the disk."""
    live = shutil.copytree(template, template.with_name("live"))
    log = template.with_name("log")
    ran = subprocess.run(
        [sys.executable, "-m", "tests.disks.power", str(live), what],
        cwd=ROOT,
        env=disk.beneath(disk.built(template.parent), live, log),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return log


def lived(template: Path, synchronous: str) -> Losing:
    """Let an hour pass at two stores."""
    log = beneath_a_watched_disk(template, synchronous)
    kinds = {(event.kind, Path(event.path).name) for event in disk.events(log)}
    assert kinds >= {
        (kind, f"{store}{ending}")
        for store in ("aoi.db", "central.db")
        for kind, ending in (("W", ""), ("S", ""), ("W", "-wal"), ("S", "-wal"), ("U", "-wal"))
    }, "the shim saw no log, or none was taken into its store"
    return Losing(template, log)


def test_nothing_that_was_promised_is_lost(furnished_template: Path) -> None:
    losing = lived(furnished_template, "FULL")

    losses = [*losing.here_and_there(SOME), *islice(losing.after_each_promise(), 3)]

    assert [loss for loss in losses if loss.wrong] == []
    assert {loss.machine for loss in losses} == {"laptop", "central"}


def test_less_than_full_would_lose_what_was_promised(furnished_template: Path) -> None:
    """The same hour, and the shim shows what FULL is for: else the test above proved nothing."""
    losses = lived(furnished_template, "NORMAL").after_each_promise()
    wrong: dict[str, list[str]] = {}
    while set(wrong) != {"laptop", "central"}:
        loss = next(losses)
        if loss.wrong:
            wrong[loss.machine] = loss.wrong

    assert wrong == {
        "laptop": ["what was told is there"],
        "central": ["what is called arrived has arrived"],
    }


def test_what_lies_beside_a_store_is_there_when_it_is_called_written(
    furnished_template: Path,
) -> None:
    """Files for sticks, backups, passphrases: content and name, over an older one too."""
    log = beneath_a_watched_disk(furnished_template, "files")

    promises = 0
    for platter, told in said(furnished_template, log):
        promises += 1
        found = {
            Path(path).name: hashlib.sha256(content).hexdigest()
            for path, content in platter.images(disk.nothing, names=False)
        }
        assert told.items() <= found.items()
    assert promises == 2


@pytest.mark.soak
def test_nothing_that_was_promised_is_lost_at_any_moment(furnished_template: Path) -> None:
    losses = list(lived(furnished_template, "FULL").everywhere())

    assert [loss for loss in losses if loss.wrong] == []
    assert len(losses) > 1000
