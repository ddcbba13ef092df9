"""Years of a team in a minute: whatever happens, all agree with the naive causal model."""

import os
import shutil
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.syncing.erasing_world import ErasingWorld
from tests.syncing.quick import OneWriterWorld, QuickWorld, short_lives
from tests.syncing.simulated import World

SEEDS = (7, 35, 2052, 641989518)
"""Each once found something."""

ERASING = (5, 47380473, 67305269)
"""In the first laptops and the service are put back between erasures, and files are read after
them; in the second the service is put back between what was known and what was withheld;
in the third the connection breaks before a service that was put back has told what it lacks."""

MINUTES = 10

SHORT_LIVES = int(os.environ.get("TEST_WORLDS", "20000"))
"""How many worlds in memory a soak runs through; a night of one core is enough for 100,000."""

SHARES = 4
"""The short lives are lived in so many tests, for as many workers."""


def live(seed: int, template: Path, folder: Path, kind: type[World] = World) -> None:
    """Run one world to its end."""
    world = kind(seed, template, folder)
    try:
        world.run(60)
    finally:
        world.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_all_agree_with_who_had_seen_what(seed: int, template: Path, tmp_path: Path) -> None:
    live(seed, template, tmp_path)


@pytest.mark.parametrize("seed", ERASING)
def test_whoever_is_erased_is_gone_from_everywhere(
    seed: int, template: Path, tmp_path: Path
) -> None:
    live(seed, template, tmp_path, ErasingWorld)


@pytest.mark.usefixtures("in_memory")
def test_all_agree_in_memory_too(template: Path, tmp_path: Path) -> None:
    short_lives(SEEDS, template, tmp_path)


@pytest.mark.soak
@pytest.mark.timeout(8 * 3600)
@pytest.mark.usefixtures("in_memory")
@pytest.mark.parametrize("share", range(SHARES))
def test_all_agree_in_many_short_lives(
    share: int, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Random().randrange(10**9)
    seeds = range(first, first + SHORT_LIVES // SHARES)
    with capsys.disabled():
        sys.stdout.write(f"\nshare {share}: {len(seeds)} worlds from seed {first} on\n")
    short_lives(seeds, template, tmp_path, (QuickWorld, OneWriterWorld)[share % 4 == 1])


@pytest.mark.soak
def test_all_agree_for_many_seeds(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = first = Random().randrange(10**9)
    ends = time.monotonic() + MINUTES * 60
    while time.monotonic() < ends:
        live(seed, template, tmp_path / str(seed), (World, ErasingWorld)[seed % 2])
        shutil.rmtree(tmp_path / str(seed))
        seed += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{seed - first} worlds from seed {first} on\n")
