"""What stands at the desks too: how far each of them has every stream, as it said last."""

from collections.abc import Mapping
from threading import Lock

from concierge_tui.domain.operation import Stream
from concierge_tui.sync.protocol import Head


class Copies:
    """May be told from any thread. The hub's laptop writes down what it can verify of it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told: dict[str, Mapping[Stream, Head]] = {}
        self.times = 0
        """How often a desk told something, for whoever looks now and then."""

    def told(self, device: str, ends: Mapping[Stream, Head]) -> None:
        """Remember what a device has; what it said before no longer counts."""
        with self._lock:
            self._told[device] = ends
            self.times += 1

    def listed(self) -> dict[str, Mapping[Stream, Head]]:
        """Return what each device has."""
        with self._lock:
            return dict(self._told)
