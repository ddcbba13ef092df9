"""How many laptops are answered at once: the others hear at once when to come again.

On the evening after a weekend of meetups they all come at the same time. Whoever waits behind a
thousand others gives up; whoever comes again a little later is answered.
"""

import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from anyio.to_thread import current_default_thread_limiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from concierge_tui.central.figures import CODE
from concierge_tui.central.replies import Refusal, refused
from db.central.opening import AT_ONCE

MOST: Final = 160
"""More than one process can work on at once, however quick it is."""
WAIT: Final = 10.0
"""Seconds that whoever is let in should wait at most: a third of its patience (30 s)."""
_FEWEST: Final = 2 * AT_ONCE
"""So many are let in however slow the machine is: some are worked on, some are at hand."""
_OLD: Final = 0.9
"""How much of the pace before counts, beside what the last answer took."""
Moment = Callable[[], float]
"""Answers the present moment in seconds, from anywhere."""
AGAIN: Final = 1
"""After so many seconds, and later each time, a laptop comes again."""


@asynccontextmanager
async def by_few(_: object) -> AsyncIterator[None]:
    """Let no more requests be worked on at once than there are connections that stay open.

    More threads would only take turns on one processor, hold the rows that others wait for
    meanwhile, and open a connection each.
    """
    current_default_thread_limiter().total_tokens = AT_ONCE
    yield


class Queueing:
    """Lets so many requests of laptops in; health, figures and pages are never turned away.

    Whoever is still sending takes no place, and an answer of many pages gives its own up with the
    first one: a line that trickles keeps nobody waiting.
    """

    def __init__(self, app: ASGIApp, most: int = MOST, *, now: Moment = time.monotonic) -> None:
        self._app = app
        self._most = most
        self._inside = 0
        self._pace = _Pace(now)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it at once."""
        if not _is_laptops(scope):
            await self._app(scope, receive, send)
            return
        place = _Place(self._enter, self._leave)
        try:
            if scope["method"] == "GET":
                place.take()
        except Refusal as full:
            scope[CODE] = full.code
            await refused(full)(scope, receive, send)
            return
        try:
            await self._app(scope, place.behind(receive), place.until(send))
        finally:
            place.give_up()

    def _enter(self) -> None:
        if self._inside >= min(self._most, max(_FEWEST, self._pace.within(WAIT))):
            raise Refusal("busy", again=AGAIN)
        if not self._inside:
            self._pace.begins()
        self._inside += 1

    def _leave(self) -> None:
        self._inside -= 1
        self._pace.ends()


class _Pace:
    """How long an answer takes behind another one, on this machine and lately."""

    def __init__(self, now: Moment) -> None:
        self._now = now
        self._last = 0.0
        self._each = 0.0

    def begins(self) -> None:
        """Count from here: nobody was inside before."""
        self._last = self._now()

    def ends(self) -> None:
        """Count one answer."""
        took, self._last = self._now() - self._last, self._now()
        self._each = _OLD * self._each + (1 - _OLD) * took if self._each else took

    def within(self, seconds: float) -> int:
        """Return how many are answered in so many seconds; before the first there is no limit."""
        return int(seconds / self._each) if self._each > 0 else sys.maxsize


class _Place:
    """The place of one request, taken when all of it was heard."""

    def __init__(self, enter: Callable[[], None], leave: Callable[[], None]) -> None:
        self._enter = enter
        self._leave = leave
        self._was_taken = False
        self._is_taken = False

    def take(self) -> None:
        """Take it once.

        Raises:
            Refusal: when there is none.
        """
        if not self._was_taken:
            self._enter()
            self._was_taken = self._is_taken = True

    def give_up(self) -> None:
        """Let another one have it."""
        if self._is_taken:
            self._is_taken = False
            self._leave()

    def until(self, send: Send) -> Send:
        """Return what sends the answer, and gives the place up where more of it will follow."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.body" and message.get("more_body"):
                self.give_up()
            await send(message)

        return sent

    def behind(self, receive: Receive) -> Receive:
        """Return what hears the request and takes the place at its end."""

        async def heard() -> Message:
            message = await receive()
            if message["type"] == "http.request" and not message.get("more_body"):
                self.take()
            return message

        return heard


def _is_laptops(scope: Scope) -> bool:
    path = str(scope.get("path", ""))
    return scope["type"] == "http" and path.startswith("/v1/") and path != "/v1/health"
