"""What went wrong on the way to a peer, as a fact: each has its own way on."""

import ssl
from collections.abc import Iterator

import httpx

from concierge_tui.domain.central_errors import CentralUnreachable, ReplyCutShort
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.hub_errors import HubKeyOther
from concierge_tui.domain.line_errors import CentralSilent, CentralUnverified


class WrongKey(ssl.SSLError):
    """Whoever answered has another key than the one that was compared."""


def fact_of(error: Exception) -> ConciergeError:
    """Return the fact behind an error of the connection."""
    if any(isinstance(each, WrongKey) for each in _behind(error)):
        return HubKeyOther()
    if any(isinstance(each, ssl.SSLError) for each in _behind(error)):
        return CentralUnverified()
    if isinstance(error, httpx.TimeoutException):
        return CentralSilent()
    if isinstance(error, httpx.ReadError | httpx.WriteError | httpx.RemoteProtocolError):
        return ReplyCutShort()
    return CentralUnreachable()


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it: the library wraps what TLS says."""
    for _ in range(8):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
