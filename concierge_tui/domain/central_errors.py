"""The central service and the way to it: what can go wrong there."""

from concierge_tui.domain.errors import ConciergeError, Unreadable


class AddressUnreadable(ConciergeError):
    """The address of the central service is none."""


class AddressInsecure(ConciergeError):
    """The address would carry families' details over the network unprotected."""


class NotEnrolled(ConciergeError):
    """This laptop belongs to no central service: there is nobody to send anything to."""


class CentralUnreachable(ConciergeError):
    """Nothing answered; everything stays on this laptop."""


class NotCentral(ConciergeError):
    """Something answered that is not the central service, such as a sign-in page."""


class CentralTrouble(ConciergeError):
    """The central service has trouble of its own; `status` is its HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class ReplyCutShort(ConciergeError):
    """The connection broke in the middle of an answer; the next sync goes on from there."""


class CentralRefused(ConciergeError):
    """The central service refused the request.

    Codes: unknown_device, revoked, signature, clock, replay, malformed, too_large, other.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ProgramOutdated(ConciergeError):
    """This program and the central service share no version of the protocol.

    `newer` says that the service is the newer one.
    """

    def __init__(self, *, newer: bool) -> None:
        super().__init__(newer)
        self.newer = newer


class EnrolmentCodeUnreadable(Unreadable):
    """The text is no enrolment code.

    Codes: shape, check (one character was misread or two changed places).
    """


class EnrolmentCodeRefused(ConciergeError):
    """The central service does not take this code.

    Codes: unknown, expired, used, tries.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class OtherArea(ConciergeError):
    """The code was made for another area than this laptop's; nothing was sent."""
