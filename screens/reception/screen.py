"""Reception: type a few kana or scan, see the household, press Enter."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input

from concierge_tui.domain.errors import MeetupFull
from concierge_tui.services.desk import Desk
from concierge_tui.services.reception import Household
from concierge_tui.services.undo import Undone
from concierge_tui.text import hall, hand_off, page, sync, undo
from concierge_tui.text import reception as text
from screens import keys
from screens.reception.leaving import leave_screen
from screens.reception.override import OverrideScreen
from screens.reception.ways import ReceptionWays
from screens.resuming import Place, remember
from screens.undoing import Matter, offer_back
from screens.widgets.result_list import ResultList
from screens.widgets.scanner import Misread, Scanned
from screens.widgets.telling import telling

_REVEALED_SECONDS = 10.0
_OF_A_HOUSEHOLD = frozenset({"mend", "reveal", "leave", "guest", "consent", "health"})

_MATTER = (
    "visit.arrive", "visit.leave", "visit.set", undo.REGISTERED, "consent.grant", "person.set",
    "family.set", "health.set", "task.set",
)  # fmt: skip
"""What is said to a household at the desk, here and on the pages that open from here."""


class ReceptionScreen(ReceptionWays):
    """Serves one meetup: every act on a family starts here and is one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "check_in", text.CHECK_IN),
        Binding("tab", "go_round(1)", text.PICK_PEOPLE, key_display="Tab"),
        Binding("shift+tab", "go_round(-1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding(keys.MEND, "mend", text.MEND, show=False),
        Binding(keys.NEW, "walk_in", text.WALK_IN, key_display="F3"),
        Binding(keys.SIGN_UP, "sign_up", text.SIGN_UP_SHORT, key_display="F4"),
        # Not left to the search line, where Ctrl+D would delete what was typed.
        Binding(
            keys.SIGN_UP.partition(",")[2], "sign_up", text.SIGN_UP_SHORT, show=False, priority=True
        ),
        Binding(keys.ROLL_CALL, "inside", text.INSIDE, key_display="F5"),
        # Before the search line, for which Ctrl+A is the start of the line.
        Binding(keys.HALL, "hall", hall.TITLE, key_display="F6", priority=True),
        Binding(keys.SLIP, "slip", text.SLIP, key_display="F11"),
        Binding(keys.REVEAL, "reveal", text.REVEAL, show=False),
        # Before the field being typed in, for which Ctrl+E is the end of the line.
        Binding(keys.LEAVE, "leave", text.LEAVE, show=False, priority=True),
        Binding(keys.GUEST, "guest", text.GUEST, show=False),
        # Before the search line, which would cut what is typed with Ctrl+K.
        Binding(keys.CONSENT, "consent", text.CONSENT, show=False, priority=True),
        # Before the search line, for which Ctrl+F deletes a word.
        Binding(keys.HEALTH, "health", text.HEALTH, show=False, priority=True),
        # Before the search line, which would cut what is typed with Ctrl+X.
        Binding(keys.SEND, "send", sync.SEND, show=False, priority=True),
        Binding(keys.UNDO, "undo", text.UNDO, show=False),
        Binding(keys.BACK, "back", text.BACK, show=False),
    ]

    def __init__(self, desk: Desk, meetup_id: str, resumed: Place | None = None) -> None:
        super().__init__(desk, meetup_id)
        self._conceal_timer: Timer | None = None
        self._resumed = resumed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        del parameters
        return action not in _OF_A_HOUSEHOLD or self.panel.household is not None

    def on_mount(self) -> None:
        """Let Enter in the search line check in."""
        self.query_line.when_entered = self.check_in_found
        if self._resumed is not None:
            self.notice.say(text.RESUMED)
            self.call_after_refresh(self.reopen, self._resumed)

    def on_screen_resume(self) -> None:
        """Remember that the desk stands here; say it when a family's own half came meanwhile."""
        with telling(self.notice):
            remember(self.desk, Place(self.meetup.id))
        news = len(self.desk.hand_off.news())
        if news:
            self.notice.say(hand_off.arrived(news), "done")

    @on(ResultList.Chosen)
    def check_in_found(self) -> None:
        """Check in whom the search found."""
        self.search()
        self.action_check_in()

    @on(Input.Submitted, "#table")
    def seat(self) -> None:
        """Keep the table and go back to searching."""
        self._keep_table()
        self.query_line.focus()

    @on(Input.Blurred, "#table")
    def keep_left_table(self) -> None:
        """Lose nothing that was typed."""
        self._keep_table()

    def on_scanned(self, event: Scanned) -> None:
        """Show the family of a card, everyone ticked; the person at the desk presses Enter."""
        event.stop()
        self._keep_table()
        self.clear_search()
        self.show_found(())
        self.query_line.focus()
        with telling(self.notice):
            household = self.reception.by_code(event.code)
            self.show_found((household,))
            if household.presence == "here":
                self._say_already(household)
            else:
                self.notice.say(text.found_by_code(household.family))

    def on_misread(self, event: Misread) -> None:
        """Say that the scanner did not get it."""
        event.stop()
        self.notice.say(text.MISREAD, "care")

    def action_move(self, step: int) -> None:
        """Go up or down the list while typing."""
        self.results.move(step)

    def action_go_round(self, step: int) -> None:
        """Go from the search line to the people, to the table, and back."""
        stops = [self.query_line, self.panel.people, self.panel.table]
        at = next((at for at, stop in enumerate(stops) if stop.has_focus), 0)
        if self.panel.household is not None:
            stops[(at + step) % len(stops)].focus()

    def action_back(self) -> None:
        """Return to the search line, then clear it, then go home."""
        if not self.query_line.has_focus:
            self.query_line.focus()
        elif self.query_line.value or self.panel.household is not None:
            self.clear_search()
            self.show_found(())
            self.notice.clear()
        else:
            self.dismiss()

    def action_check_in(self, reason: str = "") -> None:
        """Check in everyone ticked, in one act."""
        household = self.target
        if household is None:
            if self.found_count > 1:
                self.notice.say(text.choose(self.found_count), "care")
            return
        if household.presence == "here":
            self._say_already(household)
            return
        self._keep_table()
        people = self.panel.people.ticked
        with telling(self.notice):
            try:
                done = self.reception.check_in(household.family.id, people, reason=reason)
            except MeetupFull as full:
                self.app.push_screen(OverrideScreen(full), self._check_in_anyway)
            else:
                self._say_checked_in(done)

    def action_undo(self) -> None:
        """Take back what was done just now for whoever stands here; else ask before, by name."""
        household = self.panel.household
        about = None if household is None else (household.family.id,)
        offer_back(self, self.desk, Matter(_MATTER, about), self._undone)

    def _undone(self, undone: Undone, words: str) -> None:
        """Show whom it was about."""
        self.clear_search()
        self.show_found(self.reception.households(undone.subjects))
        self.notice.say(words, "done")

    def action_reveal(self) -> None:
        """Show what is hidden for ten seconds, and write down that it was seen (A7)."""
        household = self.panel.household
        if household is None:
            return
        with telling(self.notice):
            family = household.family.id
            self.desk.households.look(family, family, ["phone", "rest", "email", "notes"])
            self.panel.reveal(revealed=True)
            self.notice.say(text.REVEALED)
            if self._conceal_timer is not None:
                self._conceal_timer.stop()
            self._conceal_timer = self.set_timer(_REVEALED_SECONDS, self.conceal)

    def conceal(self) -> None:
        """Hide again what was revealed."""
        if self.panel.is_revealed:
            self.panel.reveal(revealed=False)
            self.notice.say(text.CONCEALED)

    def action_leave(self) -> None:
        """Ask who of the household goes home."""
        household = self.panel.household
        if household is None:
            return
        if any(row.here for row in household.attendance.values()):
            question = leave_screen(self.desk, household, self.meetup.id)
            self.app.push_screen(question, self._note_leaving)
        else:
            self.notice.say(text.NOBODY_HERE, "care")

    def _check_in_anyway(self, reason: str | None) -> None:
        if reason:
            self.action_check_in(reason)

    def _say_already(self, household: Household) -> None:
        self.notice.say(text.already(household.family, household.arrived_at), "care")

    def _note_leaving(self, people: tuple[str, ...] | None) -> None:
        household = self.panel.household
        if people and household is not None:
            with telling(self.notice):
                act = self.reception.leave(household.family.id, people)
                self.show_again()
                at = act.operations[0].wall
                said = text.left(at, household.family, len(people))
                self.notice.say(said, "done", hint=page.UNDO_HINT)

    def _keep_table(self) -> None:
        household, table = self.panel.household, self.panel.typed_table
        if household is not None and table is not None:
            self.keep_table(household, table)
