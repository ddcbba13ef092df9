"""Does an hour's work while the disk refuses one call after the other; prints what came of it.

Run as a program, beneath the shim. Each deed is tried with its first call refused, its second,
and so on until it asks for nothing more; after each trouble the disk is well again, and the same
deed must work without anything being opened anew.
"""

import errno
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from concierge_tui.central.replies import trouble_of
from concierge_tui.domain.errors import ConciergeError, StoreDamaged, StoreReadOnly, StoreTrouble
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.text.errors import sentence
from db.laptop import audit, backup
from db.laptop.connection import open_store
from db.laptop.door import as_fact
from tests.disks import disk
from tests.syncing.laptops import KEY, Central, Laptop, grant, person_of, settle, wire
from tests.syncing.sticks import carry, read, write


class Refusing(NamedTuple):
    """How a disk refuses."""

    kinds: int
    why: int
    lasting: bool


DISKS: Final = {
    "full": Refusing(disk.WRITES | disk.CUTS | disk.CREATES, errno.ENOSPC, lasting=True),
    "broken": Refusing(disk.WRITES | disk.CUTS | disk.SYNCS, errno.EIO, lasting=True),
    "hiccup": Refusing(disk.WRITES | disk.CUTS | disk.SYNCS, errno.EIO, lasting=False),
    "read-only": Refusing(
        disk.WRITES | disk.CUTS | disk.CREATES | disk.OPENS, errno.EROFS, lasting=True
    ),
    "unreadable": Refusing(disk.READS, errno.EIO, lasting=False),
}
_MOST: Final = 400
_ALIKE: Final = 11
"""A backup writes one page like the other: of them only some are refused."""


class Hour:
    """The laptop, the service, and what was promised so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.central = Central(folder / "central")
        self.aoi = Laptop(folder, "aoi")
        self.promised: set[str] = set()

    def write(self) -> None:
        """Register a family and correct it: two acts, each whole or not there."""
        family = new_id()
        person = Draft("person.set", person_of(family), {"family": family, "kana": "い"}, family)
        made = self.aoi.write(grant(family), person)
        self.promised |= {operation.op_id for operation in made.operations}
        self.promised |= {operation.op_id for operation in self.aoi.rename(family, "ろ").operations}

    def sync(self) -> None:
        """Exchange with the service."""
        self.aoi.sync(wire(self.central, self.aoi))

    def stick(self) -> None:
        """Write a file, let the service read it, and read its answer."""
        read(self.aoi, carry(self.central, write(self.aoi)))

    def copy(self) -> None:
        """Write a backup over an older one."""
        backup.write(self.aoi.connection, KEY, self.folder / "slots", self.folder / "backup")

    def open(self) -> None:
        """Open the store once more, as a worker does."""
        open_store(self.aoi.path, KEY).close()

    def empty_log(self) -> None:
        """Let the log go into its store, and write."""
        self.aoi.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.aoi.family("は")

    def is_readable(self) -> bool:
        """Say whether SQLCipher goes on: after one page that it could not read it does not."""
        try:
            self.aoi.is_clean()
        except (sqlcipher.DatabaseError, StoreTrouble, StoreDamaged):
            return False
        return True

    def open_anew(self) -> None:
        """Close the programs and open them again."""
        self.central.close()
        self.aoi.close()
        self.aoi._open(open_store(self.aoi.path, KEY))

    def wrong(self) -> list[str]:
        """Return what is not as it must be, whatever the disk did."""
        told = {
            "promised and gone": self.promised <= self.aoi.ids(),
            "half of an act": self._acts_are_whole(),
            "the tables are not what the journal says": self.aoi.is_clean(),
            "a chain is broken": not audit.verify(self.aoi.connection).broken,
            "the store is open": not self.aoi.connection.in_transaction,
        }
        return [words for words, holds in told.items() if not holds]

    def _acts_are_whole(self) -> bool:
        """A consent without its person would be half of the act that wrote both."""
        counts = "SELECT count(*) FROM op WHERE kind = 'consent.grant' AND tx NOT IN"
        counts += " (SELECT tx FROM op WHERE kind = 'person.set') AND subject IN (SELECT subject"
        counts += " FROM op WHERE kind = 'person.set' AND body LIKE '%\"kana\":\"い\"%')"
        return bool(self.aoi.connection.execute(counts).fetchone()[0] == 0)

    def close(self) -> list[str]:
        """Open everything anew, let all hear of all, and return what is wrong."""
        self.aoi.close()
        self.central.close()
        central, aoi, beni = (
            Central(self.folder / "central"),
            Laptop(self.folder, "aoi"),
            Laptop(self.folder, "beni"),
        )
        settle(central, [aoi, beni])
        held = central.ids()
        same = self.promised <= held == aoi.ids() == beni.ids() and aoi.shown() == beni.shown()
        clean = aoi.is_clean() and beni.is_clean()
        for each in (central, aoi, beni):
            each.close()
        return [] if same and clean else ["they do not agree in the end"]


class Told(NamedTuple):
    """What one refusal came to."""

    where: str
    sentence: str
    """Empty where the program did without."""
    wrong: list[str]


def refuse_one_after_the_other(
    hour: Hour, deed: Callable[[], None], machine: str, refusing: Refusing, stride: int
) -> Iterator[Told]:
    """Refuse each `stride`th call of the deed in turn."""
    for at in range(1, _MOST, stride):
        hour.write()
        if refusing.kinds & disk.READS:
            hour.open_anew()  # else all of it is in memory
        disk.refuse(refusing.kinds, machine, refusing.why, at, lasting=refusing.lasting)
        told, bug = "", []
        try:
            deed()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
            told = _words(error)
            bug = [] if told else [repr(error)]
        reached = disk.asked() >= at
        disk.refuse(0, machine, 0)
        if refusing.kinds & disk.READS and not hour.is_readable():
            bug += _blames_the_folder(hour)
            hour.open_anew()  # as the sentence says
        where = f"{deed.__name__} at {at} of {machine}"
        yield Told(where, told, bug + hour.wrong() + _again(deed))
        if not reached:
            return


def _words(error: Exception) -> str:
    """Return what a person reads; empty where nobody thought of it."""
    fact = as_fact(error)
    if isinstance(fact, ConciergeError):
        return sentence(fact)
    return trouble_of(error).code if isinstance(error, DBAPIError) else ""


def _blames_the_folder(hour: Hour) -> list[str]:
    """Write where a page could not be read before: nobody may be sent to look at permissions."""
    try:
        hour.write()
    except StoreReadOnly:
        return ["a store that could not be read is called read-only"]
    except (StoreDamaged, sqlcipher.DatabaseError):
        pass
    return []


def _again(deed: Callable[[], None]) -> list[str]:
    try:
        deed()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return [f"not well again: {error!r}"]
    return []


def main(folder: Path, how: str, stride: int) -> None:
    """Print a line for each deed and each file whose disk refused."""
    shutil.copy(folder / "aoi.db", folder / "slots")  # any file: it is what a backup carries along
    (folder / "slots").write_text("{}", encoding="utf-8")
    hour = Hour(folder)
    told: list[Told] = []
    for machine, deeds in {
        "aoi.db": [hour.write, hour.sync, hour.stick, hour.open, hour.copy, hour.empty_log],
        "aoi.db-wal": [hour.write, hour.sync, hour.stick, hour.open, hour.empty_log],
        "aoi.db-shm": [hour.open],
        "backup.part": [hour.copy],
        "backup.new": [hour.copy],
        "central.db": [hour.sync, hour.stick],
        "central.db-wal": [hour.sync, hour.stick],
    }.items():
        for deed in deeds:
            apart = stride * _ALIKE if deed == hour.copy else stride
            told += refuse_one_after_the_other(hour, deed, machine, DISKS[how], apart)
    told.append(Told("in the end", "", hour.close()))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
