"""Locks a laptop for good on its service's order: only the recovery key opens the store then."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from concierge_tui.domain.clock import Clock
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.sync.signing import WipeOrder
from db import locked
from db.laptop import keyslots
from db.laptop.connection import Connection
from db.laptop.inside import child_inside


class SlotLock:
    """Answers `sync.obeying.Lock`."""

    def __init__(
        self, store: Connection, slots: Path, url: Callable[[], str | None], now: Clock
    ) -> None:
        self._store = store
        self._slots = slots
        self._url = url
        self._now = now

    def is_needed_here(self) -> bool:
        """Say whether a child is in the hall now."""
        today = self._now().astimezone().date()
        return child_inside(self._store, {today, today - timedelta(days=1)})

    def lock(self, order: WipeOrder, statement: bytes) -> None:
        """Write down what happens, then drop every key but the recovery key."""
        kept = {**order._asdict(), "sig": statement.hex(), "url": self._url()}
        locked.keep(self._slots, kept | {"told": False, "done": False, "opened": False})
        finish(self._slots)

    def told(self) -> None:
        """Remember that the service knows."""
        locked.mark(self._slots, "told")


def finish(slots: Path) -> None:
    """Go on with a lock that was broken off, as by a power cut."""
    kept = locked.read(slots)
    if kept and not kept.get("done"):
        keyslots.keep_recovery_alone(slots)
        locked.mark(slots, "done")


def opened_again(slots: Path) -> None:
    """Remember that the recovery key opened it: the door has nothing to say any more."""
    locked.mark(slots, "opened")


def tell_service(slots: Path) -> None:
    """Tell the service once more that this laptop obeyed, where it could not be told."""
    from concierge_tui.sync.http import HttpLink
    from concierge_tui.sync.signing import DeviceKey

    match locked.read(slots):
        case {
            "area": str(area), "device": str(device), "at": int(at), "sig": str(statement),
            "url": str(url), "told": False,
        }:  # fmt: skip
            order = WipeOrder(area, device, at)
            # What was signed says so by itself: the key of the device is locked away.
            with (
                suppress(ConciergeError, ValueError),
                HttpLink(url, device, DeviceKey.generate()) as link,
            ):
                link.obeyed(order, bytes.fromhex(statement))
                locked.mark(slots, "told")
