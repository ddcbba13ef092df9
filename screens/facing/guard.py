"""What a family may press: the few keys of its own screen, and none of the staff's."""

from typing import Final

from textual import events
from textual.app import App

from screens import keys

_ALLOWED: Final = frozenset(
    {"enter", "space", "up", "down", "left", "right", "pageup", "pagedown", "escape"}
    | set(keys.HIDE.split(","))
)
_OF_THE_STAFF: Final = frozenset({"ctrl+p", "ctrl+c", *keys.HELP.split(","), keys.QUIT})
"""Keys that work on every screen: they must not work over the family's screen either."""


class FacesFamily:
    """Marks a screen that a family has before it."""

    def takes(self, event: events.Key) -> bool:
        """Say whether this screen asks for a key that no other one has for families."""
        del event
        return False


class FacingGuard(App[None]):
    """Mixin: while the laptop is turned to a family, no key leads past its screen.

    It stands behind the scanner in the order of the mixins: a scan is taken before its digits
    and its Enter could answer anything.
    """

    async def on_event(self, event: events.Event) -> None:
        """Drop a key that is not the family's."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._stops(event):
            return
        await super().on_event(event)

    def _stops(self, event: events.Key) -> bool:
        stack = self._screen_stack
        if stack and isinstance(stack[-1], FacesFamily):
            return event.key not in _ALLOWED and not stack[-1].takes(event)
        return event.key in _OF_THE_STAFF and any(isinstance(each, FacesFamily) for each in stack)
