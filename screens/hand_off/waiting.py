"""The families that write on their own telephones, and whose half has come."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.domain.clock import milliseconds
from concierge_tui.text import hand_off as text
from concierge_tui.text.people import NAMELESS
from concierge_tui.text.times import stamp
from screens.page import Page
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.hand_off import Handed


class WaitingList(ByNumberList):
    """The families; Enter shows the code again, or what came."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.SHOW)]


class WaitingScreen(Page):
    """Tells whom one waits for from who has come; seeing an arrival ends its notice."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.WAITING_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "ResultList"

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._handed: dict[str, Handed] = {}

    def body(self) -> Iterable[Widget]:
        """Yield the list and when it changes."""
        yield WaitingList(
            Column(18, grow=2), Column(14), Column(13), Column(10, is_state=True),
            empty=text.NOBODY,
        )  # fmt: skip
        yield Prose(text.SYNC_HINT, id="hint")

    def on_screen_resume(self) -> None:
        """Read the list anew."""
        with self.telling():
            handed = self.desk.hand_off.waiting()
            self._handed = {each.family: each for each in handed}
            families = self.desk.families.many(self._handed)
            rows = [self._row(each, families.get(each.family)) for each in handed]
            self.query_one(ResultList).show(rows, total=len(rows))
            arrived = [each.family for each in handed if each.arrived]
            self.head(self.HEADLINE, text.waiting_count(len(handed) - len(arrived), len(arrived)))
            self.desk.hand_off.seen(arrived)

    def _row(self, handed: "Handed", family: "Family | None") -> ResultRow:
        person = family.representative if family else None
        called = (person.called if person else "") or NAMELESS
        over = handed.until < milliseconds(self.desk.now())
        word, state = (text.OVER, "void") if over else (text.WAITING, "todo")
        if handed.arrived:
            word, state = text.ARRIVED, "done"
        code = family.code if family else ""
        return ResultRow(handed.family, (called, code, stamp(handed.issued * 60_000), word), state)

    @on(ResultList.Chosen)
    def open(self) -> None:
        """Show the household whose half came, or the code once more."""
        row = self.query_one(ResultList).highlighted
        if row is None:
            return
        from screens.hand_off.screen import HandOffScreen
        from screens.household.screen import HouseholdScreen

        handed = self._handed[row.key]
        if handed.arrived:
            self.app.push_screen(HouseholdScreen(self.desk, handed.family))
        else:
            self.app.push_screen(HandOffScreen(self.desk, handed.family, handed.meetup))
