"""One exchange with a peer: compare, push what it lacks, pull what is new.

Nothing here remembers anything that the store or the peer does not: an exchange that
breaks off anywhere is followed by one that goes on.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from typing import Final

from concierge_tui.domain.central_errors import CentralRefused, NotCentral
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.device_errors import Revoked
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.operation import Stream
from concierge_tui.services.sync_ports import Cancelled, Progress, Tally
from concierge_tui.sync.flaws import NO_ROOM
from concierge_tui.sync.meanwhile import meanwhile
from concierge_tui.sync.meeting import HubHistory, Meeting, leave, meet, restamp
from concierge_tui.sync.outbox import Outbox
from concierge_tui.sync.ports import Cursor, CursorGone, Link, Replica, Snapshots
from concierge_tui.sync.protocol import MAX_PAGE, Batch, Page, Receipts, StreamRefused
from concierge_tui.sync.verifying import Verifier

_REFUSALS = 3
FAR_BEHIND: Final = 2 * MAX_PAGE
"""So many numbers of the feed are read in one answer rather than page by page."""


class Engine:
    """Exchanges operations between this laptop and one peer: central, or a `hub`."""

    def __init__(
        self,
        replica: Replica,
        link: Link,
        *,
        now: Clock = system_clock,
        hub: HubHistory | None = None,
        snapshots: Snapshots | None = None,
    ) -> None:
        self._hub = hub
        self._snapshots = snapshots
        self._feed = 0
        self._replica = replica
        self._link = link
        self._now = now
        self._outbox = Outbox(replica)
        self._counted: Counter[str] = Counter()
        self._total = 0
        self._own_lost = False
        self._has_no_room = False
        self._ahead_ms = 0
        self._area = replica.stream().area
        self._progress: Progress | None = None
        self._cancelled: Cancelled | None = None

    def __call__(
        self, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Tally:
        """Run the exchange.

        Raises:
            ConciergeError: when it broke off; nothing is lost and the next one goes on.
        """
        self._progress, self._cancelled = progress, cancelled
        try:
            self._exchange()
        except ConciergeError:
            if not self._stopped():
                raise  # otherwise the connection was let go because a person asked for it
        return Tally(
            pushed=self._counted["pushed"],
            pulled=self._counted["pulled"],
            refused=self._counted["refused"],
            pending=self._replica.pending(),
            clock_ahead_ms=self._ahead_ms,
            cancelled=self._stopped(),
            no_room=self._has_no_room,
        )

    def _exchange(self) -> None:
        meeting = self._meet()
        self._ahead_ms = meeting.ahead_ms
        self._total = self._replica.pending() + max(
            0, meeting.greeting.feed - self._replica.cursor().seq
        )
        if meeting.greeting.revoked:
            self._hand_in(meeting)
        self._push(meeting)
        self._fill()
        self._pull(own=self._own_lost)
        if self._own_lost and self._hub is None and self._lacks_own(meeting):
            # An earlier sync that broke off may have read past it.
            self._replica.rewind()
            self._pull(own=True)
        if self._leaves_others(meeting):
            # What followed here on a clone's stream goes up in this device's own.
            meeting = self._meet()
            self._push(meeting)
            self._pull(own=self._own_lost)
        # A consent may have come in, and what waited here for it goes out at once.
        self._fill()
        if not self._stopped():
            self._replica.finished()

    def _hand_in(self, meeting: Meeting) -> None:
        """Give a service that revoked this laptop what it lacks, then hear what is to be done.

        Raises:
            Revoked: with how much the service keeps for a coordinator.
        """
        with suppress(ConciergeError):  # whatever stays here, the order is asked for
            self._push(meeting)
            self._fill()
        try:
            self._pull(own=False)
        except Revoked:
            kept, is_full = self._counted["refused"], self._has_no_room
            raise Revoked(kept, is_full=is_full) from None

    def _meet(self) -> Meeting:
        meeting = meet(self._replica, self._link, self._now, self._hub)
        self._own_lost |= meeting.own_lost
        self._feed = meeting.greeting.feed if meeting.greeting.snapshot else 0
        return meeting

    def _stopped(self) -> bool:
        return self._cancelled is not None and self._cancelled()

    def _advance(self, count: int) -> None:
        self._counted["done"] += count
        if self._progress:
            self._progress(self._counted["done"], max(self._total, self._counted["done"]))

    def _push(self, meeting: Meeting) -> None:
        skipped = self._unverifiable(meeting)
        refusals: Counter[Stream] = Counter()
        after = meeting.after
        segments = self._outbox.next(after, skipped)
        with meanwhile() as requests:
            while segments is not None and not self._stopped():
                # Not when they were read ahead: a family may have withdrawn meanwhile.
                parcel = self._outbox.gated(segments)
                batch = parcel.batch
                self._replica.sending(batch, parcel.withheld)
                answer = requests.ask(partial(self._link.push, batch))
                ahead = after | {s.stream: s.last for s in batch.segments}
                following = self._outbox.next(ahead, skipped)
                try:
                    receipts = answer.result()
                except StreamRefused as refused:
                    stream = batch.segments[refused.index].stream
                    refusals[stream] += 1
                    after = self._answer(stream, refused, refusals[stream], skipped)
                    segments = self._outbox.next(after, skipped)
                    continue
                self._received(batch, receipts)
                after, segments = ahead, following

    def _unverifiable(self, meeting: Meeting) -> set[Stream]:
        """Return the streams that the peer cannot take: they wait."""
        parted = self._hub.parted if self._hub else set()
        devices = meeting.greeting.devices
        return parted | {s for s in self._replica.heads() if s.device not in devices}

    def _answer(
        self, stream: Stream, refused: StreamRefused, times: int, skipped: set[Stream]
    ) -> dict[Stream, int]:
        """Compare again, then leave the stream for a new incarnation, then leave it out."""
        own = stream.device == self._replica.stream().device
        self._has_no_room |= refused.reason == NO_ROOM
        if refused.reason not in ("gap", "forked") or times >= _REFUSALS:
            if own and stream == self._replica.stream():
                raise CentralRefused(refused.reason)
            skipped.add(stream)
        meeting = self._meet()
        skipped |= self._hub.parted if self._hub else set()
        if times > 1 and own and stream not in skipped and self._hub is None:
            restamp(self._replica, self._link, stream, meeting.after.get(stream, 0))
        return meeting.after

    def _fill(self) -> None:
        while not self._stopped():
            batch = self._outbox.fills()
            if batch is None:
                return
            self._received(batch, self._link.push(batch))

    def _received(self, batch: Batch, receipts: Receipts) -> None:
        lengths = tuple(len(segment.operations) for segment in batch.segments)
        if tuple(map(len, receipts.segments)) != lengths or len(receipts.fills) != len(batch.fills):
            raise NotCentral
        self._replica.received(batch, receipts)
        full = sum(state.endswith(f":{NO_ROOM}") for state in receipts.fills)
        self._has_no_room |= full > 0
        refused = sum(state.startswith("quarantined") for state in _states(receipts)) - full
        count = sum(lengths)
        self._counted["refused"] += refused
        self._counted["pushed"] += max(0, count - refused)
        self._advance(count)

    def _pull(self, *, own: bool) -> None:
        if self._snapshots and self._feed - self._replica.cursor().seq > FAR_BEHIND:
            try:
                whole = self._read_through(self._snapshots, own=own)
            except CursorGone:
                own = True
                self._replica.rewind()
                whole = self._read_through(self._snapshots, own=own)
            if whole or self._stopped():
                return
        self._read_on(own=own)

    def _read_through(self, snapshots: Snapshots, *, own: bool) -> bool:
        """Take what comes in one answer; say whether it was whole, else pages go on from there."""
        cursor = self._replica.cursor()
        verifier = Verifier(self._replica)
        with closing(snapshots.snapshot(self._area, cursor, own=own)) as pages:
            while not self._stopped():
                try:
                    page = next(pages, None)
                except ConciergeError:
                    return False  # if that stands in the way of pages too, they say so
                if page is None:
                    return True
                self._take(page, verifier, cursor.seq)
                cursor = self._replica.cursor()
        return False

    def _take(self, page: Page, verifier: Verifier, since: int) -> None:
        taken = self._replica.take(page, verifier.judge(page))
        self._counted["pulled"] += taken.new
        self._counted["refused"] += taken.aside
        self._advance(page.seq - since)

    def _read_on(self, *, own: bool) -> None:
        cursor = self._replica.cursor()
        with meanwhile() as requests:
            page = self._page(cursor, own=own)
            if page is None:
                own, cursor = True, Cursor()
                self._replica.rewind()
                page = self._page(cursor, own=own)
            verifier = Verifier(self._replica)
            while page is not None and not self._stopped():
                if page.more and page.seq <= cursor.seq:
                    raise NotCentral
                following = Cursor(page.epoch, page.seq, page.mark)
                answer = (
                    requests.ask(partial(self._page, following, own=own)) if page.more else None
                )
                self._take(page, verifier, cursor.seq)
                if answer is None:
                    return
                cursor, page = following, answer.result()
            if page is None:
                raise NotCentral

    def _lacks_own(self, meeting: Meeting) -> bool:
        """Say whether the peer has something of this device that is not here."""
        device, ours = self._replica.stream().device, self._replica.heads()
        return not self._stopped() and any(
            stream.device == device and (stream not in ours or ours[stream].n < theirs.n)
            for stream, theirs in meeting.greeting.heads.items()
        )

    def _leaves_others(self, meeting: Meeting) -> bool:
        """Leave the streams of other devices that could not be read on; say whether there is one.

        A neighbour may have taken in a clone's work from a file before the peer had it.
        """
        if self._stopped():
            return False
        if self._hub:
            return self._hub.left(self._replica, self._link, meeting.greeting)
        own, ours = self._replica.stream().device, self._replica.heads()
        behind = [
            stream
            for stream, theirs in meeting.greeting.heads.items()
            if stream.device != own and stream in ours and ours[stream].n < theirs.n
        ]
        left = [leave(self._replica, self._link, stream) for stream in behind]
        return any(left)

    def _page(self, cursor: Cursor, *, own: bool) -> Page | None:
        return self._link.pull(self._area, cursor, own=own)


def _states(receipts: Receipts) -> Iterator[str]:
    for states in receipts.segments:
        yield from states
    yield from receipts.fills
