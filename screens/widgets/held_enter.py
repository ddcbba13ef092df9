"""Tells a key that somebody meant from one that was never let go."""

from typing import Any, Final

from textual import events
from textual.app import App
from textual.screen import Screen

FIRST: Final = 0.7
"""Seconds until a held key comes for the second time, at most; nobody has read a page by then."""
AGAIN: Final = 0.25
"""Seconds between two of the same held key, at most."""
_LONG: Final = float("inf")


class EnterWatch(App[None]):
    """Mixin that knows how long before an Enter or a digit the same one was, by its own clock.

    A slow machine may hear of two much later, but what they were is seen by when they came.
    """

    enter_gap = _LONG
    """Seconds between the last two Enter with nothing else pressed between them."""
    _entered_at = -_LONG
    digit_gap = _LONG
    """Seconds between the last two of one digit with nothing else pressed between them."""
    _digit = ("", -_LONG)

    async def on_event(self, event: events.Event) -> None:
        """Note when Enter or a digit came; everything passes."""
        if isinstance(event, events.Key | events.MouseDown) and not event.is_forwarded:
            self._note_digit(event)
        if event.is_forwarded:
            pass  # it comes back from a widget that had no use for it
        elif isinstance(event, events.Key) and event.key == "enter":
            self.enter_gap, self._entered_at = event.time - self._entered_at, event.time
        elif isinstance(event, events.Key | events.MouseDown):
            self.enter_gap, self._entered_at = _LONG, -_LONG
        await super().on_event(event)

    def _note_digit(self, event: events.Event) -> None:
        digit = event.character or "" if isinstance(event, events.Key) else ""
        last, at = self._digit
        self.digit_gap = event.time - at if digit.isdigit() and digit == last else _LONG
        self._digit = (digit, event.time)


def is_enter_held(app: App[Any]) -> bool:
    """Say whether the Enter that was just heard may be the one that opened what stands there."""
    return isinstance(app, EnterWatch) and app.enter_gap < FIRST


class HeldEnter:
    """Watches over the deeds of a page: the Enter that opened it must not do one as well."""

    def __init__(self, screen: Screen[Any], *, reads: bool = False) -> None:
        self._screen = screen
        self._reads = reads
        """Whether something new is to be read before each Enter."""
        self._is_first = True

    def is_held(self) -> bool:
        """Say whether this is still the Enter that came before."""
        within = FIRST if self._is_first or self._reads else AGAIN
        self._is_first = False
        app = self._screen.app
        return isinstance(app, EnterWatch) and app.enter_gap < within
