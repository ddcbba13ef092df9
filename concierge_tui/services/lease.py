"""Whether this laptop may be read: its service has to hear of it every thirty days."""

from typing import NamedTuple, Protocol

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.device_errors import ExtensionRefused, ExtensionUnreadable, LeaseOver
from concierge_tui.domain.errors import CodeUnreadable
from concierge_tui.domain.lease import DAY_MS, Inside, Judged, Lease, LeaseState, extended, judge


class LeaseRows(Protocol):
    """Where the lease is remembered."""

    def get(self) -> Lease | None:
        """Return the lease; None where no service grants one."""
        ...

    def put(self, lease: Lease) -> None:
        """Remember it."""
        ...


class LeaseNow(NamedTuple):
    """What is shown of a lease."""

    standing: LeaseState
    until: int
    days: int
    """Whole days that are left."""


class LeaseDesk:
    """Lets in as long as the lease stands, and renews it by a code from the telephone."""

    def __init__(self, rows: LeaseRows, inside: Inside, now: Clock) -> None:
        self._rows = rows
        self._inside = inside
        self._now = now

    def enter(self) -> None:
        """Look at the lease, and remember how late it is.

        Raises:
            LeaseOver: when the service has not been heard of for thirty days, and no child is here.
        """
        judged = self._judged()
        if judged is None:
            return
        if judged.lease != self._rows.get():
            self._rows.put(judged.lease)
        if judged.standing is LeaseState.OVER:
            raise LeaseOver(judged.lease.until, judged.now, is_doubtful=judged.is_doubtful)

    def stands(self) -> LeaseNow | None:
        """Return how the lease stands; None where there is none."""
        judged = self._judged()
        if judged is None:
            return None
        left = max(0, judged.lease.until - judged.now)
        return LeaseNow(judged.standing, judged.lease.until, left // DAY_MS)

    def extend(self, code: str) -> None:
        """Begin anew by a code that the coordinator read out.

        Raises:
            ExtensionUnreadable: when it was mistyped.
            ExtensionRefused: when it is none of today for this laptop.
        """
        lease = self._rows.get()
        if lease is None:
            return
        try:
            renewed = extended(lease, code, milliseconds(self._now()))
        except CodeUnreadable:
            raise ExtensionUnreadable from None
        if renewed is None:
            raise ExtensionRefused
        self._rows.put(renewed)

    def _judged(self) -> Judged | None:
        lease = self._rows.get()
        return None if lease is None else judge(lease, milliseconds(self._now()), self._inside)
