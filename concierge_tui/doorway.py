"""Opens the store of this machine for the screens: `bootstrap` behind what they ask for.

A connection belongs to the thread that opened it, and deriving a key takes a second. So the
slow half runs in a worker and answers with what opens the desk in the thread of the screens.
"""

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from concierge_tui.paths import Home

if TYPE_CHECKING:  # the first frame must not wait for the services, nor commands for the screens
    from concierge_tui.domain.errors import ConciergeError
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.hub_ports import HubRun
    from screens.front import Beginning

OpenHere = Callable[[], "Desk"]
Progress = Callable[[int, int], None]


class LaptopDoorway:
    """Answers `screens.front.Doorway` for the store in one folder."""

    def __init__(self, home: Home, furnish: "Callable[[Desk], object] | None" = None) -> None:
        self._home = home
        self._furnish = furnish

    @property
    def log(self) -> Path:
        """Where the log lies."""
        return self._home.log

    def exists(self) -> bool:
        """Say whether this laptop has a store."""
        return self._home.exists

    def barred(self) -> "ConciergeError | None":
        """Return what the service has ordered, where it locked this laptop."""
        from concierge_tui.domain.device_errors import Wiped
        from db import locked

        at = locked.locked_at(self._home.slots)
        return None if at is None else Wiped(at)

    def unlock(self, passphrase: str) -> OpenHere:
        """Derive the key of the store."""
        from concierge_tui import bootstrap

        self._tell_service()
        return _elsewhere(bootstrap.open_desk(self._home, passphrase))

    def renew(
        self,
        passphrase: str,
        code: str | None,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> OpenHere:
        """Begin the lease anew: by a word from the service, or by a code from the telephone."""
        from concierge_tui import bootstrap

        with closing(bootstrap.open_desk(self._home, passphrase, even_over=True)) as desk:
            if code is None:
                desk.synchronise.sync(progress, cancelled)
            else:
                desk.lease.extend(code)
        return self.unlock(passphrase)

    def _tell_service(self) -> None:
        """Tell the service that this laptop is locked, where it does not know; nobody waits."""
        if self.barred() is not None:
            from db.laptop import wiping

            Thread(target=wiping.tell_service, args=(self._home.slots,), daemon=True).start()

    def create(self, beginning: "Beginning") -> tuple[str, OpenHere]:
        """Create the store; return the recovery key."""
        from concierge_tui import bootstrap

        new = bootstrap.NewStore(
            beginning.area,
            beginning.staff,
            beginning.passphrase,
            beginning.certification,
            beginning.certified_until,
            beginning.pin,
        )
        desk, recovery = bootstrap.create(self._home, new)
        return recovery, _elsewhere(desk)

    def restore(self, source: Path, passphrase: str) -> OpenHere:
        """Put a backup in place of the missing store."""
        from concierge_tui import bootstrap

        return _elsewhere(bootstrap.restore(self._home, source, passphrase))

    def practise(self) -> "Desk":
        """Return a throw-away store for a rehearsal, still empty."""
        from concierge_tui import bootstrap
        from concierge_tui.text.welcome import PRACTICE_AREA, PRACTICE_STAFF

        return bootstrap.practise(area=PRACTICE_AREA, staff=PRACTICE_STAFF)

    def furnish(self, desk: "Desk", progress: Progress | None = None) -> None:
        """Fill a rehearsal with invented families."""
        if self._furnish is None:
            return
        with desk.fork() as other:
            self._furnish(other)
        if progress:
            progress(1, 1)

    def run_hub(self, desk: "Desk") -> "HubRun":
        """Run a hub for the desks around this one."""
        from concierge_tui.central.hub.within import HubWithin

        run = HubWithin(desk, self._home.folder)
        run.begin()
        return run

    def note_crash(self, error: BaseException) -> None:
        """Write down where a bug showed itself, without any value."""
        from concierge_tui import log

        log.note_crash(self._home, error)


def _elsewhere(desk: "Desk") -> OpenHere:
    """Close the desk in this thread and return what opens it in another."""
    fork = desk.fork
    desk.close()

    def open_here() -> "Desk":
        stack = ExitStack()
        here = stack.enter_context(fork())
        return replace(here, close=stack.close)

    return open_here
