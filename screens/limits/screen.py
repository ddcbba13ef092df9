"""Every limit of the area with its source, and whom one telephones."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.text import limits as text
from concierge_tui.text import page
from screens.limits.one import LimitScreen
from screens.page import Page
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class LimitList(ByNumberList):
    """The limits; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class LimitsScreen(Page):
    """Lists what holds in this area, `at` first; nothing is changed here by one key."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#limits"

    def __init__(self, desk: "Desk", *, at: str = "") -> None:
        super().__init__(desk)
        self._at = at

    def body(self) -> Iterable[Widget]:
        """Yield the list and the way back."""
        yield Prose(text.HINT, id="hint")
        yield LimitList(Column(22), Column(16, grow=1), Column(30, grow=2), id="limits")
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)

    def on_screen_resume(self) -> None:
        """Show what holds now."""
        with self.telling():
            self.head(text.TITLE, self.desk.area_name)
            self.query_one(LimitList).show(self._rows())
            if self._at:
                self.query_one(LimitList).point(1 + list(text.NAMES).index(self._at))
                self._at = ""

    @on(ResultList.Chosen)
    def open_chosen(self, event: ResultList.Chosen) -> None:
        """Open one of them."""
        event.stop()
        self.app.push_screen(LimitScreen(self.desk, event.row.key), self._say)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    def _say(self, said: object) -> None:
        if isinstance(said, str):
            self.notice.say(said, "done")

    def _rows(self) -> list[ResultRow]:
        area = self.desk.areas.here()
        return [
            ResultRow(name, (words, text.now(area, name), text.source(area, name)))
            for name, words in text.NAMES.items()
        ]
