"""What the engine asks of the laptop's store and of the peer it talks to."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol

from concierge_tui.domain.operation import Operation, Placed, Stream
from concierge_tui.sync.protocol import Batch, Greeting, Head, Page, Receipts


class Cursor(NamedTuple):
    """How far this laptop has read a peer's feed."""

    epoch: str = ""
    seq: int = 0
    mark: str = ""


class SignedEnd(NamedTuple):
    """Where a run of another device's stream ends, as that device signed it."""

    last: int
    head: bytes
    signature: bytes


class Verdict(NamedTuple):
    """What a verifier found out about a page."""

    unsound: Mapping[int, str]
    """Which of its segments are set aside, and why."""
    hashed: Mapping[int, list[bytes]]
    """The content hashes of segments that are new from their first place on."""


class Taken(NamedTuple):
    """What a page brought."""

    new: int
    aside: int


class Link(Protocol):
    """A peer. Every method raises ConciergeError when it cannot be reached or refuses."""

    def hello(self, area: str) -> Greeting:
        """Return what the peer has."""
        ...

    def push(self, batch: Batch) -> Receipts:
        """Hand over a batch; what it answers is durable at the peer.

        Raises:
            StreamRefused: when a segment does not continue its stream there.
        """
        ...

    def pull(self, area: str, cursor: Cursor, *, own: bool) -> Page | None:
        """Return the page after `cursor`, or None when the peer does not know it.

        Without `own` it leaves out what this device wrote and has already.
        """
        ...

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        """Return the peer's chain hash at one place."""
        ...


class Replica(Protocol):
    """The laptop's store as the engine sees it. Every write is one transaction."""

    def stream(self) -> Stream:
        """Return the stream this laptop writes now."""
        ...

    def key(self) -> bytes:
        """Return this device's private key, made when it is first asked for."""
        ...

    def heads(self) -> Mapping[Stream, Head]:
        """Return the end of every stream of the area."""
        ...

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        """Return the chain hash at one place."""
        ...

    def placed(self, stream: Stream, after: int, limit: int) -> list[Placed]:
        """Return the operations that follow `after`."""
        ...

    def signed_end(self, stream: Stream, after: int) -> SignedEnd | None:
        """Return the first signed end behind `after` of another device's stream."""
        ...

    def consenting(self, families: Collection[str]) -> set[str]:
        """Return those of `families` that consent to their details leaving the laptop."""
        ...

    def restamp(self, stream: Stream, after: int) -> Stream:
        """Move what follows `after` to a new incarnation, under the same operation ids."""
        ...

    def cursor(self) -> Cursor:
        """Return how far the peer's feed was read."""
        ...

    def greeted(self, greeting: Greeting, agreed: Mapping[Stream, int], ahead_ms: int) -> None:
        """Remember what the peer has, and begin anew where its store lives another life."""
        ...

    def sending(self, batch: Batch, withheld: Mapping[str, str]) -> None:
        """Remember what is about to be sent, and why some of it travels without its body."""
        ...

    def received(self, batch: Batch, receipts: Receipts) -> None:
        """Remember what the peer acknowledged."""
        ...

    def fillable(self, limit: int) -> list[Operation]:
        """Return withheld operations whose families consent by now."""
        ...

    def public_key(self, device: str) -> bytes | None:
        """Return the key that another device's segments were verified with before."""
        ...

    def take(self, page: Page, verdict: Verdict) -> Taken:
        """Take in a page together with its cursor."""
        ...

    def rewind(self) -> None:
        """Read the peer's feed from its start the next time."""
        ...

    def finished(self) -> None:
        """Remember that an exchange came to its end."""
        ...

    def pending(self) -> int:
        """Return how many operations the peer has not acknowledged."""
        ...
