"""One exchange with the central service at the address that was enrolled."""

from typing import Protocol

from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.errors import CentralUnreachable
from concierge_tui.services.sync_ports import Cancelled, Progress, Tally
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.ports import Replica


class PeerAddress(Protocol):
    """Where the peer is, and how far its clock is from this one."""

    def central_url(self) -> str | None:
        """Return the address, or None before enrolment."""
        ...

    def clock_ahead(self) -> int:
        """Return how far this clock was ahead of the peer's, in milliseconds."""
        ...


class CentralExchange:
    """Answers `services.sync_ports.Exchange`; the connection lives as long as one exchange."""

    def __init__(self, replica: Replica, peer: PeerAddress, *, now: Clock = system_clock) -> None:
        self._replica = replica
        self._peer = peer
        self._now = now

    def __call__(
        self, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Tally:
        """Push what the service lacks, pull what this laptop lacks.

        Raises:
            ConciergeError: when it broke off; the next one goes on from there.
        """
        url = self._peer.central_url()
        if url is None:
            raise CentralUnreachable
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
            return Engine(self._replica, link, now=self._now)(progress, cancelled)
