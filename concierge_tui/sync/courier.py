"""Keeps this laptop and the hub alike: what is written here goes at once, news come at once."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from contextlib import AbstractContextManager
from functools import partial
from typing import Final, Protocol

from concierge_tui.domain.central_errors import CentralRefused, OtherArea
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.hub_errors import HubKeyOther
from concierge_tui.domain.operation import Stream
from concierge_tui.services.hub_ports import Carried, Told
from concierge_tui.services.sync_ports import Cancelled
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.meanwhile import Meanwhile, meanwhile
from concierge_tui.sync.meeting import HubHistory
from concierge_tui.sync.ports import Link, Replica, Snapshots
from concierge_tui.sync.protocol import Head

LOOK_EVERY: Final = 0.05
"""Seconds between two looks at whether something was written here."""
TELL_EVERY: Final = 0.5
"""Seconds between two times that the hub hears what stands here."""
FIRST_REST: Final = 1.0
LONGEST_REST: Final = 8.0
"""Seconds until a hub that was away is tried again."""


class NewsLink(Link, Snapshots, Protocol):
    """A peer that tells when there is something new."""

    def news(self, area: str, feed: int) -> int:
        """Return the last number of the feed, as soon as it is above `feed` or after a while."""
        ...

    def tell_ends(self, ends: Mapping[Stream, Head]) -> None:
        """Tell how far this laptop has each stream."""
        ...


class Courier:
    """Goes to and fro until it is cancelled; a hub that is away costs the desk nothing."""

    def __init__(
        self,
        replica: Replica,
        open_link: Callable[[], AbstractContextManager[NewsLink]],
        last_change: Callable[[], int],
        *,
        told: Told,
        cancelled: Cancelled,
        now: Clock = system_clock,
    ) -> None:
        self._replica = replica
        self._open_link = open_link
        self._last_change = last_change
        self._told = told
        self._cancelled = cancelled
        self._now = now
        self._history = HubHistory()
        self._seen = 0
        self._stuck = 0
        """How many operations the hub cannot take: they are no reason to go again."""
        self._rest = FIRST_REST
        self._ends: Mapping[Stream, Head] = {}
        self._next_look = 0.0

    def run(self) -> None:
        """Carry until cancelled; whatever bars the way is told, and tried again."""
        while not self._cancelled():
            try:
                with self._open_link() as link:
                    self._stay(link)
            except ConciergeError as error:
                if not self._cancelled():
                    self._told(Carried(_trouble(error)))
                    self._sleep()

    def _stay(self, link: NewsLink) -> None:
        self._ends = {}  # a hub that began anew knows nothing of them
        self._exchange(link)
        with meanwhile() as requests:
            news = self._ask(requests, link)
            while not self._cancelled():
                if not news.done() and self._last_change() == self._seen:
                    self._tell_ends(link)
                    wait([news], timeout=LOOK_EVERY)
                    continue
                done = news.done()
                if not done or news.result() > self._replica.cursor().seq:
                    self._exchange(link)
                if done:
                    news = self._ask(requests, link)

    def _ask(self, requests: Meanwhile, link: NewsLink) -> Future[int]:
        area = self._replica.stream().area
        return requests.ask(partial(link.news, area, self._replica.cursor().seq))

    def _exchange(self, link: NewsLink) -> None:
        pulled = 0
        for _ in range(2):
            engine = Engine(self._replica, link, now=self._now, hub=self._history, snapshots=link)
            pulled += engine(None, self._cancelled).pulled
            self._seen = self._last_change()
            left = self._replica.pending()
            if left <= self._stuck:
                break  # otherwise somebody wrote meanwhile
        self._stuck = left
        self._rest = FIRST_REST
        self._told(Carried("", pulled))

    def _tell_ends(self, link: NewsLink) -> None:
        """Let the hub's laptop know what stands here too, now that all is calm."""
        if time.monotonic() < self._next_look:
            return
        self._next_look = time.monotonic() + TELL_EVERY
        ends = self._replica.heads()
        if ends != self._ends:
            link.tell_ends(ends)
            self._ends = ends

    def _sleep(self) -> None:
        ends = time.monotonic() + self._rest
        self._rest = min(LONGEST_REST, self._rest * 2)
        while time.monotonic() < ends and not self._cancelled():
            time.sleep(LOOK_EVERY)


def _trouble(error: ConciergeError) -> str:
    if isinstance(error, HubKeyOther):
        return "other_key"
    if isinstance(error, OtherArea):
        return "other_area"
    if isinstance(error, CentralRefused) and error.code in ("unknown_device", "revoked"):
        return error.code
    return "away"
