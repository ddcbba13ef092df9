"""The day's work on a stick: for halls without any network, and for laptops side by side."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from concierge_tui.domain.bundle_errors import BundleRefused, BundleUnwritable
from concierge_tui.domain.errors import FileUnreadable, PracticeOnly
from concierge_tui.services.sync_ports import Cancelled, Progress

ENDING: Final = ".mbx"
_RECEIPT: Final = "-receipt"
MAX_BYTES: Final = 64 * 1024 * 1024
"""Of a file, and of what is sealed in it: some 600,000 operations."""


class LastWritten(NamedTuple):
    """The last file that this laptop wrote."""

    at: int
    """Milliseconds since 1970."""
    operations: int


class Sealed(NamedTuple):
    """A file's content before it is written."""

    content: bytes
    operations: int
    withheld: int
    """Operations whose details stay here until the family consents."""


class Brought(NamedTuple):
    """What a file brought."""

    device: str
    """Who wrote it."""
    at: int
    """When, by the writer's clock, in milliseconds."""
    new: int
    refused: int
    """Operations that were not taken, such as those of a device that nobody vouches for."""
    receipt: bool
    """Whether it told what the central service has: acknowledged means that it arrived there."""
    pending: int
    """Operations that the service does not have yet, as far as this laptop knows."""
    cancelled: bool = False


class Stick(Protocol):
    """Makes and reads the content of files."""

    def seal(self, progress: Progress | None, cancelled: Cancelled | None) -> Sealed | None:
        """Return everything that may leave this laptop; None when it was cancelled.

        Raises:
            BundleUnready: when there is nobody for whom it could be sealed.
            BundleRefused: when there is too much for one file.
        """
        ...

    def take(
        self, content: bytes, recovery: str, progress: Progress | None, cancelled: Cancelled | None
    ) -> Brought:
        """Take in a file; with the `recovery` key of the laptop that wrote it, also a stranger's.

        Raises:
            BundleRefused: when it is not for this laptop, or not sound; nothing was written.
        """
        ...

    def deliver(
        self, content: bytes, progress: Progress | None, cancelled: Cancelled | None
    ) -> bytes:
        """Bring somebody's file to the central service; return the receipt for its writer.

        Raises:
            NotEnrolled: when this laptop belongs to no service.
            ConciergeError: when it cannot be reached, or does not take the file.
        """
        ...

    def written(self, written: LastWritten) -> None:
        """Remember that a file was written."""
        ...

    def last_written(self) -> LastWritten | None:
        """Return when the last file was written, and how much was in it."""
        ...


class Bundles:
    """Writes and reads files on a stick."""

    def __init__(
        self,
        stick: Stick,
        read: Callable[[Path, int], bytes],
        keep: Callable[[bytes, Path], None],
        now: Callable[[], int],
        *,
        practice: bool,
    ) -> None:
        self._stick = stick
        self._read = read
        self._keep = keep
        self._now = now
        self._practice = practice

    def write(
        self, target: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Sealed | None:
        """Write everything that may leave this laptop to `target`, whole or not at all.

        Returns None when it was cancelled, and then nothing is left.

        Raises:
            PracticeOnly: in a rehearsal.
            BundleUnready: when there is nobody for whom it could be sealed.
            BundleUnwritable: when nothing can be written there.
        """
        if self._practice:
            raise PracticeOnly
        sealed = self._stick.seal(progress, cancelled)
        if sealed is not None:
            try:
                self._keep(sealed.content, target)
            except (OSError, ValueError):
                raise BundleUnwritable from None
            self._stick.written(LastWritten(self._now(), sealed.operations))
        return sealed

    def read(
        self,
        source: Path,
        recovery: str = "",
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Brought:
        """Take in a file. What was taken before a person stopped it stays; nothing is lost.

        Raises:
            PracticeOnly: in a rehearsal.
            FileUnreadable: when it is no file.
            BundleRefused: when it is not for this laptop, or not sound; nothing was written.
        """
        return self._stick.take(self._content(source), recovery, progress, cancelled)

    def deliver(
        self,
        source: Path,
        receipt: Path,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        """Bring somebody's file to the central service, and write the receipt for its writer.

        Raises:
            PracticeOnly: in a rehearsal.
            FileUnreadable: when it is no file.
            BundleRefused: when the service does not take it.
            BundleUnwritable: when the receipt cannot be written; what came is stored all the same.
        """
        answer = self._stick.deliver(self._content(source), progress, cancelled)
        try:
            self._keep(answer, receipt)
        except (OSError, ValueError):
            raise BundleUnwritable from None

    def _content(self, source: Path) -> bytes:
        if self._practice:
            raise PracticeOnly
        try:
            content = self._read(source, MAX_BYTES + 1)
        except (OSError, ValueError):
            raise FileUnreadable from None
        if len(content) > MAX_BYTES:
            raise BundleRefused("too_large")
        return content

    def last_written(self) -> LastWritten | None:
        """Return when the last file was written, and how much was in it."""
        return self._stick.last_written()


def receipt_beside(file: Path) -> Path:
    """Return where the receipt of a file is written when nobody says where."""
    return file.with_name(f"{file.stem}{_RECEIPT}{file.suffix}")


def is_receipt(file: Path) -> bool:
    """Say whether a file is called like a receipt: it is for the laptop that wrote to a stick."""
    return file.stem.endswith(_RECEIPT)


def name_of_file(area: str, day: str, device: str) -> str:
    """Return a name that says what it is and collides with no other laptop's."""
    plain = re.sub(r"[\\/:*?\"<>|\x00-\x1f]", "", area)
    return f"{plain}_{day}_{device[-6:]}{ENDING}"
