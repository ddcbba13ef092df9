"""This laptop as the hub of the hall: its address, its words, its codes, and who is there."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.errors import ConciergeError, PortTaken
from concierge_tui.services.hub import words_of
from concierge_tui.text import hub_house as text
from concierge_tui.text import page
from concierge_tui.text.hub import grouped
from concierge_tui.text.kana_words import as_words
from screens.hub.here import hub_here, running
from screens.long_work import Cancelled, LongWork, Progress
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.confirm import ConfirmScreen
from screens.widgets.held_enter import HeldEnter
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk

_LOOK_EVERY = 1.0
_MOST_SHOWN = 6
"""So many desks are seen at once at 80x24; the rest by scrolling."""
_QUIET_MS = 30_000
"""A desk asks for news every ten seconds; who was silent for three of them is away."""


class HouseScreen(LongWork):
    """Begins the hub, shows by what others find and know it, and ends it after a question."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#begin"

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._code = ""
        self._enter = HeldEnter(self)

    def body(self) -> Iterable[Widget]:
        """Yield what others need to know, who is there, and the buttons."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.INTRO, id="intro")
            yield Static("", id="reached", markup=False)
            words = Static("", id="words", markup=False)
            words.border_title = text.WORDS
            yield words
            yield Prose(id="code-said")
            yield ByNumberList(Column(20, grow=1), Column(26), id="guests", empty=text.NOBODY)
            yield Prose(text.OWN_COPY, id="own-copy")
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.END, id="end", compact=True)
            yield PushButton(text.NEW_CODE, id="new-code", compact=True)
            yield PushButton(text.BEGIN, id="begin", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Look now and then who is there."""
        self.set_interval(_LOOK_EVERY, self.hear_news)
        self.hear_news()
        self.query_one("#begin" if running(self.app) is None else "#new-code").focus()

    def hear_news(self) -> None:
        """Show whether it runs, and who is there."""
        run = running(self.app)
        for name in ("#reached", "#words", "#guests", "#own-copy", "#end", "#new-code"):
            self.query_one(name).display = run is not None
        for name in ("#intro", "#begin"):
            self.query_one(name).display = run is None
        self._code = self._code if run is not None else ""
        self.query_one("#code-said").display = bool(self._code)
        self.query_one("#code-said", Prose).show(text.code(self._code) if self._code else "")
        if run is None:
            self.head(text.TITLE, text.STANDS)
            return
        self.query_one("#reached", Static).update(text.reached(run.addresses, run.port))
        self.query_one("#words", Static).update(grouped(as_words(words_of(run.pin))))
        guests = self._guests(run.guests())
        listed = self.query_one("#guests", ResultList)
        listed.styles.height = max(1, min(_MOST_SHOWN, len(guests)))
        listed.show(guests)
        self.head(text.TITLE, text.RUNS)

    def _guests(self, heard: dict[str, int]) -> list[ResultRow]:
        names, now = self.desk.inbox.device_names(), self.desk.now()
        return [
            ResultRow(device, (text.called(names.get(device, "")), _since(at, now)))
            for device, at in sorted(heard.items(), key=lambda each: -each[1])
        ]

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#begin")
    def begin(self) -> None:
        """Begin the hub in threads of this program."""
        here = hub_here(self.app)
        if self._enter.is_held() or here is None or here.hub_run is not None or self.busy:
            return
        if self.desk.practice:
            self.notice.say(text.PRACTICE, "care")
            return

        def work(_progress: Progress, cancelled: Cancelled) -> None:
            here.begin_hub(self.desk)
            if cancelled():
                here.stop_hub()

        self.start(text.BEGINNING, work, self._begun, self._not_begun)

    def _begun(self, _: object) -> None:
        self.hear_news()
        if running(self.app) is not None:
            self.query_one("#new-code").focus()
            self.notice.say(text.BEGUN, "done")

    def _not_begun(self, error: ConciergeError) -> None:
        if isinstance(error, PortTaken):
            self.notice.say(text.taken(error.port), "care")
        else:
            self.say_error(error)

    @on(Button.Pressed, "#new-code")
    def show_code(self) -> None:
        """Show a one-time code for a laptop that never spoke to central."""
        run = running(self.app)
        if run is not None and not self._enter.is_held():
            self.start(text.CODING, lambda _progress, _cancelled: run.new_code(), self._coded)

    def _coded(self, code: str) -> None:
        self._code = code
        self.hear_news()

    @on(Button.Pressed, "#end")
    def ask(self) -> None:
        """Ask before the others lose the hub."""
        question = ConfirmScreen(text.ENDING, text.ENDING_WORDS, text.END)
        self.app.push_screen(question, self._answered)

    def _answered(self, is_meant: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        here = hub_here(self.app)
        if is_meant and here is not None:
            self.start(text.STOPPING, lambda _progress, _cancelled: here.stop_hub(), self._ended)

    def _ended(self, _: object) -> None:
        self.hear_news()
        self.query_one("#begin").focus()
        self.notice.say(text.ENDED, "done")


def _since(at: int, now: datetime) -> str:
    is_there = milliseconds(now) - at < _QUIET_MS
    return text.THERE if is_there else text.silent(at, now)
