"""The first act of every sync: comparing what both sides have."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.operation import GENESIS, Stream
from concierge_tui.sync.ports import History, Link, Replica
from concierge_tui.sync.protocol import Greeting, Head

_NOTHING: Final = Head(0, GENESIS)


class Meeting(NamedTuple):
    """What both sides agree on."""

    greeting: Greeting
    after: dict[Stream, int]
    """How far the peer has each stream."""
    own_lost: bool
    """Whether to read too what this device wrote: this laptop lost it, or the peer did."""
    ahead_ms: int
    """How far this laptop's clock is ahead of the peer's."""


class HubHistory:
    """What to do where a hub knows a stream otherwise: its history never stands.

    Central's does. Where both were obeyed, a laptop that meets both would move the same
    operations to and fro for ever. So the stream stays as it is, what follows the last common
    place is written once more in this device's own stream, and the hub's half is set aside.
    """

    def __init__(self) -> None:
        self._settled: dict[Stream, tuple[Head, Head]] = {}
        self.parted: set[Stream] = set()
        """Streams that the hub cannot take from here."""

    def meet(self, replica: Replica, link: History, greeting: Greeting) -> bool:
        """Compare the ends of all streams; say whether this laptop lost something of its own."""
        self.parted = set()
        own, lost = replica.stream().device, False
        for stream, theirs in greeting.heads.items():
            behind = left_behind(replica, stream, theirs)
            if stream.device == own and behind:
                lost = True
                if stream == replica.stream():
                    # Its places may be used up there: nothing more is written behind them.
                    replica.restamp(stream, replica.heads().get(stream, _NOTHING).n)
            self._settle(replica, link, stream, theirs)
        return lost

    def left(self, replica: Replica, link: History, greeting: Greeting) -> bool:
        """Look again at what could not be read on; say whether something was written anew."""
        before = len(self.parted)
        for stream, theirs in greeting.heads.items():
            ours = replica.heads().get(stream)
            if ours and ours.n < theirs.n and stream not in self.parted:
                self._settle(replica, link, stream, theirs, at=ours.n)
        return len(self.parted) > before

    def _settle(
        self,
        replica: Replica,
        link: History,
        stream: Stream,
        theirs: Head,
        at: int | None = None,
    ) -> None:
        ours = replica.heads().get(stream)
        place = theirs.n if at is None else at
        if ours is None or ours.n < place:
            return  # the feed goes on there
        hash_there = theirs.hash if at is None else link.hash_at(stream, at)
        if replica.hash_at(stream, place) == hash_there:
            return
        self.parted.add(stream)
        if self._settled.get(stream) != (ours, theirs):
            replica.repeat(stream, _common(replica, link, stream, place))
            self._settled[stream] = (ours, theirs)


def meet(replica: Replica, link: Link, now: Clock, hub: HubHistory | None = None) -> Meeting:
    """Compare the ends of all streams, and leave a stream that was restored or cloned.

    This device's stream is left for a new incarnation where the peer is ahead of it or
    knows it differently; what the peer lacks moves along under the same operation ids. Where
    the peer knows another device's stream differently its history stands, since all others
    have it from there: what followed here goes on in this device's own stream. With a `hub`
    nothing but what this laptop writes from now on is moved.
    """
    before = milliseconds(now())
    greeting = link.hello(replica.stream().area)
    ahead = (before + milliseconds(now())) // 2 - greeting.now
    device = replica.stream().device
    own_lost = hub.meet(replica, link, greeting) if hub else False
    for stream, theirs in greeting.heads.items() if hub is None else ():
        if stream.device == device and left_behind(replica, stream, theirs):
            own_lost = True
            restamp(replica, link, stream, theirs.n)
        elif stream.device != device and _parted(replica, stream, theirs):
            leave(replica, link, stream)
    after = agreed(replica, greeting.heads)
    # A service that was restored may have got back without its body what this device wrote.
    own_lost |= replica.greeted(greeting, after, ahead)
    return Meeting(greeting, after, own_lost, ahead)


def _parted(replica: Replica, stream: Stream, theirs: Head) -> bool:
    ours = replica.heads().get(stream)
    return bool(ours and ours.n >= theirs.n) and replica.hash_at(stream, theirs.n) != theirs.hash


def left_behind(replica: Replica, stream: Stream, theirs: Head) -> bool:
    """Say whether a peer has of this device's stream what this laptop lost or wrote otherwise."""
    ours = replica.heads().get(stream)
    if ours is None or ours.n < theirs.n:
        return True
    return replica.hash_at(stream, theirs.n) != theirs.hash


def restamp(replica: Replica, link: History, stream: Stream, most: int) -> None:
    """Go on in a new incarnation from the last place that both sides know alike."""
    ours = replica.heads().get(stream)
    common = _common(replica, link, stream, min(most, ours.n)) if ours else 0
    if stream == replica.stream() or (ours and ours.n > common):
        replica.restamp(stream, common)


def leave(replica: Replica, link: History, stream: Stream) -> bool:
    """Leave another device's stream where the peer knows it otherwise; say whether it does.

    Its places are filled again from the feed, which is read anew: that is written down first,
    so that a laptop that dies here does not stand still for ever.
    """
    ours = replica.heads()[stream]
    common = _common(replica, link, stream, ours.n)
    if common < ours.n:
        replica.rewind()
        replica.restamp(stream, common)
    return common < ours.n


def _common(replica: Replica, link: History, stream: Stream, most: int) -> int:
    """Return the last place with the same chain hash: everything before it is the same."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if replica.hash_at(stream, middle) == link.hash_at(stream, middle):
            low = middle
        else:
            high = middle - 1
    return low


def agreed(replica: Replica, heads: Mapping[Stream, Head]) -> dict[Stream, int]:
    """Return how far a peer has each stream, as far as it knows it like this laptop."""
    ours = replica.heads()
    return {
        stream: theirs.n
        for stream, theirs in heads.items()
        if (known := ours.get(stream)) is None
        or known.n < theirs.n
        or replica.hash_at(stream, theirs.n) == theirs.hash
    }
