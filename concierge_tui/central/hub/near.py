"""The way to the hub for the laptop that it runs on: no network lies between."""

from sqlalchemy import Engine

from concierge_tui.central.hub.bell import Bell
from concierge_tui.domain.clock import Clock, milliseconds, system_clock
from concierge_tui.domain.operation import Stream
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import MAX_PAGE, Batch, Greeting, Page, Receipts
from db.central import feed
from db.central.receive import receive
from db.central.transactions import at_one_moment, durably


class NearLink:
    """Answers `sync.ports.Link` from the hub's own store."""

    def __init__(
        self, engine: Engine, area: str, device: str, bell: Bell, *, now: Clock = system_clock
    ) -> None:
        self._engine = engine
        self._area = area
        self._device = device
        self._bell = bell
        self._now = now

    def hello(self, area: str) -> Greeting:
        """Return what the hub has."""
        now = milliseconds(self._now())
        return at_one_moment(self._engine, lambda c: feed.greeting(c, area, now))

    def push(self, batch: Batch) -> Receipts:
        """Hand over a batch, durable when this returns.

        Raises:
            StreamRefused: when a segment does not continue its stream there.
        """
        receipts = durably(self._engine, lambda c: receive(c, self._area, batch))
        self._bell.ring()
        return receipts

    def pull(self, area: str, cursor: Cursor, *, own: bool) -> Page | None:
        """Return the page after `cursor`, or None when the hub does not know it."""
        without = None if own else self._device
        asked = feed.Question(area, cursor.seq, cursor.mark, MAX_PAGE, without)
        try:
            return at_one_moment(self._engine, lambda c: feed.page(c, asked))
        except feed.CursorUnknown:
            return None

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        """Return the hub's chain hash at one place."""
        return at_one_moment(self._engine, lambda c: feed.hash_at(c, stream, n))
