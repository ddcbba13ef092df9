"""A person at a terminal: presses a key, looks what it did, then presses the next."""

import time

from tests.e2e.terminal import Terminal

QUIET = 0.12
"""Seconds without a change after which a screen counts as painted."""

LOOK = 1.5
"""Seconds for which a change is awaited; some keys rightly change nothing."""


class Hands:
    """Presses and types no faster than the screen answers."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each after the screen has come to rest."""
        for key in keys:
            before = self._state()
            self.terminal.press(key)
            self._rest(before)

    def type(self, text: str) -> None:
        """Type as an IME does: in one piece."""
        before = self._state()
        self.terminal.type(text)
        self._rest(before)

    def fill(self, *texts: str) -> None:
        """Fill in fields, with Tab behind each."""
        for text in texts:
            if text:
                self.type(text)
            self.press("Tab")

    def sees(self, *texts: str) -> str:
        """Wait until all the texts stand on the screen, then until it rests."""
        self.terminal.wait_for(*texts)
        self._rest(None)
        return self.terminal.screen()

    def rest(self, seconds: float) -> None:
        """Wait a little longer than `seconds`, as a person does between two things."""
        time.sleep(seconds + 0.1)

    def _state(self) -> tuple[str, tuple[int, int]]:
        return self.terminal.styled_screen(), self.terminal.cursor()

    def _rest(self, before: tuple[str, tuple[int, int]] | None) -> None:
        begun = changed = time.monotonic()
        last = self._state()
        while True:
            now, state = time.monotonic(), self._state()
            if state != last:
                last, changed = state, now
            is_answered = before is None or last != before or now - begun > LOOK
            if is_answered and now - changed > QUIET:
                return
            time.sleep(0.02)
