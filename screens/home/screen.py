"""Today's meetups, what needs a person, and the way to everything else."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.clock import milliseconds
from concierge_tui.text import area, hand_off, lesson, page, sync
from concierge_tui.text import home as text
from concierge_tui.text import lease as leases
from screens import keys
from screens.background_sync import background
from screens.front import ReceptionWished
from screens.home.ways import HomeWays
from screens.resuming import forget
from screens.undoing import Matter, offer_back
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import MOST_ROWS, ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.meetup import Meetup
    from concierge_tui.services.roster_tally import Imported
    from concierge_tui.services.undo import Undone


_FRESH = timedelta(days=7)
"""So long after its day a meetup that was closed too early is shown in red."""


class MeetupList(ByNumberList):
    """The meetups; Enter opens the reception."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.RECEPTION)]


class HomeScreen(HomeWays):
    """Where every way ends; Escape does nothing here."""

    CSS_PATH = "screen.tcss"

    HEADLINE = text.TITLE

    IS_FIRST = True

    AUTO_FOCUS: ClassVar[str | None] = "#meetups"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.MEND, "mend", text.MEND),
        Binding(keys.NEW, "new", text.NEW),
        Binding(keys.ROSTER, "roster", text.ROSTER),
        Binding(keys.SYNC, "sync", text.SYNC),
        Binding(keys.PREPARE, "prepare", text.PREPARE, key_display="F6"),
        Binding(keys.SLIP, "print", text.PRINT, show=False),
        Binding(keys.UNDO, "undo", page.UNDO, show=False),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield the list, what needs a person, the state, and more buttons."""
        yield MeetupList(
            Column(14),
            Column(16, grow=1),
            Column(11, from_width=60),
            Column(12, grow=2, from_width=100),
            Column(17),
            Column(6, is_state=True),
            empty=text.EMPTY,
            id="meetups",
        )
        yield Static("", id="care", markup=False)
        yield Prose(id="state")
        with Horizontal(id="more"):
            yield PushButton(text.SIGN_UP, id="sign-up", compact=True)
            yield PushButton(text.EDIT, id="edit", compact=True)
            yield PushButton(text.PRINT, id="print", compact=True)
            yield PushButton(text.STAFF, id="staff", compact=True)
            yield PushButton(area.BUTTON, id="area", compact=True)
            yield PushButton("", id="phones", compact=True)
            if self.desk.practice:
                yield PushButton(lesson.LESSONS, id="lessons", compact=True)
                yield PushButton(text.END_PRACTICE, id="end", compact=True)
            else:
                yield PushButton(text.BACKUP, id="backup", compact=True)

    def on_screen_resume(self) -> None:
        """Show how things stand whenever one comes back."""
        forget(self.desk)
        self.refresh_all()
        self.hear_sync()

    def hear_sync(self) -> None:
        """Show how far a sync is that was begun at the reception, and once how it went."""
        behind = background(self.app)
        if behind is not None:
            self._show_state()
            if said := behind.take_sync_said():
                self.refresh_all()
                self.notice.say(said.words, said.kind)

    def hear_news(self) -> None:
        """Show what others wrote."""
        self._show_meetups()
        self._show_care()
        self._show_state()

    def refresh_all(self) -> None:
        """Read everything anew."""
        with self.telling():
            self._show_meetups()
            self._show_care()
            self._show_state()
            self._show_phones()

    def _show_phones(self) -> None:
        handed = self.desk.hand_off.waiting()
        button = self.query_one("#phones", Button)
        button.display = bool(handed)
        button.label = hand_off.button(sum(not each.arrived for each in handed))
        news = len(self.desk.hand_off.news())
        if news:
            self.notice.say(hand_off.arrived(news), "done")

    def _show_meetups(self) -> None:
        today = self.desk.now().astimezone().date()
        meetups = self.desk.meetups.all()
        # Today's stand first, then the next ones, then the past.
        meetups.sort(key=lambda m: (m.date != today, m.date < today, abs((m.date - today).days)))
        rows = [self._row(meetup, today) for meetup in meetups[:MOST_ROWS]]
        self.query_one(ResultList).show(rows, total=len(meetups))

    def _row(self, meetup: "Meetup", today: date) -> ResultRow:
        counts = self.desk.attendances.counts(meetup.id)
        word, state = _state(meetup, today)
        if meetup.closed and abs(today - meetup.date) <= _FRESH and self._has_left(meetup.id):
            word, state = text.LEFT_OPEN, "care"
        cells = (
            text.when(meetup.date, today),
            meetup.title,
            text.hours(meetup.starts, meetup.ends),
            meetup.venue,
            text.arrived(counts.families_arrived, counts.families_expected),
            word,
        )
        return ResultRow(meetup.id, cells, state)

    def _has_left(self, meetup: str) -> bool:
        """Say whether something came to light after the closing, such as by a sync."""
        return bool(self.desk.closing(meetup).obstacles())

    def _show_care(self) -> None:
        counts = self.desk.inbox.counts(self.desk.repairs().put_off)
        care = self.query_one("#care", Static)
        unfinished = len(self.desk.sign_up_drafts.unfinished())
        care.update(text.to_mend(counts, unfinished))
        care.set_class(bool(counts.total), "-some")

    def _show_state(self) -> None:
        self.query_one("#state", Prose).show(self._state_words())

    def _state_words(self) -> str:
        status = self.desk.synchronise.status()
        behind = background(self.app)
        if status.state == "practice":
            self.head(text.TITLE, self.desk.area_name)
            return text.PRACTICE
        if behind is not None and behind.sync_at is not None:
            self.head(text.TITLE, f"{self.desk.area_name}  {sync.under_way(behind.sync_at)}")
            return sync.STILL
        if status.state == "no_central":
            self.head(text.TITLE, self.desk.area_name)
            return text.NO_CENTRAL
        self.head(text.TITLE, f"{self.desk.area_name}  {text.unsent(status.pending)}".strip())
        if status.revoked:
            return text.REVOKED
        lease = self.desk.lease.stands()
        if lease is not None and leases.is_urgent(lease):
            return leases.state(lease)
        now = self.desk.now()
        return text.sent_state(status.pending, status.last(milliseconds(now)), now, status.withheld)

    @on(ResultList.Chosen)
    def action_reception(self) -> None:
        """Open the reception of the chosen meetup."""
        from screens.reception.screen import ReceptionScreen

        meetup = self._chosen()
        if meetup is None:
            self.notice.say(text.EMPTY)
            return
        self.app.push_screen(ReceptionScreen(self.desk, meetup))

    def action_new(self) -> None:
        """Plan a meetup."""
        from screens.meetup_form.screen import MeetupFormScreen

        self.app.push_screen(MeetupFormScreen(self.desk), self._planned)

    @on(Button.Pressed, "#edit")
    def edit(self) -> None:
        """Correct the chosen meetup."""
        from screens.meetup_form.screen import MeetupFormScreen

        meetup = self._chosen()
        if meetup is None:
            self.notice.say(text.EMPTY)
            return
        self.app.push_screen(MeetupFormScreen(self.desk, meetup), self._planned)

    def _planned(self, meetup: str | None) -> None:
        if meetup is not None:
            self.refresh_all()
            results = self.query_one(ResultList)
            results.action_first()
            results.move([row.key for row in results.rows].index(meetup))
            self.notice.say(text.SAVED, "done")

    def action_roster(self) -> None:
        """Import a roster into the chosen meetup."""
        from screens.roster.file import RosterFileScreen

        meetup = self._chosen()
        if meetup is None:
            self.notice.say(text.ROSTER_NEEDS_MEETUP, "care")
            return
        self.app.push_screen(RosterFileScreen(self.desk, meetup), self._imported)

    def _imported(self, imported: "Imported | None") -> None:
        from screens.roster.result import RosterResultScreen

        if imported is not None:
            self.app.push_screen(RosterResultScreen(self.desk, imported), self._go_on)

    def _go_on(self, where: str | None) -> None:
        if where == "repairs":
            self.action_mend()
        elif where == "reception":
            self.action_reception()

    @on(ReceptionWished)
    def open_the_doors(self) -> None:
        """Open the reception from 今日の準備."""
        self.when_on_top(self.action_reception)

    def action_undo(self) -> None:
        """Take back the last act of this laptop; nothing is done here, so it is named before."""
        offer_back(self, self.desk, Matter(), self._undone)

    def _undone(self, _undone: "Undone", words: str) -> None:
        self.refresh_all()
        self.notice.say(words, "done")


def _state(meetup: "Meetup", today: date) -> tuple[str, str]:
    if meetup.closed:
        return text.CLOSED, "void"
    if meetup.date == today:
        return text.TODAY, "todo"
    return (text.PLANNED, "") if meetup.date > today else (text.PAST, "void")
