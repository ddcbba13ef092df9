"""Tells a digit that somebody pressed from one that the keyboard goes on typing."""

from enum import Enum, auto
from typing import Any, Final

from textual import events
from textual.app import App

from screens.widgets.held_enter import EnterWatch

REPEAT: Final = 0.08
"""Seconds between two of a held key, at most; no finger presses one key twice as fast."""
FIRST: Final = 1.1
"""Seconds until a held key comes for the second time, at most."""
_LONG: Final = float("inf")


def is_typed_on(app: App[Any]) -> bool:
    """Say whether the digit that was just heard came from the keyboard and not from a finger."""
    return isinstance(app, EnterWatch) and app.digit_gap < REPEAT


def is_still_down(app: App[Any]) -> bool:
    """Say whether the digit that was just heard may be the one before: for what is done at once."""
    return isinstance(app, EnterWatch) and app.digit_gap < FIRST


class Press(Enum):
    """What a digit was."""

    MEANT = auto()
    SEEN_THROUGH = auto()
    """The third of a held key: the one before it was not meant either."""
    HELD = auto()


class HeldDigit:
    """Listens to the digits of one page, by the clock of the keyboard."""

    def __init__(self) -> None:
        self._digit, self._at = "", -_LONG
        self._gap = _LONG
        self._is_held = False

    def heard(self, event: events.Key) -> Press:
        """Return what this digit was.

        The second of a held key comes as late as that of a finger: only the third tells.
        """
        digit = event.character or ""
        gap = event.time - self._at if digit == self._digit else _LONG
        self._digit, self._at = digit, event.time
        if gap >= REPEAT:
            self._gap, self._is_held = gap, False
            return Press.MEANT
        was_held, self._is_held = self._is_held, True
        return Press.HELD if was_held or self._gap > FIRST else Press.SEEN_THROUGH
