"""The small questions that put a record right: how grave it is, and whom it is about."""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from concierge_tui.domain.incident import Level
from concierge_tui.text import incident as text
from screens.incident.whom import UNLISTED, Inside, show_whom
from screens.widgets.asking_box import AskingBox
from screens.widgets.by_number import ByNumberList
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.column_layout import Column
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class Chosen(NamedTuple):
    """Whom a record is about: somebody of a family, or a visitor by name."""

    person: str = ""
    family: str = ""
    whom: str = ""


class LevelScreen(AskingBox[Level]):
    """Asks how grave it is."""

    AUTO_FOCUS: ClassVar[str | None] = "ChoiceLine"

    def __init__(self, before: Level) -> None:
        super().__init__()
        self._before = before

    def compose(self) -> ComposeResult:
        """Yield the three levels."""
        levels = ChoiceLine([Answer(key, text.LEVEL_WORDS[key]) for key, _ in text.LEVELS])
        levels.choose(self._before)
        with Vertical() as box:
            box.border_title = text.LEVEL_TITLE
            box.border_subtitle = text.CHOOSE_KEYS
            yield levels

    @on(ChoiceLine.GoneOn)
    def answer(self, event: ChoiceLine.GoneOn) -> None:
        """Answer with the level."""
        event.stop()
        level: Level = event.line.value  # type: ignore[assignment]
        self.dismiss(level)


class WhomScreen(AskingBox[Chosen]):
    """Asks whom it is about, among those who are inside or on no list."""

    DEFAULT_CSS = "WhomScreen ResultList { height: 8; margin-top: 1; }"
    AUTO_FOCUS: ClassVar[str | None] = "JpInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__()
        self._inside = Inside(desk, meetup)

    def compose(self) -> ComposeResult:
        """Yield the line and the list below it."""
        with Vertical() as box:
            box.border_title = text.WHO_TITLE
            box.border_subtitle = text.FIND_KEYS
            yield JpInput(follow=self._search)
            yield ByNumberList(Column(12, grow=1), Column(13), Column(26), Column(8))

    def on_mount(self) -> None:
        """Show everyone who is inside."""
        self._search("")

    def action_move(self, step: int) -> None:
        """Go up or down the list while typing a name."""
        self.query_one(ResultList).move(step)

    @on(Input.Submitted)
    @on(ResultList.Chosen)
    def answer(self) -> None:
        """Answer with whom the list points at."""
        row = self.query_one(ResultList).highlighted
        if row is None:
            return
        if row.key == UNLISTED:
            self.dismiss(Chosen(whom=self.query_one(JpInput).value.strip()))
        elif someone := self._inside.get(row.key):
            self.dismiss(Chosen(someone.person.id, someone.family.id))

    def _search(self, typed: str) -> None:
        show_whom(self.query_one(ResultList), self._inside.rows(typed))
