"""A hub in threads of the program that shows the screens: it lives as long as that does."""

import logging
from pathlib import Path
from threading import Event, Thread
from typing import Final

from concierge_tui.central.hub.serving import HOST, Running, serve
from concierge_tui.services.desk import Desk
from concierge_tui.services.hub import PORT

_PATIENCE: Final = 10.0
"""Seconds within which a hub has ended, or is left to end with the program."""


class HubWithin:
    """Answers `services.hub_ports.HubRun`; it works on connections of its own.

    A child process would have to be handed the key of the store; a thread has it already, and
    cannot outlive the program.
    """

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._folder = folder
        self._fork = desk.fork
        self._stop, self._settled = Event(), Event()
        self._running: Running | None = None
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._serve, daemon=True)

    def begin(self) -> None:
        """Return when it can be reached.

        Raises:
            ConciergeError: when it cannot; nothing runs then.
        """
        # Whatever a library has to say would be written over the screen.
        logging.getLogger().addHandler(logging.NullHandler())
        self._thread.start()
        self._settled.wait()
        if self._running is None:
            self._thread.join()
            raise self._failure or RuntimeError

    def _serve(self) -> None:
        try:
            with self._fork() as own:
                serve(
                    own,
                    self._folder,
                    host=HOST,
                    port=PORT,
                    started=self._started,
                    stop=self._stop,
                )
        except BaseException as error:  # noqa: BLE001 - it is raised where the hub was begun
            self._failure = error
        finally:
            self._stop.set()
            self._settled.set()

    def _started(self, running: Running) -> None:
        self._running = running
        self._settled.set()

    @property
    def _now(self) -> Running:
        assert self._running is not None  # nobody has it before it began
        return self._running

    @property
    def addresses(self) -> tuple[str, ...]:
        """Under which addresses it is reached, the likeliest first."""
        return self._now.addresses

    @property
    def port(self) -> int:
        """At which port."""
        return self._now.port

    @property
    def pin(self) -> bytes:
        """The print of its key; its first bytes are compared as words."""
        return self._now.pin

    def new_code(self) -> str:
        """Return a one-time code for a laptop that it does not know."""
        return self._now.new_code()

    def guests(self) -> dict[str, int]:
        """Return the devices that spoke to it since it began, and when they did last."""
        return self._now.guests()

    @property
    def is_over(self) -> bool:
        """Whether it has ended, for whatever reason."""
        return not self._thread.is_alive()

    def stop(self) -> None:
        """End it; every desk goes on without it."""
        self._stop.set()
        self._thread.join(_PATIENCE)
