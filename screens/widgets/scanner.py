"""Catches what a barcode scanner types, wherever the focus is."""

import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple
from unicodedata import normalize

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input
from textual.widgets.input import Selection

from screens.widgets.in_turn import InTurn

START: Final = "MS1-"
"""How every code of this program begins; nobody types it within a tenth of a second."""

_CODE: Final = re.compile(r"MS1-[0-9A-Z]{4,36}-[0-9A-Z]")
_GROWING: Final = re.compile(r"MS1-[0-9A-Z-]{0,40}")
_TERMINATORS: Final = frozenset({"enter", "tab", "ctrl+j"})
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ーｰ", "-"))

GAP: Final = 0.045
"""Seconds between two characters after which a person is typing, not a scanner."""

STUCK: Final = 0.25
"""Seconds for which the rest of something that was surely a scan is awaited, or its Enter eaten."""


class _Lent(NamedTuple):
    """An input that was given the first letter, as it was before."""

    field: Input
    value: str
    selection: Selection


class Scanned(Message):
    """A whole code was scanned; it goes to the active screen and rises to the app."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class Misread(Message):
    """Something was scanned that is not a code of this program, or only half arrived."""


def hand_down(screen: Screen[Any], event: Scanned) -> None:
    """Close a screen and let the one below show the card.

    A card that was scanned while it closed follows to whichever screen stands there now.
    """
    event.stop()
    stack = screen.app.screen_stack
    if screen is stack[-1] and len(stack) > 1:
        screen.dismiss(None)
        stack[-2].post_message(Scanned(event.code))
    elif screen is not stack[-1]:
        stack[-1].post_message(Scanned(event.code))


def fold_scan(text: str) -> str:
    """Return scanned text as it was printed, whatever CapsLock or an IME made of it."""
    return normalize("NFKC", text).upper().translate(_DASHES)


class ScanCatcher(InTurn):
    """Mixin that turns a scan into one `Scanned`, and holds no key that a person types.

    A key waits only while all that was typed could still be the beginning of a code. The first
    letter does not even wait in an input: it is typed, and taken back when a code follows.
    """

    scan_clock: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(self) -> None:
        super().__init__()
        self._scan_keys: list[events.Key] = []
        self._scan_text = ""
        self._scan_lent: _Lent | None = None
        self._scan_timer: Timer | None = None
        self._scan_turn = 0
        self._scan_ended_at = float("-inf")

    async def on_event(self, event: events.Event) -> None:
        """Hold, swallow or pass on a key; everything else passes."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif event.key in _TERMINATORS:
            await self._scan_ends(event)
        elif self._scan_holds(event):
            await self._scan_lends(event)
        else:
            await self._scan_lets_go()
            if self._scan_holds(event):
                await self._scan_lends(event)
            else:
                await super().on_event(event)

    def _scan_holds(self, event: events.Key) -> bool:
        """Return whether the key may belong to a code, and keep it if so."""
        character = event.character
        if character is None or not character.isprintable():
            return False
        text = self._scan_text + fold_scan(character)
        if not (START.startswith(text) or _GROWING.fullmatch(text)):
            return False
        self._scan_keys.append(event)
        self._scan_text = text
        self._scan_waits(STUCK if text.startswith(START) and not _CODE.fullmatch(text) else GAP)
        return True

    async def _scan_lends(self, event: events.Key) -> None:
        """Let an input have the first letter at once: most often a person typed it.

        Where it would wait for a key before it, nobody knows yet which input it goes to.
        """
        field = self.focused
        if len(self._scan_keys) == 1 and isinstance(field, Input) and not self.keys_wait:
            self._scan_lent = _Lent(field, field.value, field.selection)
            await super().on_event(event)

    async def _scan_ends(self, terminator: events.Key) -> None:
        if self._scan_text.startswith(START):
            self._scan_tells()
        elif self._scan_keys or self.scan_clock() - self._scan_ended_at >= STUCK:
            await self._scan_lets_go()
            await super().on_event(terminator)
        # Otherwise it ends a scan that was already told: CR after a pause, or LF after CR.

    def _scan_waits(self, seconds: float) -> None:
        if self._scan_timer is not None:
            self._scan_timer.stop()
        self._scan_turn += 1
        # call_later queues behind keys that arrived while the loop was busy; call_next would not.
        give_up = partial(self.call_later, self._scan_gives_up, self._scan_turn)
        self._scan_timer = self.set_timer(seconds, give_up)

    async def _scan_gives_up(self, turn: int) -> None:
        if turn == self._scan_turn:
            await self._scan_lets_go()

    async def _scan_lets_go(self) -> None:
        """Tell the scan, or give the held keys back to where they were going."""
        if self._scan_text.startswith(START):
            self._scan_tells()
            return
        lent = self._scan_lent is not None
        for key in self._scan_forgets()[lent:]:
            await super().on_event(key)

    def _scan_tells(self) -> None:
        code, lent = self._scan_text, self._scan_lent
        self._scan_forgets()
        self._scan_ended_at = self.scan_clock()
        message = Scanned(code) if _CODE.fullmatch(code) else Misread()
        # Textual stops what rises to its own sender, and this must rise from screen to app.
        message.set_sender(self.screen)
        if lent is not None and lent.field.is_attached:
            # Behind the letter in the queue of its field, and before anyone hears of the code.
            lent.field.call_later(_take_back, lent, self.screen, message)
        else:
            self.screen.post_message(message)

    def _scan_forgets(self) -> list[events.Key]:
        keys, self._scan_keys, self._scan_text = self._scan_keys, [], ""
        self._scan_lent = None
        if self._scan_timer is not None:
            self._scan_timer.stop()
            self._scan_timer = None
        return keys


def _take_back(lent: _Lent, screen: Screen[object], message: Message) -> None:
    lent.field.value = lent.value
    lent.field.selection = lent.selection
    screen.post_message(message)
