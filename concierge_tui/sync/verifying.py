"""Checks what a peer hands on: the chain of each segment and the signature at its end."""

from concierge_tui.domain.operation import GENESIS, Stream
from concierge_tui.sync.packing import Malformed
from concierge_tui.sync.ports import Replica, Verdict
from concierge_tui.sync.protocol import Head, Page, Segment, chain
from concierge_tui.sync.signing import DeviceKey, head_verifies


class Verifier:
    """Knows how far each stream is sound, here and in the pages before."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._ends: dict[Stream, Head] = dict(replica.heads())

    def judge(self, page: Page) -> Verdict:
        """Return which segments of `page` are to be set aside, and why.

        Reasons: wrong_area, gap, forked, unknown_device, key_changed, bad_signature.
        """
        unsound: dict[int, str] = {}
        hashed: dict[int, list[bytes]] = {}
        for index, segment in enumerate(page.batch.segments):
            contents: list[bytes] = []
            reason = self._reason(page, segment, contents)
            if reason:
                unsound[index] = reason
            elif len(contents) == len(segment.operations):
                hashed[index] = contents
        return Verdict(unsound, hashed)

    def _reason(self, page: Page, segment: Segment, contents: list[bytes]) -> str | None:
        stream = segment.stream
        if stream.area != self._replica.stream().area:
            return "wrong_area"
        end = self._ends.get(stream, Head(0, GENESIS))
        if segment.last <= end.n:
            same = segment.last == end.n and segment.head == end.hash
            known = same or self._replica.hash_at(stream, segment.last) == segment.head
            return None if known else "forked"
        if segment.first > end.n + 1:
            return "gap"
        if not _continues(segment, end, contents):
            return "forked"
        reason = self._reason_of_signature(page, segment)
        if reason is None:
            self._ends[stream] = Head(segment.last, segment.head)
        return reason

    def _reason_of_signature(self, page: Page, segment: Segment) -> str | None:
        device = segment.stream.device
        told = page.keys.get(device)
        if device == self._replica.stream().device:
            key: bytes | None = DeviceKey(self._replica.key()).public
        else:
            key = self._replica.public_key(device) or told
        if key is None:
            return "unknown_device"
        if told is not None and told != key:
            return "key_changed"
        if not head_verifies(key, segment.stream, segment.last, segment.head, segment.signature):
            return "bad_signature"
        return None


def _continues(segment: Segment, end: Head, contents: list[bytes]) -> bool:
    """Say whether a segment leads from `end` to its own head; collect the content hashes."""
    run = segment.operations[end.n + 1 - segment.first :]
    last = end.hash
    try:
        for content, last in chain(end.hash, segment.stream, end.n + 1, run):  # noqa: B007
            contents.append(content)
    except Malformed:
        return False
    return last == segment.head
