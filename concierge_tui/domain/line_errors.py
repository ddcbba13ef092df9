"""Troubles on the way to the central service that have a way on of their own."""

from concierge_tui.domain.central_errors import (
    CentralTrouble,
    CentralUnreachable,
    NotCentral,
    ReplyCutShort,
)


class CentralUnverified(CentralUnreachable):
    """Something answered that cannot show whose it is: its certificate does not hold."""


class CentralBusy(CentralTrouble):
    """The central service has too much to do just now, or is being looked after."""

    def __init__(self) -> None:
        super().__init__(503)


class CentralFull(CentralTrouble):
    """The disk of the central service takes nothing more."""

    def __init__(self) -> None:
        super().__init__(507)


class CentralSilent(ReplyCutShort):
    """No answer came in time."""


class CentralChanged(NotCentral):
    """What answers has another key than the service that this laptop enrolled at."""
