"""Joins a peer: sends the device's public key and remembers the peer."""

from collections.abc import Callable
from typing import Protocol

from concierge_tui.domain.clock import Clock, milliseconds, system_clock
from concierge_tui.domain.lease import LeaseGrant
from concierge_tui.services.sync_ports import Enrolled
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.ports import Replica
from concierge_tui.sync.protocol import BundleGrant, HandOffGrant
from concierge_tui.sync.signing import DeviceKey, fingerprint


class PeerRows(Protocol):
    """Where the peer is remembered."""

    def enrolled(self, url: str, area_name: str, at: int) -> None:
        """Remember the peer."""
        ...

    def granted(self, hand_off: HandOffGrant | None, bundles: BundleGrant | None) -> None:
        """Remember what the peer grants: hand-offs to telephones, files for sticks."""
        ...

    def leased(self, grant: LeaseGrant | None, wall: int) -> None:
        """Remember how long this laptop may be read, told when its clock said `wall`."""
        ...


class Enrolling:
    """Answers `services.sync_ports.Enroller`."""

    def __init__(
        self,
        replica: Replica,
        peer: PeerRows,
        *,
        now: Clock = system_clock,
        link: Callable[..., HttpLink] = HttpLink,
    ) -> None:
        self._replica = replica
        self._peer = peer
        self._now = now
        self._link = link

    def __call__(self, url: str, code: str) -> Enrolled:
        """Send this device's public key with a code that was checked before.

        Raises:
            EnrolmentCodeRefused: when the peer does not take the code.
            ConciergeError: when it cannot be reached.
        """
        stream, key = self._replica.stream(), self._replica.key()
        with self._link(url, stream.device, key, now=self._now) as link:
            admitted = link.enrol(stream.area, code)
        self._peer.enrolled(url, admitted.area_name, milliseconds(self._now()))
        self._peer.granted(admitted.hand_off, admitted.bundles)
        self._peer.leased(admitted.lease, milliseconds(self._now()))
        return Enrolled(url, admitted.area_name, fingerprint(DeviceKey(key).public))
