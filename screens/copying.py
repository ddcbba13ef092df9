"""Makes the safe copy by itself while a reception is open."""

import time
from typing import TYPE_CHECKING, Final

from textual.app import App

from concierge_tui.domain.errors import ConciergeError
from screens.widgets.notice import Notice

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk

LOOK_EVERY: Final = 30.0
"""Seconds between two looks whether a copy is due."""


class CopyKeeper(App[None]):
    """Copies in a thread of its own; whoever works at the desk notices only a failure."""

    desk: "Desk | None"
    _copied_at: float | None = None
    _is_copying = False
    _copy_failed = False
    _is_unsaid = False

    def on_mount(self) -> None:
        """Begin to look whether a copy is due."""
        self.set_interval(LOOK_EVERY, self.copy_when_due)

    def copy_when_due(self) -> None:
        """Start a copy where one is due and a reception is open."""
        self._say_failure()
        desk = self.desk
        if desk is None or desk.practice or self._is_copying or not self._reception_is_open():
            return
        minutes = desk.safe_copy.minutes
        due = self._copied_at is None or time.monotonic() - self._copied_at >= minutes * 60
        if minutes and due:
            self._is_copying = True
            self.run_worker(lambda: self._copy(desk), thread=True, exit_on_error=False)

    def _copy(self, desk: "Desk") -> None:
        problem: ConciergeError | None = None
        try:
            with desk.fork() as other:
                other.safe_copy.make()
        except ConciergeError as error:
            problem = error
        finally:
            self._copied_at = time.monotonic()
            self._is_copying = False
        self.call_from_thread(self._tell, problem)

    def _tell(self, problem: ConciergeError | None) -> None:
        """Say once that copies fail; a message every ten minutes would be in the way."""
        is_new = problem is not None and not self._copy_failed
        self._copy_failed = problem is not None
        self._is_unsaid = is_new or (self._is_unsaid and self._copy_failed)
        self._say_failure()

    def _say_failure(self) -> None:
        """Say it over nothing that is worse, such as that a form was not saved."""
        if not self._is_unsaid:
            return
        # None where nothing can be said, or a screen that has just opened is not there yet.
        notice = next(iter(self.screen.query(Notice)), None)
        if notice is not None and not notice.is_trouble:
            from concierge_tui.text.backup import COPY_FAILED

            self._is_unsaid = False
            notice.say(COPY_FAILED, "care")

    def _reception_is_open(self) -> bool:
        return any(type(screen).__name__ == "ReceptionScreen" for screen in self.screen_stack)
