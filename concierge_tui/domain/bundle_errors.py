"""Facts that stop the way over a stick (USB)."""

from concierge_tui.domain.errors import ConciergeError


class BundleRefused(ConciergeError):
    """A file from a stick is not taken; nothing of it was written.

    Codes: no_bundle, damaged, not_for_us, not_for_central, other_area, newer, signature,
    unknown_device, revoked, too_large, old (what it says was superseded), detained (the service
    keeps what a revoked laptop wrote until a coordinator has judged, and answers nothing).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BundleUnready(ConciergeError):
    """There is nobody yet for whom a file could be sealed: no service and no recovery key."""


class BundleUnwritable(ConciergeError):
    """Nothing can be written there; an older file at that place is untouched."""
