"""An order of the service that this laptop lock itself: believed only if its clerk signed it."""

from collections.abc import Callable
from typing import NoReturn, Protocol

from concierge_tui.domain.device_errors import Revoked, Wiped, WipeForged
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.sync.ports import Replica
from concierge_tui.sync.signing import DeviceKey, WipeOrder, wipe_verifies


class WipeOrdered(ConciergeError):
    """Whatever answered says that this laptop is to lock itself; nobody has verified it yet."""

    def __init__(self, order: WipeOrder, signature: bytes) -> None:
        super().__init__("wipe")
        self.order = order
        self.signature = signature


class Lock(Protocol):
    """What makes a store unreadable without its recovery key."""

    def is_needed_here(self) -> bool:
        """Say whether a child is in the hall now: then nothing is taken out of anyone's hands."""
        ...

    def lock(self, order: WipeOrder, statement: bytes) -> None:
        """Drop every key but the recovery key; what happened is written down first."""
        ...

    def told(self) -> None:
        """Remember that the service knows."""
        ...


Tell = Callable[[WipeOrder, bytes], None]
"""Tells the service that this device obeyed."""


class Obedience:
    """Decides whether an order is obeyed, and obeys it."""

    def __init__(self, replica: Replica, clerk_key: bytes | None, lock: Lock) -> None:
        self._replica = replica
        self._clerk_key = clerk_key
        self._lock = lock

    def obey(self, ordered: WipeOrdered, tell: Tell) -> NoReturn:
        """Lock this laptop, or say why not.

        Raises:
            Wiped: when it is locked now.
            WipeForged: when the order is not of the service, or not for this device.
            Revoked: when a child is in the hall: the order stands, and is obeyed later.
        """
        order, key = ordered.order, DeviceKey(self._replica.key())
        stream = self._replica.stream()
        is_ours = (order.area, order.device) == (stream.area, stream.device)
        if not is_ours or self._clerk_key is None:
            raise WipeForged
        if not wipe_verifies(self._clerk_key, order, key.public, ordered.signature):
            raise WipeForged
        if self._lock.is_needed_here():
            raise Revoked(waits=True)
        statement = key.say_wiped(order)
        self._lock.lock(order, statement)
        try:
            tell(order, statement)
        except ConciergeError:
            raise Wiped(order.at) from None  # it is told whenever the door is opened again
        self._lock.told()
        raise Wiped(order.at)
