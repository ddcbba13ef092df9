"""The hub behind the screens: what is written goes to it at once, and news are shown at once.

The way to the hub has a thread and a connection of its own; a hub that dies costs the desk
nothing. Screens hear of whatever somebody else wrote into the store, whichever way it came.
"""

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from textual.app import App
from textual.css.query import NoMatches
from textual.message import Message
from textual.worker import get_current_worker

from concierge_tui.domain.errors import ConciergeError
from screens.background_sync import BackgroundSync
from screens.long_work import BugFound

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.hub_ports import Carried

LOOK_EVERY: Final = 0.2
"""Seconds between two looks at whether somebody else wrote into the store."""
_REST: Final = 5.0
"""Seconds until the way is begun anew after something that nobody foresaw."""


@runtime_checkable
class HearsNews(Protocol):
    """A screen that shows what others write while it is looked at."""

    def hear_news(self) -> None:
        """Show how things stand; whoever is typing is not disturbed."""
        ...


class HubBeside(BackgroundSync):
    """Mixin that keeps the desk and its hub alike."""

    hub_trouble: str | None = None
    """What bars the way to the hub, empty where nothing does; None before the first walk."""
    _beside: "Desk | None" = None
    _walk = 0
    _is_shared = False
    _heard_of = 0
    _last_change = 0

    class Walked(Message):
        """The thread tells what became of one walk to the hub."""

        def __init__(self, walk: int, carried: "Carried") -> None:
            super().__init__()
            self.walk = walk
            self.carried = carried

    def on_mount(self) -> None:
        """Look now and then."""
        self.set_interval(LOOK_EVERY, self._look_beside)

    def hub_changed(self) -> None:
        """Begin anew: a hub was joined or left."""
        self._beside = None
        self._look_beside()

    def _look_beside(self) -> None:
        desk = self.desk
        if desk is None or self._exit:
            self._beside = None
            return
        with suppress(ConciergeError):  # a store in trouble says so where somebody works
            if desk is not self._beside:
                self._begin_beside(desk)
            if (wrote := desk.hub.others_wrote()) != self._heard_of:
                self._heard_of = wrote
                # A hub may have begun on this laptop meanwhile, in another window.
                self._is_shared = self._is_shared or desk.hub.is_shared()
                # Most of what the way to the hub writes are marks, and no news to anybody.
                change, before = desk.hub.last_change(), self._last_change
                self._last_change = change
                if self._is_shared and change != before:
                    self._let_hear_news()

    def _begin_beside(self, desk: "Desk") -> None:
        self._beside, self.hub_trouble = desk, None
        self._walk += 1
        self._is_shared = desk.hub.is_shared()
        self._heard_of, self._last_change = desk.hub.others_wrote(), desk.hub.last_change()
        if desk.hub.joined() is not None:
            self.run_worker(
                lambda walk=self._walk: self._carry(desk, walk),
                thread=True, exit_on_error=False, group="hub",
            )  # fmt: skip

    def _carry(self, desk: "Desk", walk: int) -> None:
        worker = get_current_worker()

        def over() -> bool:
            return self._walk != walk or self.desk is not desk or worker.is_cancelled

        def told(carried: "Carried") -> None:
            with suppress(RuntimeError):  # the program may have been left meanwhile
                self.post_message(self.Walked(walk, carried))

        is_noted = False
        while not over():
            try:
                with desk.fork() as other:
                    other.hub.carry(told, over)
            except ConciergeError:
                pass  # a store in trouble says so where somebody works
            except Exception as error:  # noqa: BLE001 - a worker must not end the program
                if not is_noted:
                    is_noted = True
                    with suppress(RuntimeError):
                        self.post_message(BugFound(error))
            ends = time.monotonic() + _REST
            while time.monotonic() < ends and not over():
                time.sleep(LOOK_EVERY)

    def on_hub_beside_walked(self, event: Walked) -> None:
        """Keep what the thread told, and show it where it changed."""
        event.stop()
        carried = event.carried
        if event.walk == self._walk and (carried.pulled or carried.trouble != self.hub_trouble):
            self.hub_trouble = carried.trouble
            self._let_hear_news()

    def _let_hear_news(self) -> None:
        if self.desk is not None and isinstance(self.screen, HearsNews):
            # A screen that is still being made, or being taken apart, has not all its parts.
            with suppress(ConciergeError, NoMatches):
                self.screen.hear_news()


def beside(app: App[object]) -> HubBeside | None:
    """Return what goes to the hub behind the screens of a program; None where it has none."""
    return app if isinstance(app, HubBeside) else None


def hub_trouble(app: App[object]) -> str | None:
    """Return what bars the way to the hub; None where nothing is known to."""
    return app.hub_trouble if isinstance(app, HubBeside) else None
