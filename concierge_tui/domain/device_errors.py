"""Facts about laptops that may no longer read what lies on them."""

from concierge_tui.domain.central_errors import CentralRefused
from concierge_tui.domain.errors import ConciergeError


class DeviceUnknown(ConciergeError):
    """No laptop that enrolled is called so."""


class DeviceAmbiguous(ConciergeError):
    """The ids of several laptops begin so."""


class OperationUnknown(ConciergeError):
    """Nothing that waits for a coordinator has this id."""


class MeetupUnknown(ConciergeError):
    """No meetup of the area has this id."""


class Revoked(CentralRefused):
    """The service no longer trusts this laptop; what it sent waits there for a coordinator."""

    def __init__(self, kept: int = 0, *, waits: bool = False, is_full: bool = False) -> None:
        super().__init__("revoked")
        self.kept = kept
        """How much of this laptop's work the service took into its keeping just now."""
        self.waits = waits
        """It is to lock itself, and does so when no child is in the hall any more."""
        self.is_full = is_full
        """The service keeps no more of it until a coordinator has judged what it has."""


class WipeForged(CentralRefused):
    """Something ordered this laptop to lock itself, and it was not its service."""

    def __init__(self) -> None:
        super().__init__("wipe")


class Wiped(ConciergeError):
    """The service ordered this laptop to lock itself, and it did: only the recovery key opens it.

    `at` is when, in milliseconds since 1970.
    """

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class LeaseOver(ConciergeError):
    """This laptop has not spoken to its service for thirty days: nothing on it is read any more.

    `until` is when the lease ended, `now` what its clock says, in milliseconds since 1970.
    """

    def __init__(self, until: int, now: int, *, is_doubtful: bool = False) -> None:
        super().__init__(until, now, is_doubtful)
        self.until = until
        self.now = now
        self.is_doubtful = is_doubtful
        """The clock is so far ahead that it is more likely wrong."""


class ExtensionRefused(ConciergeError):
    """The code is none of today for this laptop."""


class ExtensionUnreadable(ConciergeError):
    """The code was mistyped: it has another shape, or its check character differs."""
