"""A screen hears what is done on it while it stands on top, and is left once."""

from collections.abc import Callable, Iterator
from typing import Any

from textual import messages, on
from textual.await_complete import AwaitComplete
from textual.events import Event, ScreenResume
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input

from screens.widgets.deed import Deed
from screens.widgets.in_turn import Settled
from screens.widgets.scanner import Scanned

_DEEDS = (Deed, Button.Pressed, Input.Submitted)


class Attentive(Screen[Any]):
    """Keeps what was done twice in a hurry, or behind a hidden desk, from being done.

    A held Enter reaches a widget several times before its screen hears of the first: it would
    open one form over another, register a family three times, or close the screens below. And
    what ends while the clock covers everything must not lift it.
    """

    is_left = False
    """Whether it was dismissed; what its widgets still say is over."""

    def help_note(self) -> str:
        """Return what F1 says besides the keys."""
        return ""

    _was_shown = False

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._owed: list[Callable[[], object]] = []

    @property
    def focus_chain(self) -> list[Widget]:
        """What can take the focus, in the order in which it was composed.

        Textual goes by the place on the screen, and what was mounted a moment ago has none yet:
        a fast Enter would leap from the first line of a form to its last part.
        """
        return [widget for widget in _within(self) if widget.allow_focus()]

    @property
    def is_on_top(self) -> bool:
        """Whether this is the screen that people see; one beneath a dialog is not."""
        return self.app.screen is self

    def when_on_top(self, act: Callable[[], object]) -> None:
        """Do something now, or when nothing covers this screen any more."""
        if self.is_on_top:
            act()
        else:
            self._owed.append(act)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave the screen, once; from beneath another it is left when that one is gone."""
        if self.is_left:
            return AwaitComplete()
        if not self.is_on_top:
            self._owed.append(lambda: self.dismiss(result))
            return AwaitComplete()
        self.is_left = True
        return super().dismiss(result)

    @on(ScreenResume)
    def _style_once(self, event: ScreenResume) -> None:
        # Its widgets were styled while they were mounted: a second time costs a fifth.
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    def on_screen_resume(self) -> None:
        """Do what had to wait; the first that covers or leaves the screen lets the rest wait."""
        while self._owed and not self.is_left and self.is_on_top:
            self._owed.pop(0)()

    async def _on_message(self, message: Message) -> None:
        if self._hears(message):
            await super()._on_message(message)

    def _hears(self, message: Message) -> bool:
        if self.is_left:
            # It has still to go, and to hand on a card; whatever its fields say is over.
            return isinstance(message, Event | Scanned | Settled) or _is_inner(message)
        return self.is_on_top or not isinstance(message, _DEEDS)


def _within(node: Widget) -> Iterator[Widget]:
    """Yield the widgets that can be seen and used inside another, outer ones first."""
    for child in node.displayed_children:
        if child._check_disabled() or child.styles.get_rule("visibility") == "hidden":  # noqa: SLF001
            continue
        yield child
        if child.is_container and child.allow_focus_children():
            yield from _within(child)


def _is_inner(message: Message) -> bool:
    return type(message).__module__ == messages.__name__
