"""Hides the screen of a desk that nobody attends to, and closes its store after a long absence."""

from typing import TYPE_CHECKING, Final

from concierge_tui.text import welcome
from concierge_tui.text.hub import GOES_ON
from screens.hub.here import running
from screens.page import Page
from screens.widgets.privacy import IdleWatcher

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk

SOFT_LOCK: Final = 3 * 60.0
"""Seconds without key or mouse after which the screen is hidden."""
HARD_LOCK: Final = 15 * 60.0
"""Seconds after which the store itself is closed."""


class Unattended(IdleWatcher):
    """Mixin: one key hides the screen, so does an idle time, and a long one closes the store."""

    desk: "Desk | None"

    async def leave(self) -> None:
        """Close the store and stand before the door."""
        raise NotImplementedError

    def watch_the_desk(self) -> None:
        """Begin to watch whether anybody attends to the desk."""
        self.watch_idle(SOFT_LOCK, self.lock)

    def lock(self) -> None:
        """Hide the screen; after a long absence close the store."""
        if self.desk is None:
            return
        if self._idle_clock() - self._touched_at >= HARD_LOCK:
            self._lock_hard()
            return
        self.action_hide()

    def action_hide(self) -> None:
        """Hide the screen until the PIN is given."""
        from screens.lock.screen import LockScreen

        if self.desk is None or any(isinstance(s, LockScreen) for s in self.screen_stack):
            return
        self.push_screen(LockScreen(self.desk), self._unhide)
        self.watch_idle(HARD_LOCK - SOFT_LOCK, self._lock_hard, clock=self._idle_clock)

    def _unhide(self, may_return: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if may_return:
            self.watch_idle(SOFT_LOCK, self.lock, clock=self._idle_clock)

    def _lock_hard(self) -> None:
        self.call_later(self._leave_unattended)

    async def _leave_unattended(self) -> None:
        """Close the store and say at the door why."""
        said = welcome.LEFT_ALONE
        if self.desk is not None and self.desk.practice:
            said = welcome.PRACTICE_LEFT_ALONE
        if running(self) is not None:
            said += GOES_ON
        await self.leave()
        if isinstance(self.screen, Page):
            self.screen.notice.say(said)
