"""今日の準備: what stands, what does not, and the one key to what is next."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.policy import CONTACTS
from concierge_tui.domain.preparation import VENUE
from concierge_tui.services.paperwork import Order
from concierge_tui.text import preparation as text
from concierge_tui.text import print_screen
from concierge_tui.text import staff as staff_text
from screens import keys
from screens.front import call_reception
from screens.hall.page import HallPage
from screens.long_work import Cancelled, LongWork, Progress
from screens.preparation.ticking import TickScreen
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow
from screens.widgets.tick_list import Tick

if TYPE_CHECKING:
    from concierge_tui.domain.preparation import Line
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.paper_content import Printed
    from concierge_tui.services.roster_tally import Imported


class LineList(ByNumberList):
    """The lines; the number goes to one, Enter does what is next."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class PreparationScreen(HallPage, LongWork):
    """Shows every line anew whenever one comes back from its next step."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#lines"
    MATTER: ClassVar[Collection[str]] = ("duty.set",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SLIP, "print_pack", text.PACK_KEY, key_display="F11"),
        Binding(keys.INCIDENT, "report", text.REPORT, key_display="F4", show=False),
        Binding(keys.ROLL_CALL, "inside", text.INSIDE, key_display="F5", show=False),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._preparation = desk.preparation(meetup)

    def body(self) -> Iterable[Widget]:
        """Yield the lines and the one button that follows them."""
        to_paper = self.desk.printer.can_print
        yield Prose(text.HINT if to_paper else text.HINT_PDF, id="hint")
        yield LineList(Column(6, is_state=True), Column(16), Column(50, grow=1), id="lines")
        with Horizontal(classes="buttons"):
            yield PushButton(text.BACK, id="back", compact=True)
            words = text.PACK if to_paper else text.PACK_PDF
            yield PushButton(words, id="pack", compact=True, variant="primary")

    @on(ResultList.Chosen)
    def do_next(self, event: ResultList.Chosen) -> None:
        """Go to what the line asks for."""
        event.stop()
        with self.telling():
            self._steps()[event.row.key]()

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#pack")
    def action_print_pack(self) -> None:
        """Print the paper pack; without a printer, where it is written as a PDF."""
        if not self.desk.printer.can_print:
            self._print_screen()
            return
        meetup = self.meetup.id

        def work(progress: Progress, cancelled: Cancelled) -> "Printed | None":
            with self.desk.fork() as desk:
                printed = desk.paperwork().print(Order("pack", meetup), progress, cancelled)
                if printed is not None and not cancelled():
                    desk.printer.send(printed.pdf)
                return printed

        def done(printed: "Printed | None") -> None:
            if printed is None:
                self.notice.say(print_screen.CANCELLED, "care")
            else:
                self.notice.say(print_screen.sent(printed.numbers), "done")

        self.start(text.SENDING, work, done)

    def show_now(self) -> None:
        """Read and show how things stand."""
        self.meetup = self._preparation.meetup
        lines = self._preparation.lines()
        self.head_here(text.counts(lines))
        rows = self.query_one(LineList)
        first = rows.highlighted is None
        rows.show([_row(line) for line in lines])
        open_ = [at for at, line in enumerate(lines, start=1) if line.state != "ok"]
        if first:
            rows.point(open_[0] if open_ else 1)
        if not open_:
            self.notice.say(text.ALL_GREEN, "done")

    def _steps(self) -> dict[str, Callable[[], object]]:
        return {
            "clock": self._mend_clock,
            "disk": lambda: self.notice.say(text.FREE_DISK),
            "printer": self._print_screen,
            "roster": self._roster,
            "contacts": self._contacts,
            "address": lambda: self._form("#address JpInput"),
            "rules": self._limits,
            "listing": lambda: self._form("#listed"),
            "staff": self._staff,
            "venue": self._venue,
            "backup": self._backup,
        }

    def _mend_clock(self) -> None:
        line = self._preparation.lines()[0]
        if line.fact == "day":
            self._form("#date JpInput")
        else:
            self.notice.say(text.LOOK_AT_CLOCK if line.state == "care" else text.NOTHING_TO_DO)

    def _roster(self) -> None:
        if self.desk.lists.problems(self.meetup.id):
            self._repairs()
            return
        from screens.roster.file import RosterFileScreen

        self.app.push_screen(RosterFileScreen(self.desk, self.meetup.id), self._imported)

    def _imported(self, imported: "Imported | None") -> None:
        from screens.roster.result import RosterResultScreen

        if imported is not None:
            self.app.push_screen(
                RosterResultScreen(self.desk, imported, home=text.BACK_HERE), self._go_on
            )

    def _go_on(self, where: str | None) -> None:
        if where == "repairs":
            self._repairs()
        elif where == "reception":
            call_reception(self)

    def _repairs(self) -> None:
        from screens.repairs.screen import RepairsScreen

        self.app.push_screen(RepairsScreen(self.desk))

    def _limits(self) -> None:
        from screens.limits.screen import LimitsScreen

        self.app.push_screen(LimitsScreen(self.desk))

    def _contacts(self) -> None:
        from screens.limits.screen import LimitsScreen

        area = self.desk.areas.here()
        missing = next((each for each in CONTACTS if not getattr(area, each)), CONTACTS[0])
        self.app.push_screen(LimitsScreen(self.desk, at=missing))

    def _form(self, begin_at: str) -> None:
        from screens.meetup_form.screen import MeetupFormScreen

        self.app.push_screen(MeetupFormScreen(self.desk, self.meetup.id, begin_at))

    def _backup(self) -> None:
        from screens.backup.screen import BackupScreen

        self.app.push_screen(BackupScreen(self.desk))

    def _print_screen(self) -> None:
        from screens.print.screen import PrintScreen

        self.app.push_screen(PrintScreen(self.desk, self.meetup.id, kind="pack"))

    def _staff(self) -> None:
        here = {each.id for each in self._preparation.present()}
        on_day = self.meetup.date
        ticks = [
            Tick(
                each.id, each.name, each.id in here,
                note=text.NOT_CERTIFIED if each.certification == "none" else
                staff_text.certification(each.certification, each.certified_until, on_day),
                state="done" if each.certified_on(on_day) else "",
            )
            for each in self.desk.staff.all()
        ]  # fmt: skip
        self.app.push_screen(TickScreen(text.STAFF_TITLE, ticks), self._note_staff)

    def _note_staff(self, present: tuple[str, ...] | None) -> None:
        if present is not None:
            with self.telling():
                self._preparation.note_present(present)
                self.show_now()

    def _venue(self) -> None:
        checked = self.meetup.checked
        ticks = [Tick(each, text.VENUE_WORDS[each], each in checked) for each in VENUE]
        self.app.push_screen(TickScreen(text.VENUE_TITLE, ticks), self._note_venue)

    def _note_venue(self, ticked: tuple[str, ...] | None) -> None:
        if ticked is not None:
            with self.telling():
                self._preparation.note_venue(ticked)
                self.show_now()


def _row(line: "Line") -> ResultRow:
    word, colour = text.STATES[line.state]
    return ResultRow(line.name, (word, text.NAMES[line.name], text.fact(line)), colour)
