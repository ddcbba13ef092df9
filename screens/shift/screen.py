"""引き継ぎ: read aloud what is going on, both give their PINs, and the next one writes."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from concierge_tui.domain.errors import PinWrong
from concierge_tui.services.shift import Called
from concierge_tui.text import incident
from concierge_tui.text import shift as text
from concierge_tui.text import staff as staff_text
from screens import keys
from screens.front import LeaveWished
from screens.hall.page import HallPage
from screens.lost_typing import TellsLostTyping
from screens.widgets.by_number import ByNumberList
from screens.widgets.cell_text import plain
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.column_layout import Column
from screens.widgets.form_line import FormLine
from screens.widgets.held_enter import HeldEnter
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.staff import Staff
    from concierge_tui.services.desk import Desk


class TakerList(ByNumberList):
    """Who may take over; Enter takes the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CHOOSE)]


class ShiftScreen(HallPage, TellsLostTyping):
    """Answers with the sentence who writes from now on; no PIN is ever kept as a draft."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#takers"
    MATTER: ClassVar[Collection[str]] = ("duty.set",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.TAKE),
        Binding(keys.INCIDENT, "report", incident.NEW, key_display="F4", show=False),
        Binding(keys.ROLL_CALL, "inside", text.INSIDE, key_display="F5"),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._shift = desk.shift(meetup)
        self._takers: dict[str, Staff] = {each.id: each for each in self._shift.takers()}
        self._enter = HeldEnter(self)

    def body(self) -> Iterable[Widget]:
        """Yield the summary, who may take over, and the two PINs or the call."""
        area = self.desk.areas.here()
        yield Static(text.READ_ALOUD, id="aloud", markup=False)
        yield Prose(id="summary")
        yield TakerList(
            Column(16, grow=1), Column(24), Column(16, grow=1), empty=text.NOBODY, id="takers"
        )
        how = ChoiceLine([Answer(*pair) for pair in text.HOWS], id="how")
        how.choose("both")
        yield FormLine(text.HOW, how)
        yield self._pin_line("giver", text.GIVER_PIN)
        called = JpInput(area.coordinator, id="called")
        yield _hidden(FormLine(text.CALLED, called, hint=text.CALLED_HINT, id="called-line"))
        number = JpInput(area.coordinator_phone, id="number", kind="digits")
        yield _hidden(FormLine(text.NUMBER, number, hint=text.NUMBER_HINT, id="number-line"))
        yield self._pin_line("taker", text.TAKER_PIN)
        with Horizontal(classes="buttons"):
            yield PushButton(text.BACK, id="back", compact=True)
            yield PushButton(text.TAKE, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show who may take over, and whose PINs are asked."""
        me = self.desk.staff.me()
        self.head_here(text.stands(me.name if me else "")[0])
        self.query_one(TakerList).show(
            [
                ResultRow(
                    each.id,
                    (
                        each.name,
                        staff_text.role_word(each.role),
                        staff_text.certification(
                            each.certification, each.certified_until, self.meetup.date
                        ),
                    ),
                )
                for each in self._takers.values()
            ]
        )
        if me is not None:
            self._hint("giver", me)
        self._hint_taker()

    def show_now(self) -> None:
        """Say what the next one has to know: it is read aloud, and may have changed meanwhile."""
        self.query_one("#summary", Prose).show(text.lines(self._shift.going_on()))

    @on(ResultList.Highlighted)
    def _hint_taker(self) -> None:
        """Name whose PIN comes second."""
        taker = self._taker()
        if taker is not None:
            self._hint("taker", taker)

    @on(ResultList.Chosen)
    def go_to_pin(self, event: ResultList.Chosen) -> None:
        """Go on to the first thing that is asked."""
        event.stop()
        self._enter.is_held()
        self._first().focus()

    @on(ChoiceLine.Changed, "#how")
    def adapt(self, event: ChoiceLine.Changed) -> None:
        """Ask for the call where one is alone."""
        alone = event.line.value == "telephone"
        self.query_one("#giver-line").display = not alone
        self.query_one("#called-line").display = alone
        self.query_one("#number-line").display = alone

    @on(ChoiceLine.GoneOn, "#how")
    def go_on_from_how(self) -> None:
        """Go on to the first thing that is asked."""
        self._first().focus()

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Go from line to line; the last PIN hands over."""
        is_held = self._enter.is_held()
        if event.input.id == "taker":
            if not is_held:
                self.action_save()
        else:
            self.focus_next("JpInput")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Hand over; too many wrong PINs close the store."""
        taker = self._taker()
        if taker is None:
            self.notice.say(text.TAKER_NEEDED, "care")
            return
        with self.telling():
            try:
                self._shift.hand_over(taker.id, self._typed("taker"), self._giver())
            except PinWrong as wrong:
                if not wrong.left:
                    self.post_message(LeaveWished())
                    return
                self._empty_pins()
                raise
            self.dismiss(text.done(taker.name))

    def _giver(self) -> str | Called:
        if self.query_one("#how", ChoiceLine).value == "telephone":
            return Called(self._typed("called"), self._typed("number"))
        return self._typed("giver")

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", JpInput).value

    def _first(self) -> JpInput:
        alone = self.query_one("#how", ChoiceLine).value == "telephone"
        return self.query_one("#called" if alone else "#giver", JpInput)

    def _empty_pins(self) -> None:
        for name in ("giver", "taker"):
            field = self.query_one(f"#{name}", JpInput)
            with field.prevent(Input.Changed):  # it would take the complaint away
                field.value = ""
        self._first().focus()

    def _taker(self) -> "Staff | None":
        row = self.query_one(TakerList).highlighted
        return self._takers.get(row.key) if row else None

    def _pin_line(self, name: str, label: str) -> FormLine:
        hint = Static("", markup=False, id=f"{name}-hint", classes="form-line--hint")
        return FormLine(label, JpInput(id=name, kind="secret"), hint, id=f"{name}-line")

    def _hint(self, name: str, staff: "Staff") -> None:
        has_pin = self.desk.staff.has_pin(staff.id)
        asked = self._shift.asks_pin(staff.id)
        words = text.pin_hint(staff.name, has_pin=has_pin, asked=asked)
        self.query_one(f"#{name}-hint", Static).update(plain(words))


def _hidden(line: FormLine) -> FormLine:
    line.display = False
    return line
