"""Loses the power after any call to the disk, at the laptop or at the service, and looks.

Run as a program, beneath the shim: it does what an hour at the desk does, telling all that it
promised. `lose` then builds the disk that is found afterwards.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from sqlalchemy import event as listening

from db.central.backup import copy_to
from db.files import write_whole
from db.laptop import backup, keyslots
from tests.disks import disk
from tests.disks.disk import Event, Platter, Surviving
from tests.syncing.crashing import what_is_wrong
from tests.syncing.laptops import KEY, Central, Laptop, wire
from tests.syncing.sticks import carry, read, write

SECTOR: Final = 512
_SMALL_LOG: Final = "PRAGMA wal_autocheckpoint = 40"
"""Pages after which a log goes into its store, so that an hour meets it as often as a year does."""


def main(folder: Path, synchronous: str) -> None:
    """Register, sync, correct, write a file and read its receipt; close, open, and once more."""
    central = Central(folder / "central")
    central.engine.dispose()

    @listening.listens_for(central.engine, "connect")
    def connect(raw: Any, _: object) -> None:
        _sync_as(raw, synchronous)

    for turn in range(2):
        aoi = Laptop(folder, "aoi")
        _sync_as(aoi.connection, synchronous)
        family = aoi.family("いち")
        tell(aoi)
        aoi.sync(wire(central, aoi))
        tell(aoi)
        for kana in ("に", "さん", "よん")[turn:]:
            aoi.rename(family, kana)
            tell(aoi)
        read(aoi, carry(central, write(aoi)))
        tell(aoi)
        aoi.sync(wire(central, aoi))
        tell(aoi)
        aoi.close()
        central.close()


def files(folder: Path) -> None:
    """Write what lies beside a store: a file for a stick, a backup, one of the service."""
    aoi, central = Laptop(folder, "aoi"), Central(folder / "central")
    slots = folder / "slots"
    for turn in ("first", "again"):
        keyslots._write(slots, [{"turn": turn}])
        write_whole(write(aoi), folder / "stick.mbx")
        backup.write(aoi.connection, KEY, slots, folder / "aoi.backup")
        copy_to(folder / "central", folder / "central.backup")
        names = ("slots", "stick.mbx", "aoi.backup", "central.backup")
        said = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
        disk.say(json.dumps(said))
    aoi.close()
    central.close()


def _sync_as(raw: Any, synchronous: str) -> None:
    raw.execute(f"PRAGMA synchronous = {synchronous}")
    raw.execute(_SMALL_LOG)


def tell(laptop: Laptop) -> None:
    """Promise what the screen has called taken in by now."""
    disk.say(json.dumps(sorted(laptop.ids())))


class Lost(NamedTuple):
    """What was found after the power went once."""

    at: int
    machine: str
    how: str
    wrong: list[str]


def some(seed: int) -> Surviving:
    """Some of the writes are there, whatever their order was."""

    def surviving(asked: list[Event]) -> list[Event]:
        random = Random(seed)
        return [event for event in asked if random.random() < 0.5]

    return surviving


def torn(seed: int) -> Surviving:
    """Of each write some sectors are there."""

    def surviving(asked: list[Event]) -> list[Event]:
        random = Random(seed)
        return [
            Event("W", event.path, event.offset + at, event.data[at : at + SECTOR])
            if event.kind == "W" else event
            for event in asked
            for at in range(0, max(1, len(event.data)), SECTOR)
            if random.random() < 0.7
        ]  # fmt: skip

    return surviving


def ways(at: int) -> dict[str, tuple[Surviving, bool]]:
    """Return what may survive, and whether the names of files do."""
    return {
        "nothing": (disk.nothing, False),
        "nothing but the names of files": (disk.nothing, True),
        "the last write": (disk.the_last_alone, True),
        "some writes": (some(at), at % 2 == 0),
        "torn writes": (torn(at), at % 2 == 1),
    }


MACHINES: Final = {
    "laptop": lambda path: "/aoi.db" in path,
    "central": lambda path: "/central/" in path,
}


def moments(template: Path, log: Path) -> Iterator[tuple[int, Platter, set[str], bool]]:
    """Yield each moment: the disk, what was promised by then, and whether it just was."""
    platter, told = Platter(template), set[str]()
    for at, event in enumerate(disk.events(log)):
        if event.kind == "!":
            told = set(json.loads(event.data))
        else:
            platter.hear(_where_it_began(template, event))
        yield at, platter, told, event.kind == "!"


def said(template: Path, log: Path) -> Iterator[tuple[Platter, dict[str, str]]]:
    """Yield the disk at each moment at which something was called written, and what."""
    platter = Platter(template)
    for event in disk.events(log):
        if event.kind == "!":
            yield platter, json.loads(event.data)
        else:
            platter.hear(_where_it_began(template, event))


def _where_it_began(template: Path, event: Event) -> Event:
    """Return the call with its paths as they were before the run."""
    moved = event._replace(path=_in(template, event.path))
    if event.kind == "R":
        moved = moved._replace(data=_in(template, event.data.decode()).encode())
    return moved


def _in(template: Path, path: str) -> str:
    """Return the path as it is called where the run began."""
    live = template.with_name("live")
    return str(template / Path(path).relative_to(live)) if path else path


class Losing:
    """Loses the power, each machine alone, and never looks at the same disk twice."""

    def __init__(self, template: Path, log: Path) -> None:
        self._template = template
        self._log = log
        self._seen: set[bytes] = set()

    def everywhere(self) -> Iterator[Lost]:
        """Lose it at every moment, in every way."""
        for at, platter, told, _ in moments(self._template, self._log):
            yield from self._lose(at, platter, told, ways(at))

    def here_and_there(self, stride: int) -> Iterator[Lost]:
        """Lose it at each `stride`th moment, in the two hardest ways."""
        for at, platter, told, _ in moments(self._template, self._log):
            if at % stride == 0:
                hardest = {how: ways(at)[how] for how in ("nothing", "torn writes")}
                yield from self._lose(at, platter, told, hardest)

    def after_each_promise(self) -> Iterator[Lost]:
        """Lose all that was not synced at the very moment at which something was promised."""
        for at, platter, told, just in moments(self._template, self._log):
            if just:
                yield from self._lose(at, platter, told, {"nothing": ways(at)["nothing"]})

    def _lose(
        self, at: int, platter: Platter, told: set[str], how: dict[str, tuple[Surviving, bool]]
    ) -> Iterator[Lost]:
        for machine, belongs in MACHINES.items():
            for name, (surviving, names) in how.items():
                found = self._template.with_name("found")
                shutil.rmtree(found, ignore_errors=True)
                platter.restore(found, belongs, surviving, names=names)
                digest = _digest(found, told)
                if digest not in self._seen:
                    self._seen.add(digest)
                    yield Lost(at, machine, name, what_is_wrong(found, told))


def _digest(folder: Path, told: set[str]) -> bytes:
    seen = hashlib.sha256(json.dumps(sorted(told)).encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            seen.update(f"{path} {path.stat().st_size} ".encode() + path.read_bytes())
    return seen.digest()


if __name__ == "__main__":
    if sys.argv[2] == "files":
        files(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]), sys.argv[2])
