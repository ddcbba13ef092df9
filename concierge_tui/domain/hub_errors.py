"""Facts about the hub in the hall."""

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.line_errors import CentralUnverified


class HubKeyOther(CentralUnverified):
    """Something else answers where the hub was: it has another key, and nothing was sent."""


class HubUnreachable(ConciergeError):
    """Nobody answers at the address of a hub."""


class HubIsNone(ConciergeError):
    """Something answers at the address that is no hub."""


class HubAddressUnreadable(ConciergeError):
    """This is no address of a hub."""


class HubCodeNeeded(ConciergeError):
    """The hub does not know this laptop yet, and wants a one-time code."""


class HubHostUnusable(ConciergeError):
    """This machine has no such address."""
