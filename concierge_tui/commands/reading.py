"""Opens a text that was named on the command line, without ever waiting for one."""

import os
import stat
import sys
from pathlib import Path
from typing import TextIO

from concierge_tui.domain.errors import FileUnreadable

MOST_CHARACTERS = 20 * 1024 * 1024


def open_text(path: Path, *, errors: str = "strict") -> TextIO:
    """Open a file or a pipe; a pipe that nobody writes to is empty, a device is refused.

    Raises:
        OSError: when it is neither, or cannot be opened.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    mode = os.fstat(descriptor).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        os.close(descriptor)
        raise OSError("no file")
    if stat.S_ISFIFO(mode) and hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)
    # Windows' own editor begins the file with a mark.
    return open(descriptor, encoding="utf-8-sig", errors=errors, newline="\n")  # noqa: PTH123


def lines_of(path: Path) -> list[str]:
    """Return the lines of a text, whatever its bytes are.

    Raises:
        FileUnreadable: when it is no file, or larger than anything a person writes.
    """
    try:
        with open_text(path, errors="replace") as file:
            text = file.read(MOST_CHARACTERS + 1)
    except (OSError, ValueError):
        raise FileUnreadable from None
    if len(text) > MOST_CHARACTERS:
        raise FileUnreadable
    return [line.rstrip("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def standard_input(most: int) -> bytes:
    """Return what is piped in, one byte more than `most` at most; a terminal is never waited for.

    Raises:
        FileUnreadable: when it cannot be read.
    """
    if sys.stdin is None or sys.stdin.isatty():
        return b""
    try:
        return sys.stdin.buffer.read(most + 1)
    except OSError:
        raise FileUnreadable from None
