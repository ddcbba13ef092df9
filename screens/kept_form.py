"""A form whose lines are kept as they are written: nothing typed is lost, also by a power cut."""

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from screens.widgets.attentive import Attentive
from screens.widgets.notice import Notice
from screens.widgets.telling import telling

KEEP_AFTER = 0.7
"""Seconds of rest after which what is being typed is kept."""


class KeptForm(Attentive):
    """Keeps what was typed, until what it holds is in the journal."""

    is_done = False
    """Whether it was saved, or goes on elsewhere; nothing is written here any more."""
    _keep_timer: Timer | None = None

    def keep_draft(self) -> None:
        """Keep what was typed; a blank form leaves nothing behind."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep what was typed; say it where that is not possible."""
        if self._keep_timer is not None:
            self._keep_timer.stop()  # a later one could find the form half gone
        if not self.is_done:
            with telling(self.query_one(Notice)):
                self.keep_draft()

    @on(Input.Changed)
    def keep_soon(self) -> None:
        """Keep what is being typed once the hands rest: the power may go before the field."""
        if self._keep_timer is not None:
            self._keep_timer.stop()
        self._keep_timer = self.set_timer(KEEP_AFTER, self.keep)
