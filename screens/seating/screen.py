"""Who sits where, round by round, and how long the round still takes."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.seating.absorbing import changed
from concierge_tui.text import page
from concierge_tui.text import table_plan as text
from concierge_tui.text.names import by_name
from concierge_tui.text.people import table_name
from screens import keys
from screens.hall.page import HallPage
from screens.long_work import Cancelled, LongWork, Progress
from screens.seating.bell import ring_when_over
from screens.seating.form import SeatingFormScreen
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from concierge_tui.services.desk import Desk
    from concierge_tui.services.table_plan import Numbers, Planned, Seats

_TICK_SECONDS: Final = 1.0
_LONGER: Final = 5


class TableList(ByNumberList):
    """The tables of one round; Enter begins the next one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.BEGIN)]


class SeatingScreen(HallPage, LongWork):
    """Plans tables, begins rounds and rings when one is over."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "TableList"
    MATTER: ClassVar[Collection[str]] = ("seating.set",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NEW, "solve", text.SOLVE, key_display="F3"),
        Binding("right", "look(1)", text.LOOK, key_display="←→"),
        Binding("left", "look(-1)", text.LOOK, show=False),
        Binding(keys.EXTEND, "extend", text.EXTEND, key_display="F9"),
        Binding(keys.SLIP, "print", text.PRINT, show=False),
        Binding(keys.BESIDE, "mute", text.MUTE, show=False),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._plan = desk.table_plan(meetup)
        self._seats: Seats | None = None
        self._shown = 0
        """Which round is looked at, from 0."""
        self._clock = desk.round_clock(meetup)

    def body(self) -> Iterable[Widget]:
        """Yield the round and its clock, the tables, who is missing, and the buttons."""
        yield Static("", id="round", markup=False)
        yield TableList(Column(12), Column(60, grow=1), empty=text.EMPTY, most=None)
        yield Prose(id="changes")
        with Horizontal(id="seating-keys"):
            yield PushButton(text.SOLVE, id="solve", compact=True)
            yield PushButton(text.BEGIN, id="begin", compact=True, variant="primary")
            yield PushButton(text.EXTEND, id="extend", compact=True)
            yield PushButton(text.PRINT, id="print", compact=True)
            yield PushButton(text.MUTE, id="mute", compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what a plan allows."""
        if action in ("look", "extend", "print"):
            seats = self._seats
            return seats is not None and (action != "extend" or seats.seating.running is not None)
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Let the clock run."""
        self.set_interval(_TICK_SECONDS, self._tick)

    def show_now(self) -> None:
        """Show the round that runs."""
        self._show(to_running=True)

    @on(Button.Pressed, "#solve")
    def action_solve(self) -> None:
        """Ask for the numbers, then plan in a thread that can be stopped."""
        self.app.push_screen(SeatingFormScreen(self._plan.numbers), self._solve)

    def _solve(self, numbers: "Numbers | None") -> None:
        if numbers is None:
            return
        meetup = self.meetup.id

        def work(progress: Progress, cancelled: Cancelled) -> "Planned":
            from concierge_tui.domain.seating.planning import Waiting

            with self.desk.fork() as other:
                return other.table_plan(meetup).solve(numbers, Waiting(progress, cancelled))

        def keep(planned: "Planned") -> None:
            with self.telling():
                self._plan.keep(planned, numbers)
                self._show(to_running=True)
                said = text.planned(planned.measures.repeats, planned.measures.served)
                self.notice.say(said, "done", hint=page.UNDO_HINT)

        self.start(text.SOLVING, work, keep)

    @on(ResultList.Chosen)
    def begin_chosen(self, event: ResultList.Chosen) -> None:
        """Begin the next round."""
        event.stop()
        self.begin()

    @on(Button.Pressed, "#begin")
    def begin(self) -> None:
        """Begin the next round; who came meanwhile is seated in it."""
        with self.telling():
            self._seats = self._plan.begin(self._plan.numbers.minutes)
            self._show(to_running=True)
            running, plan = self._seats.next_round - 1, self._seats.seating.plan
            moved = changed(plan[running - 1], plan[running]) if running else None
            self.notice.say(text.begun(running, moved), "done", hint=page.UNDO_HINT)

    @on(Button.Pressed, "#extend")
    def action_extend(self) -> None:
        """Let the round go on for a while."""
        with self.telling():
            self._plan.extend(_LONGER)
            self._show(to_running=True)

    @on(Button.Pressed, "#mute")
    def action_mute(self) -> None:
        """Let the bell of this laptop be silent, or ring again."""
        self._clock.mute(muted=not self._clock.is_muted)
        self._offer()
        self.notice.say(text.MUTED if self._clock.is_muted else text.LOUD, "done")

    @on(Button.Pressed, "#print")
    def action_print(self) -> None:
        """Print who sits where, a sheet a round."""
        from screens.print.screen import PrintScreen

        self.app.push_screen(PrintScreen(self.desk, self.meetup.id, kind="tables"))

    def action_look(self, step: int) -> None:
        """Look at another round."""
        if self._seats is not None:
            self._shown = (self._shown + step) % len(self._seats.seating.plan)
            self._show()

    def _tick(self) -> None:
        """Show the clock; the bell rings here and on every other screen of the meetup."""
        seats = self._seats
        if seats is None or not self.is_attached:
            return
        self._show_round()
        ring_when_over(self, self._clock)

    def _show(self, *, to_running: bool = False) -> None:
        with self.telling():
            self._seats = self._plan.now()
        seats = self._seats
        self.head_here()
        tables = self.query_one(TableList)
        if seats is None:
            tables.show([])
            self.query_one("#changes", Prose).show("")
            self.query_one("#round", Static).update("")
            self._offer()
            return
        if to_running:
            self._shown = seats.seating.running or 0
        self._shown = min(self._shown, len(seats.seating.plan) - 1)
        shown = seats.seating.plan[self._shown]
        gone = seats.left if self._shown >= (seats.seating.running or 0) else ()
        names = by_name(filter(None, seats.families))
        rows = [
            ResultRow(str(number), (table_name(str(number)), _people(seats, table, names, gone)))
            for number, table in enumerate(shown, 1)
            if table
        ]
        tables.show(rows)
        runs = seats.seating.running is not None
        said = text.changes(len(seats.came), len(seats.left), runs=runs)
        self.query_one("#changes", Prose).show(said)
        self._offer()
        self._show_round()

    def _offer(self) -> None:
        """Show the buttons that do something now; the one that comes next is the bright one."""
        seats = self._seats
        may_begin = seats is not None and not seats.is_over
        runs = seats is not None and seats.seating.running is not None
        self.query_one("#begin", Button).display = may_begin
        self.query_one("#extend", Button).display = runs
        self.query_one("#print", Button).display = seats is not None
        mute = self.query_one("#mute", Button)
        mute.display = seats is not None
        mute.label = text.RING if self._clock.is_muted else text.MUTE
        self.query_one("#solve", Button).variant = "default" if may_begin else "primary"
        self.refresh_bindings()

    def _show_round(self) -> None:
        if self._seats is None:
            return
        seating = self._seats.seating
        left = self._clock.left_ms()
        is_over = self.meetup.closed
        said = text.round_of(self._shown, len(seating.plan), seating.running, is_over=is_over)
        line = self.query_one("#round", Static)
        if seating.running is not None and left is not None:
            said = f"{said}  {text.countdown(left, seating.running, self._shown)}"
        line.update(said)
        line.set_class(seating.running is not None and left is not None and left <= 0, "-over")


def _people(
    seats: "Seats", table: tuple[int, ...], names: "Mapping[str, str]", gone: "Sequence[str]"
) -> str:
    families = seats.families
    here = [families[place] for place in table if place < len(families)]
    return text.people(here, names, gone)
