"""Dies before every statement that writes, and before and after every request, one after the other.

Run as a program: it forks for each point, so that a point costs a tenth of a second. A point is
found by letting the deeds run once; so no write can be forgotten.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import event

from db.laptop import audit
from tests.syncing.furnishing import furnish
from tests.syncing.laptops import Central, Laptop, settle, wire
from tests.syncing.sticks import admit, carry, read, write

WRITES: Final = re.compile(r"\s*(BEGIN IMMEDIATE|COMMIT|(?:INSERT|REPLACE|UPDATE|DELETE)\b.*)")
_DIED: Final = 99

At = Callable[[str], None]


def deeds(folder: Path, at: At, tell: Callable[[set[str]], None]) -> None:
    """Register, sync, correct, write a file, let it be read, read its receipt, sync."""
    central, aoi = Central(folder / "central"), Laptop(folder, "aoi")
    central.engine.dispose()
    event.listen(central.engine, "connect", lambda raw, _: _watch(raw, "central", at))
    _watch(aoi.connection, "laptop", at)
    way = wire(central, aoi)
    way.cut = at
    family = aoi.family("いち")
    tell(aoi.ids())
    aoi.sync(way)
    aoi.rename(family, "に")
    tell(aoi.ids())
    at("before the file")
    content = write(aoi)
    at("after the file")
    answer = carry(central, content)
    at("after the receipt")
    read(aoi, answer)
    aoi.sync(way)
    aoi.close()
    central.close()


def _watch(raw: object, side: str, at: At) -> None:
    def see(statement: str) -> None:
        found = WRITES.match(statement)
        if found:
            at(f"{side}: {' '.join(found[1].split()[:3])}")

    raw.set_trace_callback(see)  # type: ignore[attr-defined]


def points(folder: Path) -> list[str]:
    """Return the names of all points, in their order."""
    passed: list[str] = []
    deeds(folder, passed.append, lambda _: None)
    return passed


def die_at(number: int, folder: Path) -> set[str]:
    """Do the deeds in a process that dies at a point; return what it had told before."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        left = [number]

        def at(_: str) -> None:
            if not left[0]:
                os._exit(_DIED)
            left[0] -= 1

        deeds(folder, at, lambda ids: _say(writing, ids))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        lines = told.read().splitlines()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == _DIED
    return set().union(*map(json.loads, lines))


def _say(pipe: int, ids: set[str]) -> None:
    os.write(pipe, (json.dumps(sorted(ids)) + "\n").encode())


def what_is_wrong(folder: Path, told: set[str]) -> list[str]:
    """Open everything anew, look, sync, and look again."""
    central = Central(folder / "central")
    aoi, beni = Laptop(folder, "aoi"), Laptop(folder, "beni")
    acked = "SELECT op_id FROM position JOIN op ON op.seq = position.op JOIN local_mark"
    acked += " ON local_mark.stream = position.stream WHERE n <= acked"
    arrived = {row[0] for row in aoi.connection.execute(acked)}
    numbers = "SELECT seq FROM position UNION ALL SELECT seq FROM fill"
    sound = {
        "what was told is there": told <= aoi.ids(),
        "the tables are what the journal says": aoi.is_clean(),
        "what is called arrived has arrived": arrived <= central.ids(),
        "the feed has no gap": central.one(f"SELECT count(*) FROM ({numbers})")
        == central.one("SELECT n FROM head"),
    }
    settle(central, [aoi, beni])
    sound |= {
        "all of it is at the service": aoi.ids() == central.ids() == beni.ids(),
        "both show the same": aoi.shown() == beni.shown(),
        "nothing waits": aoi.status().pending == 0,
        "the chains hold": not audit.verify(aoi.connection).broken,
    }
    for each in (aoi, beni, central):
        each.close()
    return [words for words, holds in sound.items() if not holds]


def furnished(template: Path) -> Path:
    """Make the stores that every run begins with: two laptops, one of which has synced."""
    furnish(template)
    central, aoi, beni = (
        Central(template / "central"),
        Laptop(template, "aoi"),
        Laptop(template, "beni"),
    )
    admit(central, aoi, beni)
    beni.family("さん")
    settle(central, [beni])
    for each in (aoi, beni, central):
        each.close()
    return template


def main(folder: Path, stride: int) -> None:
    """Print which points there are, and what went wrong at which of each `stride`th."""
    template = furnished(folder / "template")
    names = points(shutil.copytree(template, folder / "whole"))
    wrong = {}
    for number, name in list(enumerate(names))[::stride]:
        copy = shutil.copytree(template, folder / str(number))
        found = what_is_wrong(copy, die_at(number, copy))
        if found:
            wrong[f"{number} {name}"] = found
        shutil.rmtree(copy)
    sys.stdout.write(json.dumps({"points": names, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
