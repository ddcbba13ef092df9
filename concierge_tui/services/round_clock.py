"""How long the round of tables still takes, and when its bell is due: once, on whatever screen."""

from collections.abc import Callable

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.ids import seating_id
from concierge_tui.domain.meetup_day import Seating
from concierge_tui.services.day_ports import Day
from concierge_tui.services.ports import Settings

_MUTED = "bell_muted"
_RANG = "bell_rang"
_STALE_MS = 5 * 60_000
"""A bell that is so late wakes nobody up: the program was not open when it was due."""


class RoundClock:
    """Watches the round of one meetup on this device; once it `is_closed` no round runs there."""

    def __init__(
        self,
        meetup: str,
        day: Day,
        settings: Settings,
        now: Clock,
        is_closed: Callable[[], bool],
    ) -> None:
        self._seating = seating_id(meetup)
        self._day = day
        self._settings = settings
        self._now = now
        self._is_closed = is_closed

    def running(self) -> Seating | None:
        """Return the plan whose round runs, or None."""
        seating = self._day.get(Seating, self._seating)
        runs = seating is not None and seating.running is not None and seating.ends is not None
        return seating if runs and not self._is_closed() else None

    def left_ms(self) -> int | None:
        """Return how long the round still takes; below zero once it is over."""
        seating = self.running()
        ends = seating.ends if seating else None
        return None if ends is None else ends - milliseconds(self._now())

    def is_due(self) -> bool:
        """Say once for each end of a round that its time has come."""
        seating = self.running()
        if seating is None or seating.ends is None:
            return False
        late = milliseconds(self._now()) - seating.ends
        mark = f"{seating.id}:{seating.ends}"
        if not 0 <= late < _STALE_MS or self._settings.get(_RANG) == mark:
            return False
        self._settings.put(_RANG, mark)
        return True

    @property
    def is_muted(self) -> bool:
        """Whether the bell makes no sound here; its words are said all the same."""
        return self._settings.get(_MUTED) is not None

    def mute(self, *, muted: bool) -> None:
        """Let the bell be silent, or ring again."""
        if muted:
            self._settings.put(_MUTED, "1")
        elif self.is_muted:
            self._settings.drop(_MUTED)
