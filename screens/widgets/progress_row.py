"""How far a long task is, and the button that stops it."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, ProgressBar, Static

from concierge_tui.text import widgets as text
from screens.widgets.cell_text import plain


class ProgressRow(Horizontal):
    """One line: what is being done, a bar, the count, キャンセル; hidden while nothing runs.

    Where nobody knows how much there is to do, the bar only moves and nothing is counted.
    """

    DEFAULT_CSS = """
    ProgressRow { height: 1; display: none; }
    ProgressRow.-running { display: block; }
    ProgressRow > #progress-words { width: 1fr; height: 1; }
    ProgressRow > ProgressBar { width: 22; }
    ProgressRow > #progress-count { width: auto; min-width: 12; text-align: right; height: 1; }
    ProgressRow.-uncounted > #progress-count { display: none; }
    ProgressRow.-stopping > ProgressBar { display: none; }
    ProgressRow.-stopping > #progress-count { display: none; }
    ProgressRow.-stopping > Button { display: none; }
    ProgressRow > Button { margin-left: 2; }
    """

    class Cancelled(Message):
        """The person wants the task to stop."""

        def __init__(self, row: "ProgressRow") -> None:
            super().__init__()
            self.row = row

        @property
        def control(self) -> "ProgressRow":
            """The row it happened in."""
            return self.row

    def compose(self) -> ComposeResult:
        """Yield the parts of the line."""
        yield Static("", markup=False, id="progress-words")
        yield ProgressBar(show_eta=False, show_percentage=False)
        yield Static("", markup=False, id="progress-count")
        yield Button(Content(text.CANCEL), compact=True)

    def begin(self, words: str, total: int) -> None:
        """Show that a task has begun; a total of 0 is not known."""
        self.remove_class("-stopping")
        self.add_class("-running")
        self.query_one(Button).disabled = False
        self.query_one("#progress-words", Static).update(plain(words))
        self.advance(0, total)

    def advance(self, done: int, total: int) -> None:
        """Show how much of the task is done."""
        self.set_class(total <= 0, "-uncounted")
        self.query_one(ProgressBar).update(total=total if total > 0 else None, progress=done)
        self.query_one("#progress-count", Static).update(text.progress(done, total))

    def stopping(self, words: str) -> None:
        """Say that the task is about to end; it cannot be stopped twice."""
        self.add_class("-stopping")
        self.query_one("#progress-words", Static).update(plain(words))

    def finish(self) -> None:
        """Hide again, and let the bar stand still."""
        self.remove_class("-running", "-stopping")
        self.query_one(ProgressBar).update(total=1, progress=0)

    @on(Button.Pressed)
    def _cancel(self, event: Button.Pressed) -> None:
        event.stop()
        event.button.disabled = True
        self.post_message(self.Cancelled(self))
