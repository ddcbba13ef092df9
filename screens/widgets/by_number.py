"""A list in which the number before a row leads to it."""

import unicodedata
from typing import Final

from textual import events
from textual.message import Message

from screens.widgets.result_list import ResultList

_PAUSE: Final = 2.0
"""Seconds after which another digit begins another number."""
_LONG_AGO: Final = float("-inf")


def row_of(event: events.Key, rows: int) -> int | None:
    """Return which of so many rows a digit names, counted from 0; None for any other key."""
    digit = event.character or ""
    return int(digit) - 1 if digit and digit in "123456789"[:rows] else None


class ByNumberList(ResultList):
    """Digits go to the row that bears the number; nothing else happens to it.

    Behind a number that no row bears Enter chooses nobody, though the highlight stays where it
    was: it must not mean somebody else.
    """

    class Missed(Message):
        """No row bears the number that was typed."""

        def __init__(self, number: str) -> None:
            super().__init__()
            self.number = number

    class Found(Message):
        """After such a number, somebody went to a row."""

    _typed = ""
    _typed_at = _LONG_AGO
    _lost = ""
    """The number that was typed last, where it leads to no row."""

    @property
    def at(self) -> int:
        """Where the highlight stands, counted from 0."""
        row = self.highlighted
        return 0 if row is None else self.rows.index(row)

    def forget_number(self) -> None:
        """Begin a number anew; Enter means the highlighted row again."""
        self._typed, self._typed_at = "", _LONG_AGO
        if self._lost:
            self._lost = ""
            self.post_message(self.Found())

    def action_choose(self) -> None:
        """Choose the highlighted row, unless a number was typed that it does not bear."""
        self._typed, self._typed_at = "", _LONG_AGO
        if self._lost:
            self.post_message(self.Missed(self._lost))
        else:
            super().action_choose()

    def on_key(self, event: events.Key) -> None:
        """Go to the row of the number that is being typed."""
        typed = event.character or ""
        digit = unicodedata.digit(typed, None) if len(typed) == 1 else None
        if digit is not None:
            event.stop()
            self.type_digit(digit, event.time)

    def type_digit(self, digit: int, at: float) -> None:
        """Take one digit of a number, at its second by the clock of the keyboard."""
        typed = (self._typed if at - self._typed_at < _PAUSE else "") + str(digit)
        numbers = [row.number or place for place, row in enumerate(self.rows, start=1)]
        if int(typed) in numbers:
            self.point(numbers.index(int(typed)) + 1)
            self._typed, self._typed_at = typed, at
            return
        self._typed, self._typed_at, self._lost = typed, at, typed
        if not any(str(number).startswith(typed) for number in numbers):
            self._typed = ""
            self.post_message(self.Missed(typed))

    def _go_to(self, index: int) -> None:
        self.forget_number()
        super()._go_to(index)
