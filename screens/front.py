"""How screens ask for a store without knowing who opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

from textual.message import Message
from textual.screen import Screen

from concierge_tui.domain.errors import ConciergeError

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.hub_ports import HubRun

Next = Literal["home", "enrol"]
"""Where to go once a store is open."""

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""

OpenHere = Callable[[], "Desk"]
"""Opens the unlocked store for the thread that calls it; fast."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new store is made of."""

    area: str
    staff: str
    passphrase: str
    pin: str = ""
    certification: str = "none"
    certified_until: date | None = None


class Doorway(Protocol):
    """Opens, creates and restores the store of this laptop; `cli` hands one to the app."""

    @property
    def log(self) -> Path:
        """Where the log lies, to be named when something goes wrong."""
        ...

    def exists(self) -> bool:
        """Say whether this laptop has a store."""
        ...

    def barred(self) -> ConciergeError | None:
        """Return why no passphrase opens the store any more; None where one does."""
        ...

    def unlock(self, passphrase: str) -> OpenHere:
        """Derive the key of the store; slow, so call it in a thread.

        Raises:
            StoreLocked: when neither passphrase nor recovery key opens it.
            LeaseOver: when the service has not been heard of for thirty days.
        """
        ...

    def renew(
        self,
        passphrase: str,
        code: str | None,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> OpenHere:
        """Begin the lease anew: by a word from the service, or by a code from the telephone.

        Raises:
            ConciergeError: when neither does; nothing is lost.
        """
        ...

    def create(self, beginning: Beginning) -> tuple[str, OpenHere]:
        """Create the store; return the recovery key, shown once. Slow, call it in a thread.

        Raises:
            StoreExists: when there is one already.
            PassphraseWeak: when a thief could guess the passphrase.
        """
        ...

    def restore(self, source: Path, passphrase: str) -> OpenHere:
        """Put a backup in place of the missing store. Slow, call it in a thread.

        Raises:
            StoreExists: when there is a store.
            BackupUnreadable: when the file is no backup.
            StoreLocked: when the passphrase does not open it; nothing was kept.
        """
        ...

    def practise(self) -> "Desk":
        """Return a throw-away store for a rehearsal, still empty."""
        ...

    def furnish(self, desk: "Desk", progress: Progress | None = None) -> None:
        """Fill a rehearsal with invented families; slow, call it in a thread."""
        ...

    def run_hub(self, desk: "Desk") -> "HubRun":
        """Run a hub for the desks around this one; slow, call it in a thread.

        Raises:
            PortTaken: when something listens there already.
        """
        ...

    def note_crash(self, error: BaseException) -> None:
        """Write down where a bug showed itself, without any value."""
        ...


@runtime_checkable
class KeepsDraft(Protocol):
    """A screen that has something half typed; it is asked before the store is closed."""

    def keep_draft(self) -> None:
        """Keep what was typed in the store."""
        ...


class Entered(Message):
    """A store is open: the desk begins."""

    def __init__(self, desk: "Desk", then: Next = "home") -> None:
        super().__init__()
        self.desk = desk
        self.then = then


class PractiseWished(Message):
    """Somebody wants to rehearse."""


class LeaveWished(Message):
    """The person wants to leave this store: the rehearsal ends, or the desk is locked hard."""


class RealWished(Message):
    """The person has practised and wants to begin in earnest."""


class WalkInWished(Message):
    """A family without a booking stands at the desk, whatever screen is open."""


class ReceptionWished(Message):
    """The doors open: whoever hears it lets the reception of this meetup be on top."""


def call_reception(screen: Screen[Any]) -> None:
    """Close a screen and let the one below lead to the reception."""
    below = screen.app.screen_stack[-2]
    screen.dismiss(None)
    below.post_message(ReceptionWished())


def call_walk_in(screen: Screen[Any]) -> None:
    """Close a screen and let the reception below register whoever stands at the desk."""
    below = screen.app.screen_stack[-2]
    screen.dismiss(None)
    below.post_message(WalkInWished())
