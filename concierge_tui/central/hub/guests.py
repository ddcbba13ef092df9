"""Who is in the hall now: the desks that spoke to the hub, and when they did last."""

from threading import Lock


class Guests:
    """May be told from any thread. It is kept in memory alone: a hub that begins anew asks anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._heard: dict[str, int] = {}

    def heard(self, device: str, at: int) -> None:
        """Remember that a device spoke, in milliseconds since 1970."""
        with self._lock:
            self._heard[device] = at

    def listed(self) -> dict[str, int]:
        """Return when each device spoke last."""
        with self._lock:
            return dict(self._heard)
