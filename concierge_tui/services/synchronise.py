"""Bringing the day's work to the central service, and others' work here."""

from concierge_tui.domain.errors import PracticeOnly
from concierge_tui.domain.urgency import Backlog, backlog
from concierge_tui.services.sync_ports import (
    Cancelled,
    Exchange,
    Play,
    Progress,
    SyncStatus,
    SyncStore,
    Tally,
)


class Synchronise:
    """Syncs on request; nothing at the desk ever waits for it."""

    def __init__(
        self, store: SyncStore, exchange: Exchange, *, practice: bool, play: Play | None = None
    ) -> None:
        self._store = store
        self._exchange = exchange
        self._practice = practice
        self.play = play
        """In a rehearsal: the sync that its lessons play."""

    def sync(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> Tally:
        """Exchange operations with the central service; without one, say how much waits.

        Raises:
            PracticeOnly: in a rehearsal.
            ConciergeError: when the exchange broke off; nothing is lost.
        """
        if self._practice:
            if self.play is None or not self.play.is_on:
                raise PracticeOnly
            return self.play.exchange(progress, cancelled)
        if self._store.central_url() is None:
            return Tally(pending=self.status().pending, no_central=True)
        return self._exchange(progress, cancelled)

    def status(self) -> SyncStatus:
        """Return where this laptop's work is; never an error."""
        is_played = self.play is not None and self.play.is_on
        return self._store.status(practice=self._practice and not is_played)

    def backlog(self) -> Backlog:
        """Return what the central service does not have yet, the most urgent first."""
        return backlog(self._store.waiting())
