"""What syncing needs from elsewhere, and what it tells the screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from concierge_tui.domain.clock import Past, past
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.urgency import Waiting

Progress = Callable[[int, int], None]
"""Told how many operations are done of how many."""

Cancelled = Callable[[], bool]
"""Asked between steps whether a person wants to stop."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one exchange with the central service did."""

    pushed: int = 0
    pulled: int = 0
    refused: int = 0
    """Operations that the service set aside in this exchange; they are kept with a reason."""
    pending: int = 0
    """Operations of this laptop that the service does not have yet."""
    clock_ahead_ms: int = 0
    """How far this laptop's clock is ahead of the service's; negative when it is behind."""
    cancelled: bool = False
    no_central: bool = False
    no_room: bool = False
    """The service keeps no more of a revoked laptop for now: the rest stays on this one."""


class Refused(NamedTuple):
    """An operation that was set aside, here or at the central service."""

    op_id: str
    kind: str
    entity: str
    subject: str | None
    reason: str
    at: int


class Standing(NamedTuple):
    """How this laptop stands with central, and what waits there for a coordinator."""

    meetups: tuple[str, ...] | None
    """The meetups that it was let in for; None for the whole area."""
    waits: tuple[tuple[str, int], ...]
    """How many operations wait, by the device in whose name."""


WHOLE_AREA: Final = Standing(None, ())


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Where this laptop's work is."""

    state: str
    """no_central, practice or enrolled."""
    pending: int
    """Operations that are on this laptop and not at the central service."""
    delivered: int
    """Operations that were sent and not yet acknowledged: sent is not received."""
    second_copy: int
    """Operations that lie on a second machine in the hall."""
    safe_at_central: int
    withheld: int
    """Operations whose details stay here until the family consents."""
    waiting: int
    """Operations that name one which has not arrived here."""
    conflicts: int
    refused: tuple[Refused, ...]
    url: str | None
    last_sync: int | None
    """Milliseconds since 1970, by this laptop's clock as the service found it last."""
    clock_ahead_ms: int
    handled: int = 0
    """Operations that were set aside and that a person has dealt with: more than received."""
    unread: int = 0
    """Operations of a newer program, which this one keeps and carries on."""
    standing: Standing = WHOLE_AREA
    """As central said it last."""
    revoked: bool = False
    """Whether central said last that it trusts this laptop no more."""

    def clock_off(self, now: int) -> int:
        """Return how far the clock is ahead, as far as is known; 0 once it was set back."""
        since = self.last_sync or 0
        is_set_back = now < since - self.clock_ahead_ms // 2 and self.clock_ahead_ms > 0
        return 0 if is_set_back else self.clock_ahead_ms

    def last(self, now: int) -> Past | None:
        """Return when the last sync was, as a person is told it; None before the first."""
        return None if self.last_sync is None else past(self.last_sync, self.clock_ahead_ms, now)

    @property
    def unsent(self) -> int | None:
        """What waits to be sent; None where there is nobody to send it to, and nobody worries."""
        return self.pending if self.state == "enrolled" else None


class SyncStore(Protocol):
    """What the laptop remembers about its peers."""

    def status(self, *, practice: bool) -> SyncStatus:
        """Return where this laptop's work is."""
        ...

    def waiting(self) -> list[Waiting]:
        """Return what the central service has not acknowledged, alike ones together."""
        ...

    def central_url(self) -> str | None:
        """Return the address of the central service, or None before enrolment."""
        ...


class Exchange(Protocol):
    """One conversation with the central service."""

    def __call__(self, progress: Progress | None, cancelled: Cancelled | None) -> Tally:
        """Push what the service lacks, pull what this laptop lacks.

        Raises:
            ConciergeError: when it broke off; the next one goes on from there.
        """
        ...


class Play(Protocol):
    """A sync that a rehearsal plays: service and second laptop are in memory, nothing leaves."""

    @property
    def is_on(self) -> bool:
        """Whether one is played now."""
        ...

    def begin(self, name: str) -> None:
        """Let a service called `name` be there that has all that was written so far."""
        ...

    def end(self) -> None:
        """Let it be gone again."""
        ...

    def other_laptop(self, drafts: Sequence[Draft], actor: str) -> str:
        """Let a second laptop have sent these, and return its device."""
        ...

    def refuse(self, kind: str, reason: str) -> None:
        """Let the service set the next operation of a kind aside."""
        ...

    def exchange(self, progress: Progress | None, cancelled: Cancelled | None) -> Tally:
        """Exchange as in earnest."""
        ...


class Enrolled(NamedTuple):
    """What an enrolment gave."""

    url: str
    area_name: str
    fingerprint: bytes
    """Six bytes that both sides show as words."""


class Enroller(Protocol):
    """Joins the central service at an address."""

    def __call__(self, url: str, code: str) -> Enrolled:
        """Send this device's public key with a code that was checked before.

        Raises:
            EnrolmentCodeRefused: when the service does not take the code.
            ConciergeError: when it cannot be reached.
        """
        ...
