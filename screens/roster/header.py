"""Pointing at the header that nobody recognised."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.domain.roster import Record
from concierge_tui.text import roster_screen as text
from screens.page import Page
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.result_list import MOST_ROWS, ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class RecordList(ByNumberList):
    """The first records of the file; Enter points at the header."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.HEADER_CHOOSE)]


class HeaderScreen(Page):
    """Answers with the record number of the header, or nothing."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.HEADER_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init__(self, desk: "Desk", records: Sequence[Record]) -> None:
        super().__init__(desk)
        self._records = records

    def body(self) -> Iterable[Widget]:
        """Yield the first records as they stand in the file."""
        yield Prose(text.HEADER_WORDS, classes="words")
        yield RecordList(Column(8), Column(60, grow=1))

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(ResultList).show(
            [
                ResultRow(str(record.number), (text.row(record.number), " | ".join(record.cells)))
                for record in self._records[:MOST_ROWS]
                if not record.blank
            ]
        )

    @on(ResultList.Chosen)
    def action_choose(self) -> None:
        """Take the highlighted record."""
        row = self.query_one(ResultList).highlighted
        if row is not None:
            self.dismiss(int(row.key))
