"""Facts about a seating that cannot be planned; the words lie in text/seating.py."""

from concierge_tui.domain.errors import ConciergeError


class SeatingImpossible(ConciergeError):
    """No plan can be made of this; `code` says what is missing, no whole number or out of range.

    Codes: empty (nothing was given at all), families, k (families a table), rounds.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SeatingStopped(ConciergeError):
    """Whoever waited for the plan stopped it; nothing was planned."""


class NobodyToSeat(ConciergeError):
    """Fewer than two families are in the hall."""


class NoPlan(ConciergeError):
    """No tables were planned yet, or all rounds are over."""
