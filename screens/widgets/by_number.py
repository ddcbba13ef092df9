"""A list in which the number before a row leads to it."""

import time
from typing import Final

from textual import events

from screens.widgets.result_list import ResultList

_PAUSE: Final = 1.2
"""Seconds after which another digit begins another number."""


def row_of(event: events.Key, rows: int) -> int | None:
    """Return which of so many rows a digit names, counted from 0; None for any other key."""
    digit = event.character or ""
    return int(digit) - 1 if digit and digit in "123456789"[:rows] else None


class ByNumberList(ResultList):
    """Digits go to the row that bears the number; nothing else happens to it."""

    _typed = ""
    _typed_at = 0.0

    @property
    def at(self) -> int:
        """Where the highlight stands, counted from 0."""
        row = self.highlighted
        return 0 if row is None else self.rows.index(row)

    def on_key(self, event: events.Key) -> None:
        """Go to the row of the number that is being typed."""
        digit = event.character or ""
        if not (digit.isascii() and digit.isdigit()):
            return
        event.stop()
        now = time.monotonic()
        self._typed = (self._typed if now - self._typed_at < _PAUSE else "") + digit
        self._typed_at = now
        numbers = [row.number or at for at, row in enumerate(self.rows, start=1)]
        if int(self._typed) in numbers:
            self.point(numbers.index(int(self._typed)) + 1)
