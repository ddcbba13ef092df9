"""To whom a child is to be given: those who may have it, by number; anybody else is 0."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.text import custody as text
from screens.custody.entrust import EntrustScreen
from screens.custody.refused import RefusedScreen
from screens.custody.release import ReleaseScreen
from screens.hall.page import HallPage
from screens.widgets.by_number import row_of
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.custody_board import Candidate, ChildNow
    from concierge_tui.services.desk import Desk

_OTHER = "other"


class ReceiverList(ResultList):
    """Those who may have the child; Enter or the number chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CHOOSE)]


class WhoScreen(HallPage):
    """Lists nobody who is barred: whoever looks over the desk learns no name."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.WHO_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "ReceiverList"

    def __init__(self, desk: "Desk", meetup: str, of: "ChildNow") -> None:
        super().__init__(desk, meetup)
        self._meetup = meetup
        self._of = of
        self._candidates: list[Candidate] = []

    def body(self) -> Iterable[Widget]:
        """Yield the list and how to choose."""
        if self._of.where == "contested":
            yield Prose(text.SETTLING, id="looked")
        yield ReceiverList(Column(20, grow=2), Column(16, grow=1), Column(14, is_state=True))
        yield Static(text.WHO_HINT, id="hint", markup=False)

    def show_now(self) -> None:
        """Show who may have the child now: somebody may have been named meanwhile."""
        custody = self.desk.custody(self._meetup)
        with self.telling():
            found = custody.candidates(self._of)
            at_home = self._of.where == "family"
            found.sort(key=lambda each: at_home and each.role in ("family", "collector"))
            self._candidates = found
            self.head(text.WHO_TITLE, text.child_name(self._of.child, self._of.family))
            rows = [self._row(each) for each in found]
            other = ResultRow(_OTHER, (text.OTHER, text.OTHER_WORDS, "0"), "care")
            self.query_one(ReceiverList).show([*rows, other], pick=False)

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        digit = event.character or ""
        last = len(self._candidates) + 1
        if digit == "0" or digit == str(last):
            event.stop()
            self._choose(_OTHER)
        elif (row := row_of(event, len(self._candidates))) is not None:
            event.stop()
            self._choose(self._candidates[row].id)

    @on(ResultList.Chosen)
    def choose(self, event: ResultList.Chosen) -> None:
        """Choose what is highlighted."""
        event.stop()
        self._choose(event.row.key)

    def _choose(self, key: str) -> None:
        if key == _OTHER:
            self.app.push_screen(RefusedScreen(self.desk, self._meetup, self._of), self._after)
            return
        to = next((each for each in self._candidates if each.id == key), None)
        if to is None:
            return
        asks = ReleaseScreen if to.role in ("family", "collector") else EntrustScreen
        self.app.push_screen(asks(self.desk, self._meetup, self._of, to), self._after)

    def _after(self, words: object) -> None:
        if isinstance(words, tuple):  # somebody was named for today: she is on the list now
            self.notice.say(str(words[0]), "done")
        elif isinstance(words, str) and words:
            self.dismiss(words)

    def _row(self, to: "Candidate") -> ResultRow:
        if to.role in text.HEADS:
            return ResultRow(to.id, (to.name, to.relation, text.HEADS[to.role]), "todo")
        where, colour = (text.INSIDE, "done") if to.inside else (text.OUTSIDE, "todo")
        return ResultRow(to.id, (to.name, to.relation, where), colour)
