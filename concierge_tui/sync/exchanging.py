"""One exchange with the central service at the address that was enrolled."""

from typing import Protocol

from concierge_tui.domain.central_errors import NotEnrolled
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.device_errors import Revoked
from concierge_tui.services.sync_ports import Cancelled, Progress, Tally
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.obeying import Lock, Obedience, WipeOrdered
from concierge_tui.sync.ports import Replica


class PeerAddress(Protocol):
    """Where the peer is, and how far its clock is from this one."""

    def central_url(self) -> str | None:
        """Return the address, or None before enrolment."""
        ...

    def clock_ahead(self) -> int:
        """Return how far this clock was ahead of the peer's, in milliseconds."""
        ...

    def clerk_key(self) -> bytes | None:
        """Return the key of the service itself, as it was when this laptop enrolled."""
        ...


class CentralExchange:
    """Answers `services.sync_ports.Exchange`; the connection lives as long as one exchange."""

    def __init__(
        self,
        replica: Replica,
        peer: PeerAddress,
        *,
        now: Clock = system_clock,
        lock: Lock | None = None,
    ) -> None:
        self._replica = replica
        self._peer = peer
        self._now = now
        self._lock = lock

    def __call__(
        self, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Tally:
        """Push what the service lacks, pull what this laptop lacks.

        Raises:
            Revoked: when the service no longer trusts this laptop.
            Wiped: when it ordered this laptop to lock itself, and it did.
            ConciergeError: when it broke off; the next one goes on from there.
        """
        url = self._peer.central_url()
        if url is None:
            raise NotEnrolled
        device, key = self._replica.stream().device, self._replica.key()
        ahead = self._peer.clock_ahead()
        with HttpLink(
            url,
            device,
            key,
            now=self._now,
            ahead_ms=ahead,
            cancelled=cancelled or (lambda: False),
        ) as link:
            try:
                engine = Engine(self._replica, link, now=self._now, snapshots=link)
                return engine(progress, cancelled)
            except WipeOrdered as ordered:
                if self._lock is None:
                    raise Revoked from None
                clerk = self._peer.clerk_key()
                Obedience(self._replica, clerk, self._lock).obey(ordered, link.obeyed)
