"""Hands a document to the machine's own print command, or to whatever shows PDF files."""

import os
import secrets
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from concierge_tui.domain.paper_errors import PaperUnwritable, PrinterTrouble
from concierge_tui.printing.press import write

_PATTERN: Final = "print-*.pdf"
_LONGEST: Final = 60.0
_LEFT_BEHIND: Final = 10 * 60.0
"""Seconds after which no program prints from such a file any more."""


class SystemPrinter:
    """Answers `services.ports.Printer`; what it writes lies in the store's folder and goes again.

    A spooler takes a copy of its own, so the file is removed as soon as the command has ended.
    Windows prints behind our back and a viewer reads as long as it is open: those files are
    swept up later.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sweep(older_than=_LEFT_BEHIND)

    @property
    def can_print(self) -> bool:
        """Whether this machine has a print command."""
        return sys.platform == "win32" or _print_command() is not None

    @property
    def can_open(self) -> bool:
        """Whether this machine can show a PDF."""
        return sys.platform == "win32" or _open_command() is not None

    def send(self, document: bytes) -> None:
        """Print a document.

        Raises:
            PaperUnwritable: when it cannot be written beside the store.
            PrinterTrouble: when there is no printer, or it refuses.
        """
        path = self._written(document)
        try:
            if sys.platform == "win32":
                os.startfile(path, "print")  # noqa: S606 - a file of ours
                return
            command = _print_command()
            if command is None:
                raise PrinterTrouble
            _run([command, str(path)])
        except OSError:
            raise PrinterTrouble from None
        finally:
            if sys.platform != "win32":
                path.unlink(missing_ok=True)

    def open(self, document: bytes) -> None:
        """Show a document in the machine's own viewer.

        Raises:
            PaperUnwritable: when it cannot be written beside the store.
            PrinterTrouble: when no viewer takes it.
        """
        path = self._written(document)
        try:
            if sys.platform == "win32":
                os.startfile(path)  # noqa: S606 - a file of ours
                return
            command = _open_command()
            if command is None:
                raise PrinterTrouble
            _run([command, str(path)])
        except (OSError, PrinterTrouble):
            path.unlink(missing_ok=True)
            raise PrinterTrouble from None

    def sweep(self, *, older_than: float = 0.0) -> None:
        """Remove what was written for printing or for looking."""
        before = time.time() - older_than
        for path in self._folder.glob(_PATTERN):
            with suppress(OSError):  # a viewer on Windows may hold it: the next start tries again
                if path.stat().st_mtime <= before:
                    path.unlink()

    def _written(self, document: bytes) -> Path:
        path = self._folder / _PATTERN.replace("*", secrets.token_hex(4))
        try:
            write(document, path)
        except OSError:
            raise PaperUnwritable from None
        return path


def _print_command() -> str | None:
    return shutil.which("lp") or shutil.which("lpr")


def _open_command() -> str | None:
    if sys.platform == "darwin":
        return shutil.which("open")
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if has_display else None


def _run(command: list[str]) -> None:
    """Run a command whose words must not reach the screen."""
    try:
        subprocess.run(  # noqa: S603 - a program found on the path and a file of ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST,
            check=True,
        )
    except subprocess.SubprocessError:
        raise PrinterTrouble from None
