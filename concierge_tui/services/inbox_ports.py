"""What the list of what needs a person asks of the store about other laptops."""

from typing import NamedTuple, Protocol

from concierge_tui.domain.meetup_day import CustodyNow


class Refusal(NamedTuple):
    """An operation that was set aside, with what it says and who wrote it where."""

    op_id: str
    kind: str
    """The kind of the operation; `segment` where a whole run could not be verified."""
    entity: str
    subject: str | None
    reason: str
    at: int
    meetup: str | None
    actor: str
    wall: int
    """When it was written, by the clock of whoever wrote it; 0 where nobody knows."""
    body: str | None
    device: str
    is_here: bool = True
    """Whether it counts on this laptop: then what it says can be written once more."""
    records: int = 1


class Rows(Protocol):
    """What came of a sync and waits for a person."""

    def refusals(self) -> list[Refusal]:
        """Return what was set aside here or at the peer and nobody dealt with."""
        ...

    def handled(self) -> int:
        """Return how many operations that were set aside a person has dealt with."""
        ...

    def contested(self) -> list[CustodyNow]:
        """Return the children of whom two laptops say different hands."""
        ...

    def wishes(self) -> list[str]:
        """Return the families that wish to be erased and are not yet."""
        ...

    def device_of(self, op_id: str) -> str:
        """Return the device on which an operation was written; empty where nobody knows."""
        ...

    def device_names(self) -> dict[str, str]:
        """Return what laptops are called, by device."""
        ...
