"""Files for a stick as a laptop writes and reads them: an ordinary push, only by hand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from concierge_tui.domain.bundle_errors import BundleRefused, BundleUnready
from concierge_tui.domain.clock import Clock, milliseconds, system_clock
from concierge_tui.domain.operation import GENESIS, Operation, Stream
from concierge_tui.services.bundles import Brought, LastWritten, Sealed
from concierge_tui.services.sync_ports import Cancelled, Progress
from concierge_tui.sync.age_keys import recipient_of, recovery_identity
from concierge_tui.sync.bundle import Bundle, Header, Member, seal, unseal
from concierge_tui.sync.flaws import WITHOUT_EFFECT
from concierge_tui.sync.meeting import agreed, leave, left_behind, restamp
from concierge_tui.sync.outbox import Outbox
from concierge_tui.sync.packing import Malformed
from concierge_tui.sync.ports import BundleMemory, Heard, Replica
from concierge_tui.sync.protocol import (
    MAX_OPERATIONS,
    Batch,
    BundleGrant,
    Fill,
    Greeting,
    Head,
    Page,
    chain,
    pack_batch,
)
from concierge_tui.sync.signing import DeviceKey, head_verifies
from concierge_tui.sync.verifying import Verifier


class LaptopStick:
    """What `services.bundles.Stick` asks, but for bringing a file to the service."""

    def __init__(
        self, replica: Replica, memory: BundleMemory, *, now: Clock = system_clock
    ) -> None:
        self._replica = replica
        self._memory = memory
        self._now = now

    def written(self, written: LastWritten) -> None:
        """Remember that a file was written."""
        self._memory.written(written)

    def last_written(self) -> LastWritten | None:
        """Return when the last file was written, and how much was in it."""
        return self._memory.last_written()

    def seal(self, progress: Progress | None, cancelled: Cancelled | None) -> Sealed | None:
        """Return everything that may leave this laptop; None when it was cancelled.

        It is everything each time, from the first place of each stream: so any laptop and any
        service can read it, whatever they have, in any order.

        Raises:
            BundleUnready: when there is nobody for whom it could be sealed.
        """
        grant, recovery = self._memory.grant(), self._memory.recovery()
        recipients = ([grant.central, recipient_of(grant.keys[0])] if grant else []) + (
            [recovery] if recovery else []
        )
        if not recipients:
            raise BundleUnready
        packed, operations, withheld = list[bytes](), 0, 0
        total = sum(head.n for head in self._replica.heads().values())
        for batch, kept_back in self._batches():
            if cancelled and cancelled():
                return None
            packed.append(pack_batch(batch))
            operations += sum(len(segment.operations) for segment in batch.segments)
            withheld += kept_back
            if progress:
                progress(operations, max(total, operations))
        key = DeviceKey(self._replica.key())
        return Sealed(seal(self._header(grant), packed, key, recipients), operations, withheld)

    def _batches(self) -> Iterator[tuple[Batch, int]]:
        outbox, after = Outbox(self._replica), dict[Stream, int]()
        while segments := outbox.next(after, set()):
            batch, withheld = outbox.gated(segments)
            self._memory.withheld(batch.segments, withheld)
            yield batch, len(withheld)
            after |= {segment.stream: segment.last for segment in segments}
        # Who has an operation bare does not look for its body in a segment that is known.
        late = self._memory.late_bodies()
        for start in range(0, len(late), MAX_OPERATIONS):
            yield Batch(fills=tuple(_fills(late[start : start + MAX_OPERATIONS]))), 0

    def _header(self, grant: BundleGrant | None) -> Header:
        own = self._replica.stream()
        known = (
            {each.id: Member(each.key, each.certificate) for each in grant.devices} if grant else {}
        )
        streams = {stream.device for stream in self._replica.heads()}
        members = {device: known[device] for device in sorted(streams) if device in known}
        for device in sorted(streams - members.keys() - {own.device}):
            key = self._replica.public_key(device)
            if key is not None:
                members[device] = Member(key, None)
        public = DeviceKey(self._replica.key()).public
        mine = known.get(own.device)
        members[own.device] = mine if mine and mine.key == public else Member(public, None)
        return Header(own.area, own.device, milliseconds(self._now()), members)

    def take(
        self, content: bytes, recovery: str, progress: Progress | None, cancelled: Cancelled | None
    ) -> Brought:
        """Take in a file; with the `recovery` key of the laptop that wrote it, also a stranger's.

        Raises:
            BundleRefused: when it is not for this laptop, or not sound; nothing was written.
        """
        grant = self._memory.grant()
        identities = [*(grant.keys if grant else ()), *_of_recovery(recovery)]
        if not identities:
            raise BundleRefused("not_for_us")
        bundle = unseal(content, identities, self._replica.stream().area)
        keys = self._keys(bundle, grant, recovery)
        _refuse_writer(bundle, keys, grant)
        receipt = self._receipt(bundle, grant)
        self._leave_what_was_cloned(bundle, keys, of_peer=receipt is not None)
        new, refused, stopped = self._take(bundle, keys, progress, cancelled, receipt)
        if receipt and not stopped:
            after = agreed(self._replica, receipt.heads)
            self._replica.greeted(receipt, after, None)
        header, pending = bundle.header, self._replica.pending()
        told = receipt is not None and not stopped
        return Brought(header.device, header.at, new, refused, told, pending, stopped)

    def _keys(
        self, bundle: Bundle, grant: BundleGrant | None, recovery: str
    ) -> Mapping[str, bytes]:
        """Return the keys that may be trusted: known here before, or vouched for."""
        told = {device: member.key for device, member in bundle.header.members.items()}
        vouched = bundle.known_keys(grant.clerk_key if grant else None)
        own = self._replica.stream().device
        known = {each.id: each.key for each in grant.devices} if grant else {}
        known[own] = DeviceKey(self._replica.key()).public
        for device, said in told.items():
            key = known.get(device) or self._replica.public_key(device)
            if key is not None:
                vouched[device] = key
            elif recovery:
                # Whoever has the recovery key of the laptop that wrote it vouches for it.
                vouched[device] = said
        return vouched

    def _receipt(self, bundle: Bundle, grant: BundleGrant | None) -> Greeting | None:
        """Return what the service says it has, where it is the service that says it."""
        greeting = bundle.header.greeting
        if greeting is None or grant is None or bundle.header.device != grant.clerk:
            return None
        if _is_older(greeting, self._memory.heard()):
            raise BundleRefused("old")
        return greeting

    def _leave_what_was_cloned(
        self, bundle: Bundle, keys: Mapping[str, bytes], *, of_peer: bool
    ) -> None:
        """Go on in a new incarnation where the file knows this device's stream otherwise.

        In one `of_peer` itself its history of other devices stands too, as it does on the wire.
        """
        own = self._replica.stream().device
        mine = {own: DeviceKey(self._replica.key()).public}
        told = _Told({**keys, **mine} if of_peer else mine, bundle.batches())
        for stream, head in told.heads.items():
            if stream.device == own and left_behind(self._replica, stream, head):
                restamp(self._replica, told, stream, head.n)
            elif stream.device != own and self._parts(told, stream, head):
                leave(self._replica, told, stream)

    def _parts(self, told: "_Told", stream: Stream, theirs: Head) -> bool:
        ours = self._replica.heads().get(stream)
        if ours is None:
            return False
        both = min(ours.n, theirs.n)
        return self._replica.hash_at(stream, both) != told.hash_at(stream, both)

    def _take(
        self,
        bundle: Bundle,
        keys: Mapping[str, bytes],
        progress: Progress | None,
        cancelled: Cancelled | None,
        receipt: Greeting | None,
    ) -> tuple[int, int, bool]:
        verifier = Verifier(self._replica)
        held = _without_effect(receipt)
        new = refused = 0
        for done, batch in enumerate(bundle.batches(), 1):
            if cancelled and cancelled():
                return new, refused, True
            verdict = verifier.judge(Page(batch, "", 0, "", more=False, keys=keys))
            taken = self._replica.take_in(
                batch, keys, verdict, of_peer=receipt is not None, held=held
            )
            new, refused = new + taken.new, refused + taken.aside
            if progress:
                progress(done, len(bundle.packed))
        return new, refused, False


class _Told:
    """What a file knows of the streams of devices, as far as their keys vouch for it."""

    def __init__(self, keys: Mapping[str, bytes], batches: Iterable[Batch]) -> None:
        self.heads: dict[Stream, Head] = {}
        self._hashes: dict[Stream, dict[int, bytes]] = {}
        for segment in (segment for batch in batches for segment in batch.segments):
            stream = segment.stream
            end = self.heads.get(stream, Head(0, GENESIS))
            if stream.device not in keys or segment.first != end.n + 1:
                continue
            try:
                links = [link for _, link in chain(end.hash, stream, end.n + 1, segment.operations)]
            except Malformed:
                continue
            key = keys[stream.device]
            signed = head_verifies(key, stream, segment.last, segment.head, segment.signature)
            if signed and links[-1] == segment.head:
                self.heads[stream] = Head(segment.last, segment.head)
                self._hashes.setdefault(stream, {}).update(enumerate(links, end.n + 1))

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        """Return the chain hash at one place."""
        return self._hashes.get(stream, {}).get(n)


def _without_effect(receipt: Greeting | None) -> frozenset[tuple[Stream, int]]:
    """Return the places that wait for a coordinator, or that she refused."""
    refused = receipt.refused if receipt else ()
    return frozenset((stream, n) for stream, n, reason in refused if reason in WITHOUT_EFFECT)


def _is_older(greeting: Greeting, heard: Heard) -> bool:
    """Say whether more is known already, whatever the service's clock did meanwhile."""
    earlier = greeting.now < heard.now
    return earlier and (greeting.epoch != heard.epoch or greeting.feed < heard.feed)


def _of_recovery(recovery: str) -> list[str]:
    return [recovery_identity(recovery)] if recovery else []


def _fills(operations: Sequence[Operation]) -> Iterator[Fill]:
    for op in operations:
        if op.salt is not None and op.body is not None:
            yield Fill(op.op_id, op.salt, op.body)


def _refuse_writer(bundle: Bundle, keys: Mapping[str, bytes], grant: BundleGrant | None) -> None:
    """Refuse a writer whom nobody vouches for, or whose device was lost.

    Raises:
        BundleRefused: codes unknown_device, signature, revoked.
    """
    writer = bundle.header.device
    if writer not in keys:
        raise BundleRefused("unknown_device")
    if keys[writer] != bundle.header.members[writer].key:
        raise BundleRefused("signature")
    if grant and any(each.id == writer and each.revoked for each in grant.devices):
        raise BundleRefused("revoked")
