"""What one does while families are in the house: a numbered list, with how each stands."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.text import hall as text
from screens import keys
from screens.hall.page import HallPage
from screens.hall.ways import WAYS, Way
from screens.widgets.column_layout import Column
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    pass


class WayList(ResultList):
    """The ways; Enter or the number opens."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class HallScreen(HallPage):
    """Lists what is going on; everything here is one number away."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "WayList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"{keys.HALL}", "back", text.BACK, show=False),
        Binding(keys.INCIDENT, "report", text.REPORT, key_display="F4"),
        Binding(keys.ROLL_CALL, "inside", text.INSIDE, key_display="F5"),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield the list and how to choose."""
        yield WayList(Column(18), Column(34, grow=2), Column(20, grow=1, is_state=True))
        yield Static(text.HINT, id="hint", markup=False)

    def show_now(self) -> None:
        """Show how everything stands."""
        self.head_here()
        with self.telling():
            self.query_one(WayList).show([self._row(way) for way in WAYS])

    def on_key(self, event: events.Key) -> None:
        """Open by number."""
        names = dict(zip(text.DIGITS, text.ORDER, strict=False))
        way = next((way for way in WAYS if names.get(event.character or "") == way.name), None)
        if way is not None:
            event.stop()
            self._open(way)

    @on(ResultList.Chosen)
    def open_chosen(self, event: ResultList.Chosen) -> None:
        """Open what is highlighted."""
        event.stop()
        self._open(next(way for way in WAYS if way.name == event.row.key))

    def action_inside(self) -> None:
        """List who is inside now."""
        self._open(next(way for way in WAYS if way.name == "inside"))

    def _open(self, way: Way) -> None:
        with self.telling():
            self.app.push_screen(way.opens(self.desk, self.meetup.id), self._say)

    def _say(self, words: object) -> None:
        if isinstance(words, str) and words:
            self.notice.say(words, "done")

    def _row(self, way: Way) -> ResultRow:
        how, colour = way.stands(self.desk, self.meetup.id)
        return ResultRow(way.name, (way.title, way.words, how), colour)
