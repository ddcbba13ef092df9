"""A laptop killed at any moment of a sync: what it told exists, and the next one goes on."""

import subprocess
import sys
import time
from pathlib import Path
from random import Random

from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.enrolment import read_enrolment_code
from concierge_tui.sync.enrolling import Enrolling
from concierge_tui.sync.exchanging import CentralExchange
from tests.syncing.laptops import Laptop
from tests.syncing.service import Running

ROOT = Path(__file__).parents[2]
SEED = 20261122
ROUNDS = 8

# Writes families and syncs after each three, telling each family once it is durable.
CHILD = """
import sys
from pathlib import Path
from concierge_tui.domain.clock import system_clock
from concierge_tui.sync.exchanging import CentralExchange
from tests.syncing.laptops import Laptop
laptop = Laptop(Path(sys.argv[1]), "aoi", now=system_clock)
sync = CentralExchange(laptop.replica, laptop.peer)
while True:
    for _ in range(3):
        print(laptop.family(), flush=True)
    sync()
    print("synced", flush=True)
"""


def enrolled(folder: Path, name: str, service: Running) -> Laptop:
    laptop = Laptop(folder, name, now=system_clock)
    code = service.code()
    Enrolling(laptop.replica, laptop.peer)(service.url, read_enrolment_code(code).characters)
    return laptop


def killed(folder: Path, lines: int, delay: float) -> list[str]:
    """Run the child until it has told so many lines, kill it soon, and return what it told."""
    told: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        told += [process.stdout.readline().strip() for _ in range(lines)]
        time.sleep(delay)
        process.kill()
        told += [line.strip() for line in process.stdout if line.endswith("\n")]
    return [line for line in told if line and line != "synced"]


def test_killed_at_any_moment_nothing_told_is_missing(service: Running, tmp_path: Path) -> None:
    rng = Random(SEED)
    enrolled(tmp_path, "aoi", service).close()
    other = enrolled(tmp_path, "beni", service)
    told: list[str] = []

    for _ in range(ROUNDS):
        told += killed(tmp_path, rng.randrange(1, 12), rng.random() / 20)
    aoi = Laptop(tmp_path, "aoi", now=system_clock)
    for laptop in (aoi, other):
        CentralExchange(laptop.replica, laptop.peer)()

    assert len(told) > ROUNDS
    assert all(aoi.kana(family) and other.kana(family) for family in told)
    assert aoi.shown() == other.shown()
    assert aoi.is_clean()
    assert aoi.status().pending == 0
    for laptop in (aoi, other):
        laptop.close()
