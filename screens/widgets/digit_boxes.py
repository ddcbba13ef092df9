"""Four boxes for digits that nobody may read: not on the screen, nor from the memory behind it."""

from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from concierge_tui.domain.kana_typing import digit_from_typing
from concierge_tui.text import widgets as text

_BOXES: Final = 4
_TOP, _FILLED, _EMPTY, _FOOT = "┌───┐", f"│ {text.MASK} │", "│   │", "└───┘"
_GAP: Final = 2
_WIDTH: Final = _BOXES * len(_TOP) + (_BOXES - 1) * _GAP
_ERASING: Final = frozenset({"backspace", "delete", "ctrl+h"})


class DigitBoxes(Widget, can_focus=True):
    """Takes digits and shows how many; no field, so that nothing keeps, copies or undoes them.

    The digits lie in one place, which is overwritten as soon as they were handed over, erased,
    or left. Of more than four the last four stay: whoever types a whole number is right.
    """

    DEFAULT_CSS = """
    DigitBoxes { height: 3; width: 1fr; text-style: bold; }
    DigitBoxes:focus { color: $accent; }
    """
    ALLOW_SELECT = False
    KEYS: ClassVar = _ERASING
    """Keys that erase, besides those that type."""

    class Filled(Message):
        """The last box has its digit; which digits they are is not told."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keyed = bytearray(_BOXES)
        self._count = 0

    @property
    def is_full(self) -> bool:
        """Whether there is a digit in every box."""
        return self._count == _BOXES

    @property
    def is_empty(self) -> bool:
        """Whether there is none in any."""
        return not self._count

    def take(self) -> bytearray:
        """Hand the digits over and forget them; whoever takes them wipes them."""
        taken = self._keyed[: self._count]
        self.forget()
        return taken

    def forget(self) -> None:
        """Overwrite what was keyed."""
        self._keyed[:] = bytes(_BOXES)
        self._count = 0
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take a digit, or the last one back."""
        digit = digit_from_typing(event.character)
        if event.key in _ERASING:
            self._erase()
        elif digit is not None:
            self._add(digit)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take the digits of what an IME committed at once."""
        event.stop()
        event.prevent_default()
        for character in event.text:
            digit = digit_from_typing(character)
            if digit is not None:
                self._add(digit)

    def on_focus(self) -> None:
        """Bring the IME here."""
        self.call_after_refresh(self._place_cursor)

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        self._keyed[:] = bytes(_BOXES)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return how many cells the boxes need."""
        del container, viewport
        return _WIDTH

    def render_line(self, y: int) -> Strip:
        """Return one line of the boxes."""
        filled, empty = {0: (_TOP, _TOP), 1: (_FILLED, _EMPTY)}.get(y, (_FOOT, _FOOT))
        parts = [filled] * self._count + [empty] * (_BOXES - self._count)
        left = " " * max(0, (self.size.width - _WIDTH) // 2)
        line = left + (" " * _GAP).join(parts)
        return Strip([Segment(line, self.rich_style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )

    def _add(self, digit: int) -> None:
        if self.is_full:
            for at in range(1, _BOXES):
                self._keyed[at - 1] = self._keyed[at]
            self._count -= 1
        self._keyed[self._count] = ord("0") + digit
        self._count += 1
        self.refresh()
        if self.is_full:
            self.post_message(self.Filled())

    def _erase(self) -> None:
        if self._count:
            self._count -= 1
            self._keyed[self._count] = 0
            self.refresh()

    def _place_cursor(self) -> None:
        left = max(0, (self.size.width - _WIDTH) // 2)
        self.app.cursor_position = self.region.offset + Offset(left + 2, 1)
