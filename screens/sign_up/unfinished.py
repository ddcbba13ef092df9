"""The sign-ups that wait: somebody goes on with them, today or tomorrow."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.domain.ids import new_id
from concierge_tui.services.sign_up_drafts import Unfinished
from concierge_tui.text import sign_up as text
from concierge_tui.text import times
from screens import keys
from screens.page import Page
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.result_list import ResultList, ResultRow

_NEW = "new"


class UnfinishedList(ByNumberList):
    """The forms; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.LIST_OPEN)]


class UnfinishedScreen(Page):
    """Answers with the family to go on with; a new one is the first line."""

    HEADLINE = text.LIST_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "UnfinishedList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NEW, "begin_anew", text.LIST_NEW, key_display="F3")
    ]

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield UnfinishedList(Column(18, grow=1), Column(12), Column(40, grow=2), id="unfinished")

    def on_screen_resume(self) -> None:
        """Show what waits."""
        waiting = self.desk.sign_up_drafts.unfinished()
        first = ResultRow(_NEW, (text.LIST_NEW, "", text.LIST_NEW_WORDS))
        rows = [first, *map(_row, waiting)]
        self.query_one(UnfinishedList).show(rows, total=len(rows))
        # Whoever opens this wants to go on; a new page is one line further up.
        self.query_one(UnfinishedList).point(2 if waiting else 1)

    @on(ResultList.Chosen)
    def open_one(self, event: ResultList.Chosen) -> None:
        """Answer with the family that was chosen."""
        self.dismiss(new_id() if event.row.key == _NEW else event.row.key)

    def action_begin_anew(self) -> None:
        """Answer with a family that is new."""
        self.dismiss(new_id())


def _row(each: Unfinished) -> ResultRow:
    answers, stuck = each.answers, each.answers.stuck
    name = answers.kana or answers.name or text.NAMELESS
    due = date.fromisoformat(stuck.due) if stuck and stuck.due else None
    words = text.stuck(stuck.detail, stuck.who, due) if stuck else text.LIST_OPEN
    return ResultRow(each.family, (name, times.stamp(each.at), words), "todo" if stuck else "")
