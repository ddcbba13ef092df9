"""The list of lessons."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from concierge_tui.rehearsal.situation import Situation
from concierge_tui.text import lesson as text
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.dialog import Dialog
from screens.widgets.result_list import ResultList
from screens.widgets.result_row import ResultRow

_COLUMNS = (Column(34, grow=1), Column(12), Column(2, is_state=True))


class LessonsScreen(Dialog[int | None]):
    """Answers with the place of the chosen lesson, or None."""

    CSS = """
    LessonsScreen { align: center middle; }
    LessonsScreen > Vertical {
        width: 70; max-width: 96%; height: auto; max-height: 90%; padding: 1 2;
        border: round $primary; background: $surface;
    }
    LessonsScreen ResultList { height: auto; max-height: 14; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "ResultList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", text.CLOSE)]

    def __init__(self, situations: Sequence[Situation], solved: Sequence[bool]) -> None:
        super().__init__()
        self._rows = [
            ResultRow(
                str(at),
                (
                    situation.title,
                    text.limits(situation.limit.commands, situation.limit.seconds),
                    text.SOLVED if is_solved else text.OPEN,
                ),
                "done" if is_solved else "todo",
            )
            for at, (situation, is_solved) in enumerate(zip(situations, solved, strict=True))
        ]

    def compose(self) -> ComposeResult:
        """Yield the list and what to press."""
        with Vertical() as box:
            box.border_title = text.LESSONS
            yield ByNumberList(*_COLUMNS, id="lessons")
            yield Static(text.LIMITS, classes="quiet")
            yield Static(text.HINT, classes="quiet")

    def on_mount(self) -> None:
        """Fill the list."""
        lessons = self.query_one(ResultList)
        lessons.styles.height = len(self._rows)
        lessons.show(self._rows)

    @on(ResultList.Chosen)
    def begin(self, event: ResultList.Chosen) -> None:
        """Answer with the lesson."""
        event.stop()
        self.dismiss(int(event.row.key))

    def action_close(self) -> None:
        """Begin none."""
        self.dismiss(None)
