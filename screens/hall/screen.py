"""What one does while families are in the house: a numbered list, with how each stands."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.text import hall as text
from concierge_tui.text import table_plan
from screens import keys
from screens.hall.page import HallPage
from screens.hall.ways import WAYS, Way
from screens.widgets.column_layout import Column
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk

_LOOK_AGAIN: Final = 5.0
"""Seconds after which the minutes of a round are shown anew."""


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

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._clock = desk.round_clock(meetup)

    def body(self) -> Iterable[Widget]:
        """Yield the list and how to choose."""
        yield WayList(Column(18), Column(34, grow=2), Column(20, grow=1, is_state=True))
        yield Static(text.HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Let the minutes of the round go on."""
        self.set_interval(_LOOK_AGAIN, self._head_minutes)

    def _head_minutes(self) -> None:
        running, left = self._clock.running(), self._clock.left_ms()
        said = ""
        if running is not None and running.running is not None and left is not None:
            said = table_plan.running(running.running, len(running.plan), left)
        self.head_here(said)

    def show_now(self) -> None:
        """Show how everything stands."""
        self._head_minutes()
        with self.telling():
            self.query_one(WayList).show([self._row(way) for way in WAYS])

    def hear_news(self) -> None:
        """Show at once what another desk wrote."""
        self.show_now()

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

    def call_roll(self) -> None:
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
