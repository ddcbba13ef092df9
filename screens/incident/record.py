"""One record: what was written, and the steps until a guardian has read and signed it."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.incident import Level, steps_left
from concierge_tui.text import incident as text
from screens import keys
from screens.hall.page import HallPage
from screens.incident.asking import CallScreen, Signing, SignScreen, TypedScreen
from screens.incident.correcting import Chosen, LevelScreen, WhomScreen
from screens.incident.opening import manual_of, report_incident, show_card, whom_of
from screens.incident.signing import reading_page, signed_on_screen
from screens.widgets.by_number import row_of
from screens.widgets.cell_text import plain
from screens.widgets.column_layout import Column
from screens.widgets.held_digit import is_still_down
from screens.widgets.held_enter import HeldEnter
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from concierge_tui.domain.meetup_day import Incident
    from concierge_tui.services.desk import Desk


class StepList(ResultList):
    """The steps; Enter or the number does one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class RecordScreen(HallPage):
    """Leads through a record; whatever is done is written at once, with its time."""

    CSS_PATH = "record.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#steps"
    LETS_CARDS_DOWN: ClassVar[bool] = False
    MATTER: ClassVar[Collection[str]] = ("incident.set",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.BESIDE, "card", text.CARD, key_display="F2"),
        Binding(keys.INCIDENT, "report", text.NEW, key_display="F4"),
    ]

    def __init__(self, desk: "Desk", meetup: str, incident: str) -> None:
        super().__init__(desk, meetup)
        self._incidents = desk.incidents(meetup)
        self._about: Incident = self._incidents.get(incident)
        self._family, self._person = whom_of(desk, self._about)
        self._enter = HeldEnter(self, reads=True)

    @property
    def in_view(self) -> Collection[str]:
        """One record."""
        return (self._about.id,)

    def body(self) -> Iterable[Widget]:
        """Yield the facts, the steps and the way back."""
        yield Prose(id="told")
        yield StepList(Column(26), Column(44, grow=1, is_state=True), id="steps")
        yield Static(text.STEP_HINT, id="hint", markup=False)
        with Horizontal(classes="buttons"):
            yield PushButton(text.BACK, id="back", compact=True)
            yield PushButton(text.CARD, id="card", compact=True, variant="error")

    def show_now(self) -> None:
        """Show how it stands."""
        self._show(self._incidents.get(self._about.id))

    def help_note(self) -> str:
        """F1 says what to do first, too."""
        return manual_of(self.desk)

    def on_key(self, event: events.Key) -> None:
        """Do a step by its number."""
        rows = self.query_one(StepList).rows
        if (row := row_of(event, len(rows))) is not None:
            event.stop()
            if not is_still_down(self.app):
                self._do(rows[row].key)

    @on(ResultList.Chosen)
    def do_chosen(self, event: ResultList.Chosen) -> None:
        """Do what is highlighted."""
        event.stop()
        if not self._enter.is_held():
            self._do(event.row.key)

    @on(Button.Pressed, "#card")
    def action_card(self) -> None:
        """Show the card again."""
        show_card(self, self.desk, self._about.meetup, self._about)

    def action_report(self) -> None:
        """Write down the next: two children hurt each other at once (situation 13)."""
        report_incident(self, self.desk, self._about.meetup)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    def _do(self, step: str) -> None:
        steps: dict[str, Callable[[], object]] = {
            "ambulance": self._ambulance,
            "guardian": self._call,
            "seen_by": lambda: self._ask("seen_by", text.SEEN_TITLE, self._about.seen_by),
            "insurer": lambda: self._ask(
                "insurer_note", text.INSURER_TITLE, self._about.insurer_note
            ),
            "signature": self._sign,
            "action": lambda: self._ask("action", text.ACTION, self._about.action),
            "level": self._correct_level,
            "person": self._correct_whom,
        }
        steps[step]()

    def _ambulance(self) -> None:
        with self.telling():
            self._show(self._incidents.ambulance_called(self._about.id))

    def _call(self) -> None:
        """Show the full numbers, which is written down (A7)."""
        numbers = text.numbers(self._family) if self._family else []
        with self.telling():
            if self._family is not None and numbers:
                self.desk.households.look(self._family.id, self._family.id, ["phone"])
            self.app.push_screen(CallScreen(numbers), self._told)

    def _told(self, reached: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if reached:
            with self.telling():
                self._show(self._incidents.guardian_told(self._about.id))

    def _ask(self, field: str, title: str, before: str) -> None:
        def keep(words: str | None) -> None:
            if words is not None:
                with self.telling():
                    self._show(self._incidents.complete(self._about.id, {field: words}))

        draft = f"incident:{self._about.id}:{field}"
        self.app.push_screen(TypedScreen(self.desk, title, before, draft), keep)

    def _correct_level(self) -> None:
        self.app.push_screen(LevelScreen(self._about.level), self._level_said)

    def _level_said(self, level: Level | None) -> None:
        if level is not None:
            self._correct({"level": level})

    def _correct_whom(self) -> None:
        self.app.push_screen(WhomScreen(self.desk, self._about.meetup), self._whom_said)

    def _whom_said(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self._correct(chosen._asdict())

    def _correct(self, said: "Mapping[str, str]") -> None:
        with self.telling():
            now = self._incidents.complete(self._about.id, said)
            self._family, self._person = whom_of(self.desk, now)
            self._show(now)
            self.notice.say(text.CORRECTED, "done")

    def _sign(self) -> None:
        adults = self._family.adults if self._family else ()
        first = next((each for each in adults if not each.must_not_collect), None)
        by = first.called if first else ""
        asked = SignScreen(by, is_treated=bool(self._about.action))
        self.app.push_screen(asked, self._signing)

    def _signing(self, said: Signing | None) -> None:
        if said is None:
            return
        with self.telling():
            if said.how == "screen":
                from screens.facing.screen import FacingScreen

                page = reading_page(self._about, self._person, self._family)
                take = signed_on_screen(self._incidents, self._about.id, said.by)
                self.app.push_screen(FacingScreen(self.desk, [page], take))
            else:
                self._show(self._incidents.sign(self._about.id, said.by, said.how))

    def _show(self, incident: "Incident") -> None:
        self._about = incident
        state, _ = text.row(incident)
        self.head(text.TITLE, state)
        lines = text.told(incident, self._person, self._family)
        self.query_one("#told", Prose).show("\n".join(plain(line) for line in lines))
        steps = self.query_one(StepList)
        at = steps.highlighted
        rows = [self._row(incident, step) for step in text.STEPS if _asked(incident, step)]
        steps.show([*rows, *self._corrections(incident)])
        left = steps_left(incident)
        if at is not None or left:
            keys_ = [row.key for row in steps.rows]
            steps.point(1 + keys_.index(left[0]) if left and left[0] in keys_ else 1)

    def _corrections(self, incident: "Incident") -> list[ResultRow]:
        who = text.who(self._person, self._family, incident.whom)
        return [
            ResultRow("level", (text.LEVEL_NOW, text.LEVEL_WORDS[incident.level])),
            ResultRow("person", (text.WHO_NOW, plain(who))),
            ResultRow("action", (text.ACTION_NOW, plain(incident.action) or text.NOT_WRITTEN)),
        ]

    def _row(self, incident: "Incident", step: str) -> ResultRow:
        state, colour = text.step_state(incident, step)
        return ResultRow(step, (text.STEPS[step], state), colour)


def _asked(incident: "Incident", step: str) -> bool:
    """Say whether a step belongs to this record: 119 is for grave ones."""
    return step != "ambulance" or incident.level == "grave" or incident.ambulance is not None
