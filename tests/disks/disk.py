"""A disk on which tests look at every write: what it has for certain, and what was on its way.

`disk.c` is loaded before the C library, so it is the real SQLCipher that writes through it.
"""

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

_SOURCE: Final = Path(__file__).with_name("disk.c")
_RECORD: Final = struct.Struct("<cIQQ")
_MEMORY: Final = "-shm"
"""SQLite shares it between processes and never reads it after a crash."""

WRITES, SYNCS, CUTS, CREATES, READS, OPENS = 1, 2, 4, 8, 16, 32


def built(folder: Path) -> Path:
    """Return the compiled shim, or skip loudly where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if sys.platform != "linux" or compiler is None:
        if os.environ.get("CI"):
            pytest.fail("the disk must be tried: there is no C compiler")
        pytest.skip("NOT TRIED: power loss and a failing disk, for there is no C compiler here")
    shim = folder / "disk.so"
    if not shim.exists():
        made = [compiler, "-shared", "-fPIC", "-O1", "-o", str(shim), str(_SOURCE), "-ldl"]
        subprocess.run([*made, "-lpthread"], check=True, capture_output=True)
    return shim


def beneath(shim: Path, folder: Path, log: Path | None = None) -> dict[str, str]:
    """Return the environment of a process whose writes in `folder` go through the shim."""
    told = {"DISK_LOG": str(log)} if log else {}
    return {**os.environ, "LD_PRELOAD": str(shim), "DISK_FOLDER": str(folder), **told}


@cache
def _shim() -> Any:
    return ctypes.CDLL(None)


def say(words: str) -> None:
    """Write into the log what the program has told by now."""
    _shim().disk_say(words.encode())


def refuse(kinds: int, ending: str, why: int, at: int = 0, *, lasting: bool = False) -> None:
    """Refuse the `at`th call of such kinds on such files from now on; 0 only counts them."""
    shim = _shim()
    shim.disk_refuse(kinds, ending.encode(), why, ctypes.c_long(at), int(lasting))


def asked() -> int:
    """Return how many such calls there were."""
    return int(_shim().disk_asked())


class Event(NamedTuple):
    """One call, in its order."""

    kind: str
    path: str
    offset: int
    data: bytes


def events(log: Path) -> list[Event]:
    """Return what was asked of the disk; what memory shares is no matter of the disk."""
    content, place, found = log.read_bytes(), 0, []
    while place < len(content):
        kind, length, offset, size = _RECORD.unpack_from(content, place)
        place += _RECORD.size
        path = content[place : place + length].decode()
        place += length
        found.append(Event(kind.decode(), path, offset, content[place : place + size]))
        place += size
    return [event for event in found if not event.path.endswith(_MEMORY)]


class _File:
    """What a file has for certain, and what was asked since."""

    def __init__(self, content: bytes = b"") -> None:
        self.certain = bytearray(content)
        self.asked: list[Event] = []

    def sync(self) -> None:
        for event in self.asked:
            apply(self.certain, event)
        self.asked = []


def apply(content: bytearray, event: Event) -> None:
    """Let one write or truncation reach the content of a file."""
    if event.kind == "T":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
        return
    content.extend(bytes(max(0, event.offset - len(content))))
    content[event.offset : event.offset + len(event.data)] = event.data


Surviving = Callable[[list[Event]], list[Event]]
"""Which of the writes that nobody waited for are on the platter when the power is gone."""


class Platter:
    """A disk that may forget whatever was not synced, in any order, names of files too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.names = {
            str(path): _File(path.read_bytes())
            for path in folder.rglob("*")
            if path.is_file() and not path.name.endswith(_MEMORY)
        }
        self._certain_names = dict(self.names)

    def hear(self, event: Event) -> None:
        """Take one call."""
        if event.kind in "WT":
            self.names.setdefault(event.path, _File()).asked.append(event)
        elif event.kind == "C":
            self.names[event.path] = _File()
        elif event.kind == "U":
            self.names.pop(event.path, None)
        elif event.kind == "R":
            self.names[event.data.decode()] = self.names.pop(event.path)
        elif event.kind == "S" and event.path in self.names:
            self.names[event.path].sync()
        elif event.kind == "S":
            self._sync_folder(event.path)

    def _sync_folder(self, folder: str) -> None:
        for names in (self._certain_names, self.names):
            for path in [path for path in names if os.path.dirname(path) == folder]:  # noqa: PTH120
                if path in self.names:
                    self._certain_names[path] = self.names[path]
                else:
                    del self._certain_names[path]

    def images(self, surviving: Surviving, *, names: bool) -> Iterator[tuple[str, bytes]]:
        """Yield the files as they are found after the power went."""
        found: Mapping[str, _File] = self.names if names else self._certain_names
        for path, file in found.items():
            content = bytearray(file.certain)
            for event in surviving(file.asked):
                apply(content, event)
            yield path, bytes(content)

    def restore(
        self, target: Path, belongs: Callable[[str], bool], surviving: Surviving, *, names: bool
    ) -> None:
        """Write the files of the machine that lost its power, and of the others as they are."""
        for lost, kept in ((True, surviving), (False, everything)):
            for path, content in self.images(kept, names=names or not lost):
                if belongs(path) is lost:
                    place = target / Path(path).relative_to(self._folder)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(content)


def everything(asked: list[Event]) -> list[Event]:
    """Nothing is lost: a machine that only stopped."""
    return asked


def nothing(_: list[Event]) -> list[Event]:
    """All that was not synced is lost."""
    return []


def the_last_alone(asked: list[Event]) -> list[Event]:
    """The disk wrote in an order of its own."""
    return asked[-1:]
