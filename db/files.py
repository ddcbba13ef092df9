"""Files that people name: read without ever waiting for one, and written whole or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def open_regular(path: Path) -> BinaryIO:
    """Open a file, never waiting for a pipe or a device.

    Raises:
        OSError: when it is none.
    """
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("no file")
    return os.fdopen(descriptor, "rb")


def read_regular(path: Path, most: int) -> bytes:
    """Return the content of a file, `most` bytes of it.

    Raises:
        OSError: when it is none.
    """
    with open_regular(path) as file:
        return file.read(most)


@contextmanager
def new_private(path: Path) -> Iterator[BinaryIO]:
    """Open a new file that only this person reads; it is on the disk when this leaves."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def replace(fresh: Path, target: Path) -> None:
    """Put a file that is on the disk in the place of another; its name is there too when this ends.

    Raises:
        OSError: when it cannot be; the other one stays.
    """
    fresh.replace(target)
    with suppress(OSError):  # not every system lets a folder be opened
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def may_hold(target: Path) -> bool:
    """Say whether a file may be put there: never in the place of a folder or a device."""
    return bool(target.name) and (target.is_file() or not target.exists())


def write_whole(content: bytes, target: Path) -> None:
    """Put a file in place at once; an older one stays until the new one is on the disk.

    Raises:
        OSError: when it cannot be written; nothing is left.
    """
    if not may_hold(target):
        raise OSError("no file")
    fresh = target.with_name(target.name + ".new")
    try:
        with new_private(fresh) as file:
            file.write(content)
        replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
