"""Slows down whoever asks too often."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_MOST_KEYS: Final = 10_000


class Pace:
    """Lets `most` acts of one key pass within `seconds`, in the memory of this process.

    No secret depends on it: a tag has 128 bits. It only keeps the service free for others; what
    has to count in every process is counted in `db.central.paces` as well.
    """

    def __init__(
        self, most: int, seconds: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = most / seconds
        self._most = most
        self._now = now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Say whether one more act of `key` may pass, and count it."""
        now = self._now()
        left, at = self._left.pop(key, (float(self._most), now))
        left = min(self._most, left + (now - at) * self._rate)
        passes = left >= 1
        self._left[key] = (left - 1 if passes else left, now)
        while len(self._left) > _MOST_KEYS:
            self._left.popitem(last=False)
        return passes


class Gatekeeper:
    """How often one telephone may ask; a hall may share one address."""

    def __init__(self) -> None:
        self.wrong = Pace(30, 60)
        self.sent = Pace(20, 60)
        self.begun = Pace(120, 600)
        """New forms, which anybody may ask for who has seen the code on a slip."""
