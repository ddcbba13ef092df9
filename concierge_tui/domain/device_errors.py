"""Facts about laptops that may no longer read what lies on them."""

from concierge_tui.domain.errors import CentralRefused, ConciergeError


class DeviceUnknown(ConciergeError):
    """No laptop that enrolled is called so."""


class DeviceAmbiguous(ConciergeError):
    """The ids of several laptops begin so."""


class OperationUnknown(ConciergeError):
    """Nothing that waits for a coordinator has this id."""


class Revoked(CentralRefused):
    """The service no longer trusts this laptop; what it sent waits there for a coordinator."""

    def __init__(self, kept: int = 0, *, waits: bool = False) -> None:
        super().__init__("revoked")
        self.kept = kept
        """How much of this laptop's work the service took into its keeping just now."""
        self.waits = waits
        """It is to lock itself, and does so when no child is in the hall any more."""


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
