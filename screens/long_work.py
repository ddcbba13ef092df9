"""Work that takes longer than a glance: in a thread, with a bar, and it can be stopped."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import Worker

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import page as text
from screens.page import Page
from screens.widgets.notice import Notice
from screens.widgets.progress_row import ProgressRow

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], Any]

_PAINT_EVERY = 0.05


class BugFound(Message):
    """Something failed that no fact explains; the app writes down where."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class LongWork(Page):
    """A page that runs one long task at a time; Escape stops the task before it leaves."""

    class Told(Message):
        """The thread tells how far it is, or how it ended."""

        def __init__(self, tell: Callable[[], None]) -> None:
            super().__init__()
            self.tell = tell

    _work_now: Worker[None] | None = None
    _stopping = False
    _holds = True
    _work_number = 0

    def compose(self) -> ComposeResult:
        """Yield the page with a progress row above the notice."""
        for widget in super().compose():
            if isinstance(widget, Notice):
                yield ProgressRow()
            yield widget

    @property
    def busy(self) -> bool:
        """Whether a task runs."""
        return self._work_now is not None

    def start(
        self,
        words: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[ConciergeError], None] | None = None,
        *,
        instead: bool = False,
        unasked: bool = False,
    ) -> None:
        """Run `work` in a thread and hand its answer to `done`; a fact goes to `failed`.

        With `instead` a task that still runs is stopped and forgotten. What runs `unasked`
        (a preview) is no reason to stay: Escape leaves at once.
        """
        if self.busy and not instead:
            self.notice.say(text.STILL_BUSY)
            return
        self._stopping, self._holds = False, not unasked
        self._work_number += 1
        self.notice.clear()
        self.query_one(ProgressRow).begin(words, 0)
        self.add_class("-working")  # the row takes the place of the notice: nothing moves
        said = self._in_thread(self._work_number, work, done, failed or self.say_error)
        self._work_now = self.run_worker(said, thread=True, exit_on_error=False)

    def _in_thread(
        self,
        number: int,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[ConciergeError], None],
    ) -> Callable[[], None]:
        painted = 0.0

        def progress(at: int, total: int) -> None:
            nonlocal painted
            now = time.monotonic()
            if at >= total or now - painted >= _PAINT_EVERY:
                painted = now
                tell(lambda: self.query_one(ProgressRow).advance(at, total))

        def tell(words: Callable[[], None]) -> None:
            def if_still_here() -> None:
                if number == self._work_number:
                    words()

            # The program may have been left meanwhile: then nobody is there to be told.
            with suppress(RuntimeError):
                self.post_message(self.Told(if_still_here))

        def cancelled() -> bool:
            return self._stopping or number != self._work_number or not self.is_attached

        def run() -> None:
            try:
                answer = work(progress, cancelled)
            except ConciergeError as error:
                fact = error
                tell(lambda: self._work_ended(lambda: failed(fact)))
            except Exception as error:  # noqa: BLE001 - a worker must not end the program
                bug = error
                tell(lambda: self._work_ended(lambda: self._work_failed(bug)))
            else:
                tell(lambda: self._work_ended(lambda: done(answer)))

        return run

    def _work_ended(self, then: Callable[[], None]) -> None:
        self._work_now = None
        self.query_one(ProgressRow).finish()
        self.remove_class("-working")
        # What follows may open or close a screen: not while the clock covers this one.
        self.when_on_top(then)

    def _work_failed(self, error: BaseException) -> None:
        self.say_error(error)
        self.post_message(BugFound(error))

    def on_long_work_told(self, event: Told) -> None:
        """Do in this thread what the worker asked for."""
        event.stop()
        event.tell()

    @on(ProgressRow.Cancelled)
    def stop_work(self) -> None:
        """Ask the task to stop; it ends by itself."""
        self._stopping = True
        self.query_one(ProgressRow).stopping(text.CANCELLING)

    def action_back(self) -> None:
        """Stop the task first; without one, go one step toward home."""
        if self.busy and self._holds:
            self.stop_work()
        else:
            self._work_number += 1  # whatever still comes is for nobody
            super().action_back()
