"""Somebody who is not on the list: red, neutral words to read, and nothing about anybody."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.text import collecting as text
from screens.custody.contact import ContactScreen
from screens.hall.page import HallPage
from screens.widgets.column_layout import Column
from screens.widgets.held_digit import is_still_down
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.custody_board import ChildNow
    from concierge_tui.services.desk import Desk

_WAYS = (
    ("call", text.CALL, text.CALL_WORDS),
    ("name", text.NAME, text.NAME_WORDS),
    ("tell", text.TELL, text.TELL_WORDS),
)


class NextSteps(ResultList):
    """What can be done now; Enter or the number does it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CHOOSE)]


class RefusedScreen(HallPage):
    """No name stands here: the person who was refused may be reading along (situation 10)."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.REFUSED_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "NextSteps"
    LETS_CARDS_DOWN: ClassVar[bool] = False

    def __init__(
        self, desk: "Desk", meetup: str, of: "ChildNow", reason: str = "not_listed"
    ) -> None:
        super().__init__(desk, meetup)
        self._meetup = meetup
        self._of = of
        self._reason = reason

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing that would put a name before whoever was refused; a fire is no matter."""
        return action not in ("undo", "report") and super().check_action(action, parameters)

    def body(self) -> Iterable[Widget]:
        """Yield what to say, and what to do."""
        yield Static(text.REFUSED, id="refused", markup=False)
        yield Prose(text.READ, id="read")
        yield Prose(text.STAY, classes="quietly")
        yield Prose(text.DANGER, classes="quietly")
        yield NextSteps(Column(26), Column(30, grow=1))
        yield Static(text.HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Write down that somebody came."""
        ways = _WAYS if self._reason == "not_listed" else (_WAYS[0], _WAYS[2])
        rows = [ResultRow(name, (title, words)) for name, title, words in ways]
        self.query_one(NextSteps).show(rows, pick=False)
        with self.telling():
            self.desk.collecting(self._meetup).refused(self._of, self._reason)
            self.notice.say(text.WRITTEN)

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        rows = self.query_one(NextSteps).rows
        if event.character and event.character in "123"[: len(rows)]:
            event.stop()
            if is_still_down(self.app):
                return  # told once is told
            self._do(rows[int(event.character) - 1].key)

    @on(ResultList.Chosen)
    def choose(self, event: ResultList.Chosen) -> None:
        """Do what is highlighted."""
        event.stop()
        self._do(event.row.key)

    def _do(self, way: str) -> None:
        from screens.custody.temporary import TemporaryScreen

        if way == "call":
            self.app.push_screen(ContactScreen(self.desk, self._meetup, self._of))
        elif way == "name":
            asking = TemporaryScreen(self.desk, self._meetup, self._of)
            self.app.push_screen(asking, self._named)
        elif self.attempt(self._tell):
            self.notice.say(text.TOLD, "done")

    def _tell(self) -> None:
        area = self.desk.areas.here()
        words = text.coordinator(area.coordinator, "")
        self.desk.collecting(self._meetup).told(self._of, words)

    def _named(self, answer: object) -> None:
        if answer == "barred":
            self.app.push_screen(RefusedScreen(self.desk, self._meetup, self._of, "barred"))
        elif isinstance(answer, str) and answer:
            self.dismiss((answer,))
