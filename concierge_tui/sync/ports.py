"""What the engine asks of the laptop's store and of the peer it talks to."""

from collections.abc import Collection, Generator, Mapping, Sequence
from typing import NamedTuple, Protocol

from concierge_tui.domain.operation import Operation, Placed, Stream
from concierge_tui.services.bundles import LastWritten
from concierge_tui.sync.protocol import (
    Batch,
    BundleGrant,
    Greeting,
    Head,
    Page,
    Receipts,
    Segment,
)


class Cursor(NamedTuple):
    """How far this laptop has read a peer's feed."""

    epoch: str = ""
    seq: int = 0
    mark: str = ""


class CursorGone(Exception):
    """The peer's feed holds nothing at this cursor."""


class Heard(NamedTuple):
    """When a service told what it has, by its own clock and the number of its feed."""

    epoch: str = ""
    feed: int = 0
    now: int = 0


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


class History(Protocol):
    """What a peer knows of single places."""

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        """Return the peer's chain hash at one place."""
        ...


class Link(History, Protocol):
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


class Snapshots(Protocol):
    """A peer that sends many pages in one answer."""

    def snapshot(self, area: str, cursor: Cursor, *, own: bool) -> Generator[Page, None, None]:
        """Yield the pages after `cursor` up to a number that stands fixed from its beginning.

        It ends only where all of them came. Whoever leaves it early closes it.

        Raises:
            CursorGone: when the peer does not know `cursor`.
            ConciergeError: when it broke off: what came before it is good.
        """
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

    def repeat(self, stream: Stream, after: int) -> Stream:
        """Write what follows `after` once more behind this laptop's own stream; leave it there."""
        ...

    def cursor(self) -> Cursor:
        """Return how far the peer's feed was read."""
        ...

    def greeted(
        self, greeting: Greeting, agreed: Mapping[Stream, int], ahead_ms: int | None
    ) -> bool:
        """Remember what the peer has; begin anew, and say so, where it lost something.

        Without `ahead_ms` it was said in a file, which tells nothing of clocks and grants.
        """
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

    def take_in(
        self,
        batch: Batch,
        keys: Mapping[str, bytes],
        verdict: Verdict,
        *,
        of_peer: bool,
        held: Collection[tuple[Stream, int]] = (),
    ) -> Taken:
        """Take in what is sound of a batch from a file: nothing is acknowledged by it.

        In one `of_peer` itself a missing body is one that the peer lacks; `held` is without effect.
        """
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


class BundleMemory(Protocol):
    """What the laptop remembers of the files that it carries on a stick."""

    def grant(self) -> BundleGrant | None:
        """Return what the service granted, or None before this laptop knows it."""
        ...

    def recovery(self) -> str | None:
        """Return to whom is sealed what the recovery key shall open."""
        ...

    def heard(self) -> Heard:
        """Return when the service last told what it has."""
        ...

    def written(self, written: LastWritten) -> None:
        """Remember that a file was written."""
        ...

    def last_written(self) -> LastWritten | None:
        """Return when the last file was written, and how much was in it."""
        ...

    def withheld(self, parcel: Sequence[Segment], reasons: Mapping[str, str]) -> None:
        """Remember which bodies stayed here."""
        ...

    def late_bodies(self) -> list[Operation]:
        """Return what may have travelled without its body, and whose family consents by now."""
        ...
