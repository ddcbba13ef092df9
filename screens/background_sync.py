"""A sync beside the work: one key begins it, no screen waits for it, and every screen may tell.

The connection of the sync is its own; a network that comes and goes costs the desk nothing.
"""

import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from textual.app import App
from textual.message import Message

from concierge_tui.domain.device_errors import Wiped
from concierge_tui.domain.errors import ConciergeError
from screens.front import LeaveWished
from screens.long_work import BugFound, Cancelled, Progress

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.sync_ports import Tally
    from concierge_tui.text.widgets import NoticeKind

_TELL_EVERY = 0.25
"""Seconds between two figures of a sync behind the screens."""


class Exchanged(NamedTuple):
    """What an exchange did, and how much urgent there was before it."""

    tally: "Tally"
    urgent: int


class Said(NamedTuple):
    """One sentence about how a sync went."""

    words: str
    kind: "NoticeKind"


@runtime_checkable
class HearsSync(Protocol):
    """A screen that shows how far the sync is."""

    def hear_sync(self) -> None:
        """Show `background` anew: it went on, or ended."""
        ...


def exchange(desk: "Desk", progress: Progress, cancelled: Cancelled) -> Exchanged:
    """Exchange on a connection of its own, then look for families that stand twice."""
    with desk.fork() as other:
        urgent = other.synchronise.backlog().urgent
        tally = other.synchronise.sync(progress, cancelled)
        # What was sent is sent, whether or not families that stand twice are found now.
        with suppress(ConciergeError):
            other.doubles.refresh(progress, cancelled)
        return Exchanged(tally, urgent)


def outcome(desk: "Desk", exchanged: Exchanged) -> Said:
    """Return what to say when an exchange ended."""
    from concierge_tui.text import hand_off
    from concierge_tui.text import sync as text
    from concierge_tui.text.sync_errors import clock_sentence

    tally = exchanged.tally
    clock = clock_sentence(tally.clock_ahead_ms)
    if tally.cancelled:
        return Said(text.CANCELLED, "care")
    if tally.no_room:
        return Said(text.NO_ROOM, "care")
    if tally.refused:
        return Said(text.refused(tally.refused), "care")
    withheld = desk.synchronise.status().withheld
    arrived = exchanged.urgent - desk.synchronise.backlog().urgent
    words = text.urgent_arrived(arrived) if arrived > 0 else ""
    words += text.done(tally.pushed, tally.pulled, tally.pending, withheld)
    if clock:  # what went went, whatever the clock says
        return Said(words + clock, "care")
    news = len(desk.hand_off.news())
    return Said(words + (hand_off.arrived(news) if news else ""), "done")


class BackgroundSync(App[None]):
    """Mixin that runs one sync at a time behind whatever screen is shown."""

    desk: "Desk | None" = None
    sync_at: tuple[int, int] | None = None
    """How many operations are done of how many; None while no sync runs."""
    _sync_said: Said | None = None
    _sync_stopping = False

    class SyncTold(Message):
        """The thread tells how far it is, or how it ended."""

        def __init__(
            self, at: tuple[int, int] | None, ended: "Exchanged | BaseException | None" = None
        ) -> None:
            super().__init__()
            self.at = at
            self.ended = ended

    def begin_sync(self, desk: "Desk") -> bool:
        """Begin a sync behind the screens; say whether one was begun."""
        if self.sync_at is not None:
            return False
        self.sync_at, self._sync_said, self._sync_stopping = (0, 0), None, False

        def cancelled() -> bool:
            return self._sync_stopping or self.desk is not desk or self._exit

        def tell(at: tuple[int, int] | None, ended: "Exchanged | BaseException | None") -> None:
            with suppress(RuntimeError):  # the program may have been left meanwhile
                self.post_message(self.SyncTold(at, ended))

        told = 0.0

        def progress(done: int, of: int) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _TELL_EVERY:  # what is told costs the desk a glance at its counts
                told = now
                tell((done, of), None)

        def run() -> None:
            try:
                exchanged = exchange(desk, progress, cancelled)
            except BaseException as error:  # noqa: BLE001 - a worker must not end the program
                tell(None, error)
            else:
                tell(None, exchanged)

        self.run_worker(run, thread=True, exit_on_error=False, group="sync")
        self._let_hear()
        return True

    def stop_sync(self) -> None:
        """Ask the sync to stop; it ends by itself."""
        self._sync_stopping = True

    def take_sync_said(self) -> Said | None:
        """Return how the last sync went, once."""
        said, self._sync_said = self._sync_said, None
        return said

    def on_background_sync_sync_told(self, event: SyncTold) -> None:
        """Let the screen that is shown tell it."""
        event.stop()
        self.sync_at = event.at
        if event.ended is not None:
            self._sync_said = self._ended(event.ended)
        self._let_hear()

    def _ended(self, ended: "Exchanged | BaseException") -> Said | None:
        from concierge_tui.text.errors import sentence

        if isinstance(ended, BaseException):
            if not isinstance(ended, ConciergeError):
                self.post_message(BugFound(ended))
            if isinstance(ended, Wiped):  # the door says what happened
                self.post_message(LeaveWished())
            return Said(sentence(ended), "care")
        return outcome(self.desk, ended) if self.desk is not None else None

    def _let_hear(self) -> None:
        if self.desk is not None and isinstance(self.screen, HearsSync):
            self.screen.hear_sync()


def background(app: App[object]) -> BackgroundSync | None:
    """Return the sync behind the screens of a program; None where it has none."""
    return app if isinstance(app, BackgroundSync) else None
