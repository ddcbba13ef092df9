"""A list in which the number before a row leads to it."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from textual import events
from textual.message import Message

from screens.widgets.result_list import ResultList, ResultRow

_PAUSE: Final = 2.0
"""Seconds after which another digit begins another number."""
_LONG_AGO: Final = float("-inf")


def row_of(event: events.Key, rows: int) -> int | None:
    """Return which of so many rows a digit names, counted from 0; None for any other key."""
    digit = event.character or ""
    return int(digit) - 1 if digit and digit in "123456789"[:rows] else None


class ByNumberList(ResultList):
    """Digits go to the row that bears the number; nothing else happens to it.

    A number that no row bears leads to none: Enter behind it must not mean somebody else.
    """

    class Missed(Message):
        """No row bears the number that was typed."""

        def __init__(self, number: str) -> None:
            super().__init__()
            self.number = number

    class Found(Message):
        """After such a number, a row is highlighted again."""

    _typed = ""
    _typed_at = _LONG_AGO
    _is_lost = False
    """Whether the number that was typed last leads to no row."""

    @property
    def at(self) -> int:
        """Where the highlight stands, counted from 0."""
        row = self.highlighted
        return 0 if row is None else self.rows.index(row)

    def show(
        self,
        rows: Sequence[ResultRow],
        *,
        total: int | None = None,
        empty: str | None = None,
        pick: bool = True,
    ) -> None:
        """Replace what is listed; where a number led to no row, none is picked instead."""
        pick = pick and not self._is_lost
        super().show(rows, total=total, empty=empty, pick=pick)

    def point(self, number: int | None) -> None:
        """Highlight the row of this place, counted from 1, or none."""
        self._forget_number()
        super().point(number)

    def action_choose(self) -> None:
        """Choose the highlighted row; the next digit begins a number."""
        if self.highlighted is not None:
            self._forget_number()
        super().action_choose()

    def move(self, step: int) -> None:
        """Move the highlight by some rows; the next digit begins a number."""
        self._forget_number()
        super().move(step)

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
        is_there = int(typed) in numbers
        super().point(numbers.index(int(typed)) + 1 if is_there else None)
        self._typed, self._typed_at = typed, at
        self._settle(is_there=is_there)
        if not is_there and not any(str(number).startswith(typed) for number in numbers):
            self.post_message(self.Missed(typed))

    def _forget_number(self) -> None:
        self._typed, self._typed_at = "", _LONG_AGO
        self._settle(is_there=True)

    def _settle(self, *, is_there: bool) -> None:
        if self._is_lost and is_there:
            self.post_message(self.Found())
        self._is_lost = not is_there
