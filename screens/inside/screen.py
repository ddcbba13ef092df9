"""Who is inside now, by where they are: the list of the day, and the roll call (situation 14)."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from concierge_tui.services.desk import Desk
from concierge_tui.services.reception import Household
from concierge_tui.services.roll_calls import Line, RollCall
from concierge_tui.services.undo import Undone
from concierge_tui.text import inside as text
from concierge_tui.text import page, reception
from screens import keys
from screens.front import call_walk_in
from screens.inside.asking import BeginScreen, WhoWasSeenScreen
from screens.inside.families import FamilyList
from screens.reception.leaving import leave_screen
from screens.tall_notice import TallNotice
from screens.told_numbers import TellsNumbers
from screens.undoing import Matter, offer_back
from screens.widgets.column_layout import Column
from screens.widgets.confirm import ConfirmScreen
from screens.widgets.headline import Headline
from screens.widgets.held_enter import HeldEnter
from screens.widgets.key_foot import KeyFoot
from screens.widgets.look import mark_practice
from screens.widgets.notice import Notice
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow
from screens.widgets.scanner import Misread, Scanned, hand_down
from screens.widgets.telling import telling

_MATTER = Matter(("visit.leave", "rollcall.begin", "rollcall.seen", "rollcall.missed"))


class InsideScreen(TellsNumbers, Screen[None]):
    """Lists everyone inside: nobody may be missing, so the list is never cut."""

    CSS = """
    InsideScreen #families { height: 1fr; padding: 0 1; }
    InsideScreen #allergies { height: auto; padding: 0 1; color: $state-care; }
    InsideScreen #said { margin: 0 1; padding: 0; }
    """
    AUTO_FOCUS = "#families"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NOTE, "one_by_one", text.ONE_BY_ONE, key_display="F2"),
        Binding(keys.LEAVE, "leave", text.LEAVE, key_display="F9"),
        Binding(keys.SAVE, "end", text.END),
        Binding(keys.UNDO, "undo", reception.UNDO, show=False),
        Binding(keys.NEW, "walk_in", reception.WALK_IN, key_display="F3"),
        Binding(keys.ROLL_CALL, "begin", text.BEGIN, key_display="F5"),
        Binding(keys.INCIDENT, "report", text.REPORT, key_display="F4"),
        Binding(keys.BACK, "back", text.BACK, key_display="Esc"),
    ]

    families = getters.query_one("#families", FamilyList)
    notice = getters.query_one(Notice)

    def __init__(self, desk: Desk, meetup_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._reception = desk.reception(meetup_id)
        self._calls = desk.roll_calls(meetup_id)
        self._meetup = self._reception.meetup
        self._lines: dict[str, Line] = {}
        self._enter = HeldEnter(self)
        self._call: RollCall | None = None

    def compose(self) -> ComposeResult:
        """Yield the headline, the list and what was said."""
        yield Headline(*page.of_meetup(text.TITLE, self._meetup))
        yield FamilyList(
            Column(12, grow=1),
            Column(38, grow=3),
            Column(11),
            Column(8, is_state=True),
            empty=text.EMPTY,
            most=None,
            id="families",
        )
        yield Prose(id="allergies")
        yield TallNotice(id="said")
        yield KeyFoot()

    def on_mount(self) -> None:
        """Read who is inside; while a roll call runs, its time goes on, and others tick too."""
        mark_practice(self, is_practice=self._desk.practice)
        self.set_interval(1.0, self._tell_the_time)

    def on_screen_resume(self) -> None:
        """Read who is inside, whenever one comes back."""
        self._show()

    def hear_news(self) -> None:
        """Show at once who came, left or was seen at another desk."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        del parameters
        if action in ("end", "one_by_one"):
            return self._call is not None
        if action == "leave":
            return bool(self._lines)
        return not (action in ("begin", "walk_in") and self._call is not None)

    @on(ResultList.Highlighted)
    def tell_allergies(self) -> None:
        """Say in full what those of the highlighted line must not eat."""
        line = self._highlighted()
        said = text.allergies(line.people, line.family) if line else ""
        self.query_one("#allergies", Prose).show(said)

    @on(ResultList.Chosen)
    def action_choose_line(self) -> None:
        """Say that those of the highlighted line were seen, or not after all; begin before."""
        line = self._highlighted()
        if self._enter.is_held():
            return  # it has seen nobody
        if self._call is None:
            self.action_begin()
        elif line is not None:
            is_seen = line.state == "all"
            self._tick([p.id for p in line.people if is_seen or p.id not in line.seen],
                       seen=not is_seen)  # fmt: skip

    def call_roll(self) -> None:
        """Stay here: this is the list."""

    def action_begin(self) -> None:
        """Ask whether it is a drill, and begin."""
        if self._call is None:
            self.app.push_screen(BeginScreen(), self._begin)

    def action_one_by_one(self) -> None:
        """Tick those of the highlighted line one by one."""
        line = self._highlighted()
        if line is not None and self._call is not None:
            self.app.push_screen(WhoWasSeenScreen(line), lambda who: self._seen(line, who))

    def action_end(self) -> None:
        """End the roll call; ask first while somebody is missing."""
        missing = [p for n in self._lines.values() for p in n.people if p.id not in n.seen]
        if self._call is None:
            self.notice.say(text.NOT_RUNNING, "care")
        elif missing:
            words = text.still_missing(missing)
            asking = ConfirmScreen(text.STILL, words, text.END_ANYWAY, text.GO_ON)
            self.app.push_screen(asking, lambda yes: self._end() if yes else None)
        else:
            self._end()

    def action_leave(self) -> None:
        """Ask who of the highlighted family goes home."""
        household = self._household()
        if household is not None:
            question = leave_screen(self._desk, household, self._meetup.id)
            self.app.push_screen(question, self._note_leaving)

    def action_undo(self) -> None:
        """Take back what was done here just now; ask before anything else is taken back."""
        offer_back(self, self._desk, _MATTER, self._undone)

    def _undone(self, _undone: Undone, words: str) -> None:
        self._show()
        self.notice.say(words, "done")

    def action_report(self) -> None:
        """Write down what has just happened (A11); a roll call goes on."""
        from screens.incident.opening import report_incident

        report_incident(self, self._desk, self._meetup.id)

    def action_walk_in(self) -> None:
        """Let the reception register whoever stands at the desk."""
        call_walk_in(self)

    def on_scanned(self, event: Scanned) -> None:
        """Let the reception show the family of a scanned card."""
        hand_down(self, event)

    def on_misread(self, event: Misread) -> None:
        """Say that the scanner did not get it."""
        event.stop()
        self.notice.say(reception.MISREAD, "care")

    def action_back(self) -> None:
        """Go back to where one was; a roll call goes on."""
        self.dismiss(None)

    def _begin(self, kind: str | None) -> None:
        if kind is None:
            return
        with telling(self.notice):
            self._calls.begin(drill=kind == "drill")
            self._show()
            self.notice.say(text.began(is_drill=kind == "drill"), "done")

    def _seen(self, line: Line, who: tuple[str, ...] | None) -> None:
        if who is None:
            return
        there = {person.id for person in line.people}
        self._tick([each for each in who if each not in line.seen], seen=True)
        self._tick(sorted((there & line.seen) - set(who)), seen=False)

    def _tick(self, people: list[str], *, seen: bool) -> None:
        if not people:
            return
        with telling(self.notice):
            at = self.families.at
            self._calls.tick(people, seen=seen)
            self._show()
            self._go_on_from(at)
            self.notice.say(text.ticked(self._everyone() - self._found()))
            if self._call is not None and self._everyone() == self._found():
                took = self._calls.now_ms - self._call.began_at
                self.notice.say(text.everyone_seen(took), "done")

    def _go_on_from(self, at: int) -> None:
        """Stay at the height of the list where one was: the next that is missing stands there."""
        keys_left = [row.key for row in self.families.rows if not self._is_found(row.key)]
        self.families.point(min(at, max(0, len(keys_left) - 1)) + 1)

    def _is_found(self, key: str) -> bool:
        return self._lines[key].state == "all"

    def _end(self) -> None:
        with telling(self.notice):
            found, everyone = self._found(), self._everyone()
            ended = self._calls.end()
            self._show()
            if ended is not None:
                took = self._calls.now_ms - ended.began_at
                words = text.ended(found, everyone, took, is_drill=ended.is_drill)
                self.notice.say(words, "done")

    def _everyone(self) -> int:
        return sum(len(line.people) for line in self._lines.values())

    def _found(self) -> int:
        return sum(p.id in line.seen for line in self._lines.values() for p in line.people)

    def _highlighted(self) -> Line | None:
        row = self.families.highlighted
        return self._lines.get(row.key) if row else None

    def _household(self) -> Household | None:
        line = self._highlighted()
        return None if line is None else self._reception.household(line.family.id)

    def _tell_the_time(self) -> None:
        if self._call is not None and self.is_on_top:
            self._show()

    def _show(self) -> None:
        was_running = self._call is not None
        self._call = self._calls.running()
        lines = self._calls.lines()
        self._lines = {line.key: line for line in lines}
        self.families.show([self._row(line) for line in lines])
        counts = text.counts(self._reception.counts())
        if self._call is not None:
            took = self._calls.now_ms - self._call.began_at
            counts = text.running(
                self._found(), self._everyone(), took, is_drill=self._call.is_drill
            )
        self.query_one(Headline).show(counts=counts)
        if was_running != (self._call is not None) or self.families.is_called != was_running:
            self.families.is_called = self._call is not None
            self.refresh_bindings()

    def _row(self, line: Line) -> ResultRow:
        first = line.family.representative
        words, colour = reception.state("here", line.arrived_at), "done"
        if self._call is not None:
            words, colour = text.seen_word(line.state), "done" if line.state == "all" else "care"
        who = text.people(line.people, line.family, self._meetup.date)
        if self._call is not None and line.state == "some":
            left = [person for person in line.people if person.id not in line.seen]
            who = text.not_seen(left, line.family, self._meetup.date)
        cells = (
            first.called if first else "",
            who,
            text.place(line.place, line.table),
            words,
        )
        return ResultRow(line.key, cells, colour, line.number)

    def _note_leaving(self, people: tuple[str, ...] | None) -> None:
        household = self._household()
        if people and household is not None:
            with telling(self.notice):
                act = self._reception.leave(household.family.id, people)
                self._show()
                at = act.operations[0].wall
                said = reception.left(at, household.family, len(people))
                self.notice.say(said, "done", hint=page.UNDO_HINT)
