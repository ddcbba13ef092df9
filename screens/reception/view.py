"""What the reception shows: whom the search found, and the household before the desk."""

from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Label, Static

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.desk import Desk
from concierge_tui.services.reception import Household
from concierge_tui.text import hub, page, sync
from concierge_tui.text import reception as text
from concierge_tui.text.sync_errors import clock_was
from screens import keys
from screens.background_sync import background
from screens.hub.beside import hub_trouble
from screens.reception.facts import Open, open_of
from screens.reception.panel import HouseholdPanel
from screens.reception.query import Line, read_line
from screens.reception.rows import COLUMNS, rows_of
from screens.tall_notice import TallNotice
from screens.widgets.attentive import Attentive
from screens.widgets.headline import Headline
from screens.widgets.jp_input import JpInput
from screens.widgets.key_button import KeyButton
from screens.widgets.key_foot import KeyFoot
from screens.widgets.look import mark_practice
from screens.widgets.notice import Notice
from screens.widgets.result_list import ResultList
from screens.widgets.telling import telling
from screens.widgets.tick_list import TickList

_MAY_GO = ("", sync.BEGUN, sync.STILL)
"""What nobody at the desk still has to read when a sync ends."""

_LOOK_FOR_LATE = 15.0
"""Seconds between two looks at whose time in other hands has come."""


class SearchLine(JpInput):
    """Where one types whom to find; Enter checks in, so the footer must say so."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", text.CHECK_IN, show=True)]
    when_entered: Callable[[], None] | None = None

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        # A binding would run later, when the next name is already typed behind the Enter.
        if event.key == "enter" and self.when_entered is not None:
            event.stop()
            event.prevent_default()
            self.when_entered()


class ReceptionView(Attentive):
    """Finds families as one types; the list is empty until one searches."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#query"

    query_line = getters.query_one("#query", SearchLine)
    results = getters.query_one("#households", ResultList)
    panel = getters.query_one(HouseholdPanel)
    notice = getters.query_one(Notice)

    def __init__(self, desk: Desk, meetup_id: str) -> None:
        super().__init__()
        self.desk = desk
        self.reception = desk.reception(meetup_id)
        self.meetup = self.reception.meetup
        self._found: dict[str, Household] = {}
        self._line = Line("")
        self._served: Household | None = None
        self._late: frozenset[str] = frozenset()
        """The children whose lateness the headline tells."""
        self._rung: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Yield the headline, the search line, the list, the household and what was said."""
        yield Headline(*text.titles(self.meetup))
        yield Static("", id="clock", markup=False)
        with Horizontal(classes="search"):
            yield Label(text.SEARCH, markup=False)
            yield SearchLine(id="query", placeholder=text.SEARCH_HINT, follow=self._follow)
            yield KeyButton(keys.SEND, sync.SEND, "send", id="send")
        yield ResultList(*COLUMNS, empty=text.EMPTY, id="households")
        yield HouseholdPanel(self.meetup.date)
        yield TallNotice(id="said")
        yield KeyFoot()

    def on_mount(self) -> None:
        """Begin empty; the list never takes the focus from the search line."""
        mark_practice(self, is_practice=self.desk.practice)
        self.results.can_focus = False
        self.show_counts()
        self._rung = self._late
        self.set_interval(_LOOK_FOR_LATE, self._look_for_late)
        if self.meetup.date != self.desk.now().astimezone().date():
            self.notice.say(text.not_today(self.meetup.date), "care")

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile, on another screen or by a sync."""
        self.hear_sync()
        self.show_again()
        self.query_line.focus()

    def on_key(self, event: events.Key) -> None:
        """Let whoever types on the people's ticks search on."""
        if not event.is_printable or event.key == "space" or not event.character:
            return
        if isinstance(self.focused, TickList):
            event.stop()
            self.query_line.focus()
            self.query_line.insert_text_at_cursor(event.character)

    def _follow(self, _: str) -> None:
        """Search before the letter is painted: one frame shows the letter and whom it finds."""
        self.search()

    def search(self) -> None:
        """Show who matches what has been typed so far."""
        line, before = read_line(self.query_line.value), self._line
        if line == before:
            return  # Enter asks again; the row that the arrow keys went to must stay.
        self._line = line
        if line.query != before.query:
            self._served = None
            self._find(line.query)
        if line.number is not None or len(self._found) != 1:
            self.results.point(line.number)
        self.show_current()

    @on(ResultList.Highlighted)
    def show_highlighted(self) -> None:
        """Show the household that was gone to."""
        self.show_current()

    @property
    def found_count(self) -> int:
        """How many families are listed."""
        return len(self._found)

    @property
    def target(self) -> Household | None:
        """Whom Enter would check in: never anyone who is not marked or under the cursor."""
        row = self.results.highlighted
        if row is not None:
            return self._found.get(row.key)
        return self.panel.household if self.panel.people.has_focus else None

    def serve(self, household: Household) -> None:
        """Keep the household that was just served in view, and be ready for the next."""
        self.clear_search()
        self._served = household
        self.show_found(())
        self.query_line.focus()

    def clear_search(self) -> None:
        """Empty the search line without searching."""
        self._line, self._served = Line(""), None
        self.query_line.value = ""

    def show_found(self, households: tuple[Household, ...]) -> None:
        """List these families; only one alone is highlighted (situation 6)."""
        self._put(households)
        self.show_counts()

    def _put(self, households: tuple[Household, ...]) -> None:
        self._found = {household.family.id: household for household in households}
        self._list_found()
        self.show_current()

    def show_again(self) -> None:
        """Read what is shown once more."""
        shown = self.results.highlighted
        if self._served is not None:
            again = self.reception.households([self._served.family.id])
            self._served = again[0] if again else None
        self._found = {h.family.id: h for h in self.reception.households(list(self._found))}
        self._list_found(keep=shown.key if shown else None)
        self.show_current()
        self.show_counts()

    def show_current(self) -> None:
        """Show the highlighted household, or the one just served."""
        row = self.results.highlighted
        household = self._found.get(row.key) if row else self._served
        if household is self.panel.household:
            return
        open_ = open_of(household.family, self.desk, self.meetup.id) if household else Open()
        left, table = self.panel.household, self.panel.typed_table
        self.panel.show(household, open_)
        self.refresh_bindings()
        gone = left and (household is None or household.family.id != left.family.id)
        if left and gone and table is not None:
            self.keep_table(left, table)

    def keep_table(self, household: Household, table: str) -> None:
        """Write down where a family sits, and say so."""
        with telling(self.notice):
            self.reception.seat(household.family.id, table)
            self.show_again()
            self.notice.say(text.seated(household.family, table), "done", hint=page.UNDO_HINT)

    def show_counts(self) -> None:
        """Show the counts that follow from the log."""
        status = self.desk.synchronise.status()
        self.query_one("#send").display = status.unsent is not None
        self._late = self.reception.children_late()
        late = len(self._late)
        counts = text.counts(self.reception.counts(), pending=status.unsent, late=late)
        behind = background(self.app)
        if behind is not None and behind.sync_at is not None:
            counts = text.counts(self.reception.counts(), pending=None, late=late)
            counts += f"  {sync.under_way(behind.sync_at)}"
        elif status.unsent is not None and status.refused:
            counts += f"  {sync.set_aside(len(status.refused))}"
        if hub_trouble(self.app):
            counts += f"  {hub.AWAY}"
        headline = self.query_one(Headline)
        headline.show(counts=counts)
        headline.set_class(bool(late), "-care")
        said = clock_was(status.clock_off(milliseconds(self.desk.now())))
        clock = self.query_one("#clock", Static)
        clock.update(said)
        clock.display = bool(said)

    def _look_for_late(self) -> None:
        """Ring once for each child whose time in other hands has come, whatever lies on top."""
        with suppress(ConciergeError):  # nobody asked: the next look says what this one could not
            late = self.reception.children_late()
            if late - self._rung:
                self.app.bell()
            self._rung = late
            if late != self._late and self.is_on_top:
                self.show_counts()

    def hear_sync(self) -> None:
        """Show how far the sync is; a sentence waits until nothing else is being read."""
        behind = background(self.app)
        if behind is None:
            return
        # Whoever is before the desk stays as she is shown: a tick that was taken away stays so.
        if behind.sync_at is None and self.panel.household is None:
            self.show_again()
        else:
            self.show_counts()
        if self.notice.sentence in _MAY_GO and (said := behind.take_sync_said()):
            self.notice.say(said.words, said.kind)

    def hear_news(self) -> None:
        """Show what others wrote; whoever is before the desk stays as she is shown."""
        before = self.panel.household
        if before is None:
            self.show_again()
            return
        keys = [*self._found, before.family.id]
        again = {h.family.id: h for h in self.reception.households(keys)}
        now = again.get(before.family.id)
        if now is None or now.presence != before.presence:
            self.show_again()
            self.notice.say(hub.ELSEWHERE, "care")
            return
        shown = self.results.highlighted
        again[before.family.id] = before
        self._found = {name: again[name] for name in self._found if name in again}
        self._list_found(keep=shown.key if shown else None)
        self.show_counts()

    def _find(self, query: str) -> None:
        families: tuple[Household, ...] = ()
        with telling(self.notice):
            found = self.reception.find(query)
            families = found.households
            self.notice.say(text.MORE if found.more else "")
        # Typing changes no count, and every key is one search: nothing else is read.
        self._put(families)

    def _list_found(self, keep: str | None = None) -> None:
        rows = rows_of(list(self._found.values()))
        empty = text.NOBODY if self._line.query.strip() else text.EMPTY
        self.results.show(rows, empty=empty, pick=len(rows) == 1)
        if keep in self._found:
            self.results.point(list(self._found).index(keep) + 1)
