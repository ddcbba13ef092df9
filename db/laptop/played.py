"""A central service and a second laptop in memory, for a rehearsal: nothing leaves the program.

The engine, the store and the receipts are those of an earnest sync; only the wire is missing.
"""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.clock import Clock, milliseconds, next_hlc
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import GENESIS, Author, Draft, Operation, Stream, link, seal
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import Batch, Greeting, Head, Page, Receipts, Segment
from concierge_tui.sync.signing import DeviceKey

_EPOCH: Final = "played"


class PlayedCentral:
    """Answers `sync.ports.Link` from memory."""

    def __init__(self, area: str, device: str, now: Clock) -> None:
        self._now = now
        self._own = device
        self._other = Stream(new_id(), new_id(), area)
        self._key = DeviceKey(DeviceKey.generate())
        self._chains: dict[Stream, list[bytes]] = {}
        self._feed: list[tuple[int, Segment]] = []
        self._hlc = 0
        self.refuses: str = ""
        """The kind of operation that is refused next, once; empty for none."""
        self.reason = ""

    @property
    def other(self) -> str:
        """The device that the second laptop is."""
        return self._other.device

    def write(self, drafts: Sequence[Draft], actor: str) -> None:
        """Let the second laptop have written these, as one act that it has sent already."""
        wall, tx = milliseconds(self._now()), new_id()
        author = Author(self._other.area, actor)
        sealed: list[Operation] = []
        for draft in drafts:
            self._hlc = next_hlc(self._hlc, wall)
            name = new_id()
            sealed.append(
                seal(
                    draft, author, op_id=name, tx=tx, hlc=self._hlc, wall=wall,
                    base=draft.base or (),
                )
            )  # fmt: skip
        chain = self._chains.setdefault(self._other, [])
        first = len(chain) + 1
        self._extend(self._other, sealed)
        last, head = len(chain), chain[-1]
        signature = self._key.sign_head(self._other, last, head)
        self._keep(Segment(self._other, first, tuple(sealed), head, signature))

    def hello(self, area: str) -> Greeting:
        """Say what is here."""
        del area
        heads = {stream: Head(len(chain), chain[-1]) for stream, chain in self._chains.items()}
        devices = frozenset({self._own, self._other.device})
        return Greeting(_EPOCH, milliseconds(self._now()), self._last(), heads, devices, ())

    def push(self, batch: Batch) -> Receipts:
        """Take everything; of the kind that is to be refused one operation is set aside."""
        states = []
        for segment in batch.segments:
            self._extend(segment.stream, segment.operations)
            self._keep(segment)
            states.append(tuple(map(self._state, segment.operations)))
        return Receipts(tuple(states), tuple("applied" for _ in batch.fills))

    def pull(self, area: str, cursor: Cursor, *, own: bool) -> Page | None:
        """Return what the second laptop wrote since."""
        del area
        news = [
            segment
            for number, segment in self._feed
            if number > cursor.seq and (own or segment.stream.device != self._own)
        ]
        keys = {self._other.device: self._key.public}
        return Page(Batch(tuple(news)), _EPOCH, self._last(), "", more=False, keys=keys)

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        """Return the chain hash at one place."""
        chain = self._chains.get(stream, [])
        return chain[n - 1] if 0 < n <= len(chain) else None

    def _last(self) -> int:
        return self._feed[-1][0] if self._feed else 0

    def _keep(self, segment: Segment) -> None:
        self._feed.append((self._last() + len(segment.operations), segment))

    def _extend(self, stream: Stream, operations: Sequence[Operation]) -> None:
        chain = self._chains.setdefault(stream, [])
        for operation in operations:
            before = chain[-1] if chain else GENESIS
            chain.append(link(before, stream, len(chain) + 1, operation.content_hash()))

    def _state(self, operation: Operation) -> str:
        if self.refuses and operation.kind == self.refuses:
            self.refuses = ""
            return f"quarantined:{self.reason}"
        return "applied"
