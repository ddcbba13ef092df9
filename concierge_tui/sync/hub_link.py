"""The way to a hub: the wire of central, over TLS with the one key that was compared."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import httpx

from concierge_tui.domain.central_errors import NotCentral
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.operation import Stream
from concierge_tui.sync.ends import message_of_ends
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.packing import pack
from concierge_tui.sync.pinning import PinnedContext
from concierge_tui.sync.protocol import Greeting, Head

NEWS_SECONDS: Final = 10
"""How long a hub keeps the question for news before it answers that there are none."""


class HubAddress(NamedTuple):
    """Where a hub is, and the print of its key."""

    url: str
    pin: bytes


class HubLink(HttpLink):
    """Speaks with one hub; answers `sync.ports.Link`."""

    patience = httpx.Timeout(NEWS_SECONDS + 5, connect=5)
    """After this silence a hub counts as away: its battery may have ended without a word."""

    def __init__(
        self,
        hub: HubAddress,
        device: str,
        key: bytes,
        *,
        now: Clock = system_clock,
        ahead_ms: int = 0,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(
            hub.url, device, key,
            now=now, ahead_ms=ahead_ms, cancelled=cancelled, trusted=PinnedContext(hub.pin),
        )  # fmt: skip

    _hears_ends = False

    def hello(self, area: str) -> Greeting:
        """Return what the hub has, and remember whether it wants to hear what stands here."""
        greeting = super().hello(area)
        self._hears_ends = greeting.hears_ends
        return greeting

    def tell_ends(self, ends: Mapping[Stream, Head]) -> None:
        """Tell how far this laptop has each stream; a hub of an older program does without."""
        if self._hears_ends:
            self._ask("POST", "/v1/ends", {}, pack({"streams": message_of_ends(ends)}))

    def news(self, area: str, feed: int) -> int:
        """Return the last number of the feed, as soon as it is above `feed` or after a while."""
        match self._ask("GET", "/v1/news", {"area": area, "feed": feed}):
            case {"feed": int(last)}:
                return last
        raise NotCentral
