"""The store at its one end of a stick; what seals and signs is imported only when it is used."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from concierge_tui.domain.central_errors import NotEnrolled
from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.passphrase import flat_recovery
from concierge_tui.services.bundles import Brought, Bundles, LastWritten, Sealed
from concierge_tui.services.sync_ports import Cancelled, Progress
from db.files import read_regular, write_whole
from db.laptop.connection import Connection, open_store
from db.laptop.scrubbing import scrub

if TYPE_CHECKING:
    from concierge_tui.sync.sticks import LaptopStick


def bundles(
    store: Connection, now: Clock, then: Callable[[], object], *, practice: bool
) -> Bundles:
    """Return what writes and reads files, and does `then` when it took one in."""
    stick = SqliteStick(store, now, then)
    return Bundles(stick, read_regular, write_whole, lambda: milliseconds(now()), practice=practice)


def keep_recovery(path: Path, key: bytes, recovery: str) -> None:
    """Remember for whom files are sealed besides, while the recovery key is at hand."""
    from concierge_tui.sync.age_keys import recipient_of, recovery_identity
    from db.laptop.bundles import SqliteBundles

    with closing(open_store(path, key)) as store:
        recipient = recipient_of(recovery_identity(flat_recovery(recovery)))
        SqliteBundles(store).keep_recovery(recipient)


class SqliteStick:
    """Answers `services.bundles.Stick` on one thread's connection."""

    def __init__(
        self, connection: Connection, now: Clock, then: Callable[[], object] = lambda: None
    ) -> None:
        self._connection = connection
        self._now = now
        self._then = then

    def seal(self, progress: Progress | None, cancelled: Cancelled | None) -> Sealed | None:
        """Return everything that may leave this laptop; None when it was cancelled."""
        return self._stick().seal(progress, cancelled)

    def take(
        self, content: bytes, recovery: str, progress: Progress | None, cancelled: Cancelled | None
    ) -> Brought:
        """Take in a file, then do what follows a sync."""
        brought = self._stick().take(content, flat_recovery(recovery), progress, cancelled)
        self._then()
        scrub(self._connection)
        return brought

    def deliver(
        self, content: bytes, progress: Progress | None, cancelled: Cancelled | None
    ) -> bytes:
        """Bring somebody's file to the central service; return the receipt for its writer."""
        from concierge_tui.sync.uploading import Messenger
        from db.laptop.peers import SqlitePeer
        from db.laptop.replica import SqliteReplica

        replica, peer = SqliteReplica(self._connection, now=self._now), SqlitePeer(self._connection)
        url = peer.central_url()
        if url is None:
            raise NotEnrolled
        way = Messenger(
            url,
            replica.stream().device,
            replica.key(),
            now=self._now,
            ahead_ms=peer.clock_ahead(),
            cancelled=cancelled or (lambda: False),
        )
        way.progress = progress
        with way:
            return way.deliver(content)

    def written(self, written: LastWritten) -> None:
        """Remember that a file was written."""
        self._stick().written(written)

    def last_written(self) -> LastWritten | None:
        """Return when the last file was written, and how much was in it."""
        from db.laptop.bundles import SqliteBundles

        return SqliteBundles(self._connection).last_written()

    def _stick(self) -> "LaptopStick":
        from concierge_tui.sync.sticks import LaptopStick
        from db.laptop.bundles import SqliteBundles
        from db.laptop.replica import SqliteReplica

        replica = SqliteReplica(self._connection, now=self._now)
        return LaptopStick(replica, SqliteBundles(self._connection), now=self._now)
