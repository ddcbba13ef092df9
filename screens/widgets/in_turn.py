"""Keys in turn: what is typed ahead goes where one is by then, not where one was.

A widget hears of a key some messages later. Whoever types a name, Enter and a telephone number
faster than that, on a slow laptop, would write the number behind the name.
"""

import time
from collections import deque
from typing import Any, Final

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from screens.widgets.held_enter import EnterWatch

AT_MOST: Final = 2.0
"""Seconds of calm after which the next key goes on, whatever became of the one before."""
_AT_LAST: Final = 15.0
"""Seconds after which it goes on although there was no calm."""
_BEAT: Final = 0.03
"""Seconds between two looks at whether the widget that had the key is gone."""
_CALM: Final = 2 * _BEAT
"""Seconds between two looks, at most, while nothing else keeps the program busy."""
_TRIPS: Final = 2
"""One behind the key itself, one behind what its widget then said."""


class Settled(Message, verbose=True):
    """Follows a key through every widget that hears of it, up to the app."""

    def __init__(self, turn: int) -> None:
        super().__init__()
        self.turn = turn


class InTurn(EnterWatch):
    """Mixin that lets a key wait until the one before it has done what it does.

    What is merely typed into a field holds nothing up: the field itself takes it in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._turn = 0
        self._turn_trips = 0
        self._turn_target: Widget | None = None
        self._turn_screen: Screen[Any] | None = None
        self._turn_calm = 0.0
        """Seconds for which the key could have come to its end, had it not been lost."""
        self._turn_until = self._turn_looked = 0.0
        self._turn_beat: Timer | None = None

    @property
    def keys_wait(self) -> bool:
        """Whether what is typed now waits for a key before it."""
        return self._turn_beat is not None

    @property
    def _is_over(self) -> bool:
        return self._exit or not self.screen_stack

    async def on_event(self, event: events.Event) -> None:
        """Pass on a key when it is its turn; everything else passes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self.keys_wait:
            self._waiting.append(event)
        else:
            await self._pass_on(event)

    async def _pass_on(self, event: events.Key | events.Paste) -> None:
        target, screen = self.focused or self.screen, self.screen
        await super().on_event(event)
        if not _is_typed(event, target):
            self._turn_target, self._turn_screen, self._turn_trips = target, screen, _TRIPS
            self._turn_looked, self._turn_calm = time.monotonic(), 0.0
            self._turn_until = self._turn_looked + _AT_LAST
            self._turn_beat = self.set_interval(_BEAT, self._look_after)
            self._follow(target)

    def _follow(self, target: Widget) -> None:
        message = Settled(self._turn)
        # Textual stops what rises to its own sender, and this must rise to the app.
        message.set_sender(target)
        target.post_message(message)

    async def on_settled(self, event: Settled) -> None:
        """Follow the key once more, also into a screen that it opened; then comes the next."""
        event.stop()
        if event.turn != self._turn or not self.keys_wait or self._is_over:
            return
        self._turn_trips -= 1
        if self._turn_trips > 0 and self._turn_target is not None:
            self._follow(self._turn_target)
        else:
            await self._go_on()

    async def _look_after(self) -> None:
        """Go on where nothing can come back: the widget went, and its screen with it."""
        if self._is_over:
            return
        now = time.monotonic()
        waited, self._turn_looked = now - self._turn_looked, now
        # A form that is still being laid out on a slow laptop has lost no key.
        self._turn_calm += waited if waited < _CALM else 0.0
        if self._turn_calm > AT_MOST or now > self._turn_until:
            await self._end_turn()
        elif self._turn_target is not None and self.screen is not self._turn_screen:
            await self._go_on()

    async def _go_on(self) -> None:
        if self.screen is self._turn_screen:
            await self._end_turn()
        else:
            self._turn_target, self._turn_screen = None, self.screen
            self._follow(self.screen)

    async def _end_turn(self) -> None:
        if self._turn_beat is not None:
            self._turn_beat.stop()
            self._turn_beat = None
        self._turn += 1
        while self._waiting and not self.keys_wait:
            event = self._waiting.popleft()
            if not self._is_over:
                await self._pass_on(event)


def _is_typed(event: events.Key | events.Paste, target: Widget) -> bool:
    if not isinstance(target, Input):
        return False
    return isinstance(event, events.Paste) or event.is_printable
