"""What keeps other eyes off the screen: a neutral clock, and a watch for an idle desk."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Final

from textual import events
from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Digits

from screens.widgets.attentive import Attentive

_TICK: Final = 1.0
_NEVER: Final = float("inf")


def awake_and_asleep() -> float:
    """Return seconds that also run while the laptop sleeps with its lid closed."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


class BlankScreen(Attentive, Screen[bool]):
    """Shows the time and nothing of the program; any key or click wishes to return."""

    # A screen's CSS is scoped to its own class; a kind of it would lose the clock's place.
    DEFAULT_CSS = """
    BlankScreen { align: center middle; background: $background; }
    BlankScreen Digits { width: auto; color: $text-muted; }
    BlankScreen ToastRack { display: none; }
    """
    TITLE = ""
    AUTO_FOCUS: ClassVar[str | None] = ""

    class ReturnWished(Message):
        """Somebody wants the program back; whether they may is decided elsewhere."""

    def __init__(self, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__()
        self._now = now

    def compose(self) -> ComposeResult:
        """Yield the clock."""
        yield Digits()

    def on_mount(self) -> None:
        """Start the clock."""
        self._show_time()
        self.set_interval(_TICK, self._show_time)

    def wish_return(self) -> None:
        """Tell that somebody wants the program back."""
        self.post_message(self.ReturnWished())

    def on_key(self, event: events.Key) -> None:
        """Take any key as a wish."""
        event.stop()
        event.prevent_default()
        self.wish_return()

    def on_click(self, event: events.Click) -> None:
        """Take a click as a wish."""
        event.stop()
        self.wish_return()

    def _show_time(self) -> None:
        self.query_one(Digits).update(f"{self._now():%H:%M}")


_OVER_ALL: Final = frozenset({"command_palette", "show_keys"})
"""What opens a screen over whatever is shown."""


class BlankGuard(App[None]):
    """Mixin: while the screen is blank no key reaches a binding, not even those of the app.

    A blank screen goes only by its own dismissal: whatever else closes the uppermost screen
    must not bare what lies beneath it.
    """

    @property
    def is_blank(self) -> bool:
        """Whether a blank screen covers the program, itself perhaps beneath a dialog."""
        return any(isinstance(screen, BlankScreen) for screen in self._screen_stack)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open nothing over the dialog that asks for the PIN."""
        if action in _OVER_ALL and self.is_blank:
            return False
        return super().check_action(action, parameters)

    def pop_screen(self) -> AwaitComplete:
        """Close the uppermost screen, but no blank one that was not dismissed."""
        if isinstance(self.screen, BlankScreen) and not self.screen.is_left:
            return AwaitComplete()
        return super().pop_screen()

    async def on_event(self, event: events.Event) -> None:
        """Turn a key into a wish to return while the screen is blank."""
        is_key = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if is_key and self._screen_stack and isinstance(self.screen, BlankScreen):
            self.screen.wish_return()
        else:
            await super().on_event(event)


class IdleWatcher(App[None]):
    """Mixin that calls back once when nobody has touched key or mouse for a while."""

    def __init__(self) -> None:
        super().__init__()
        self._idle_clock: Callable[[], float] = awake_and_asleep
        self._idle_after = _NEVER
        self._idle_callback: Callable[[], object] | None = None
        self._touched_at = 0.0
        self._idle_told = False

    def watch_idle(
        self,
        seconds: float,
        callback: Callable[[], object],
        *,
        clock: Callable[[], float] = awake_and_asleep,
    ) -> None:
        """Call back after `seconds` without key or mouse, and again after each later idle time."""
        if self._idle_callback is None:
            self.set_interval(_TICK, self.look_for_idle)
        self._idle_clock = clock
        self._idle_after = seconds
        self._idle_callback = callback
        self.touch()

    def touch(self) -> None:
        """Take note that somebody is here."""
        self._touched_at = self._idle_clock()
        self._idle_told = False

    def look_for_idle(self) -> bool:
        """Call back if the desk has been idle for long enough, and return whether it was."""
        if self._idle_told or self._idle_callback is None:
            return False
        if self._idle_clock() - self._touched_at < self._idle_after:
            return False
        self._idle_told = True
        self._idle_callback()
        return True

    async def on_event(self, event: events.Event) -> None:
        """Take note of keys, pastes and the mouse; an overdue lock comes before the key."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            # After a sleep the first key may come before the timer: it must not open the screen.
            overdue = self.look_for_idle()
            self.touch()
            if overdue:
                return
        await super().on_event(event)
