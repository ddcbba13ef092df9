"""Rings when something new stands in the hub's feed: whoever waits for news hears it."""

import asyncio
from contextlib import suppress
from threading import Lock
from typing import Self


class Bell:
    """May be rung from any thread; is listened to on event loops."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self.rung = 0
        """How often it was rung, for whoever looks now and then."""

    def ring(self) -> None:
        """Wake everybody who listens."""
        with self._lock:
            self.rung += 1
            listeners = list(self._listeners)
        for loop, event in listeners:
            with suppress(RuntimeError):  # its loop was closed meanwhile
                loop.call_soon_threadsafe(event.set)

    def listen(self) -> "Listener":
        """Return one pair of ears; what is rung from now on is heard."""
        return Listener(self)


class Listener:
    """One pair of ears on the running loop."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._event = asyncio.Event()
        self._ears = (asyncio.get_running_loop(), self._event)

    def __enter__(self) -> Self:
        with self._bell._lock:  # noqa: SLF001 - the bell's other half
            self._bell._listeners.add(self._ears)  # noqa: SLF001
        return self

    def __exit__(self, *_: object) -> None:
        with self._bell._lock:  # noqa: SLF001
            self._bell._listeners.discard(self._ears)  # noqa: SLF001

    async def heard(self, seconds: float) -> None:
        """Wait until it rings, no longer than `seconds`."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), seconds)
