"""What happened: whom, what, how grave, what was done; a minor one takes fifteen seconds."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.schedule import read_time
from concierge_tui.text import incident as text
from concierge_tui.text.times import clock_time
from screens import keys
from screens.form_page import FormPage
from screens.hall.page import HallPage
from screens.incident.moment import moment_on
from screens.incident.opening import manual_of, show_card
from screens.incident.whom import UNLISTED, Inside, show_whom
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.column_layout import Column
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList
from screens.widgets.scanner import Scanned

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.incidents import Happened

_TYPED = ("other", "more", "seen_by", "at", "place")
_CHOSEN = ("what", "level", "action")
_PRESET = ("seen_by", "at")
"""What the form writes by itself when it is opened."""


class IncidentScreen(HallPage, FormPage):
    """Answers with what was written down; 重大 shows the card before anything else is asked."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#who"
    LETS_CARDS_DOWN: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.SAVE),
        Binding(keys.BESIDE, "card", text.CARD, key_display="F2"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._inside = Inside(desk, meetup)
        self._person = ""
        self._whom = ""
        self._is_noted = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no second record over the one that is being written."""
        return action != "report" and super().check_action(action, parameters)

    @property
    def draft_name(self) -> str:
        """One unfinished record a meetup."""
        return f"incident:{self.meetup.id}"

    def body(self) -> Iterable[Widget]:
        """Yield the questions in the order in which they are answered."""
        who = JpInput(id="who", follow=self._search)
        yield FormLine(text.WHO, who, hint=text.WHO_HINT, id="who-line")
        yield ResultList(
            Column(12, grow=2), Column(13, grow=2), Column(26), Column(8, grow=1), id="people",
        )  # fmt: skip
        kinds = [Answer(*pair) for pair in text.KIND_WORDS.items()]
        yield FormLine(text.WHAT, ChoiceLine(kinds, id="what"), id="what-line")
        yield FormLine(text.OTHER, JpInput(id="other"), hint=text.OTHER_HINT)
        levels = [Answer(*pair) for pair in text.LEVELS]
        yield FormLine(
            text.LEVEL, ChoiceLine(levels, reveals=("grave",), id="level"), id="level-line"
        )
        actions = [Answer(*pair) for pair in text.ACTION_WORDS.items()]
        yield FormLine(text.ACTION, ChoiceLine(actions, several=True, id="action"))
        yield FormLine(text.MORE, JpInput(id="more"))
        yield FormLine(text.SEEN_BY, JpInput(self._me, id="seen_by"))
        now = clock_time(self._moment)
        yield FormLine(text.AT, NumberInput(now, id="at"), hint=text.AT_HINT, id="at-line")
        yield FormLine(text.PLACE, JpInput(id="place"))
        with Horizontal(classes="buttons"):
            yield PushButton(text.BACK, id="back", compact=True)
            yield PushButton(text.CARD, id="card", compact=True, variant="error")
            yield PushButton(text.SAVE, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show who is inside, and what was half written."""
        self.head(text.TITLE, self.meetup.title)
        self._search("")
        self.begin_with({})

    def help_note(self) -> str:
        """F1 says what to do first, too."""
        return manual_of(self.desk)

    @property
    def _me(self) -> str:
        me = self.desk.staff.me()
        return me.name if me else ""

    @property
    def _moment(self) -> int:
        from concierge_tui.domain.clock import milliseconds

        return milliseconds(self.desk.now())

    def values(self) -> dict[str, str]:
        """Return what the form holds now."""
        typed = {name: self.query_one(f"#{name}", JpInput).value for name in _TYPED}
        chosen = {name: ",".join(self._line(name).chosen) for name in _CHOSEN}
        return {**typed, **chosen, "person": self._person, "whom": self._whom}

    def fill(self, values: Mapping[str, str]) -> None:
        """Put back what was half written.

        Where only somebody had been chosen nothing has happened yet: the time is now, and whoever
        stands at the desk now saw it.
        """
        if not any(values.get(name) for name in (*_CHOSEN, *_TYPED) if name not in _PRESET):
            values = {name: said for name, said in values.items() if name not in _PRESET}
        for name in _TYPED:
            if name in values:
                self.query_one(f"#{name}", JpInput).value = values[name]
        for name in _CHOSEN:
            self._line(name).choose(*values.get(name, "").split(","))
        if someone := self._inside.get(values.get("person", "")):
            self._take(someone.person.id)
        elif values.get("person") == UNLISTED:
            self._take(UNLISTED, values.get("whom", ""))

    @on(ChoiceLine.Changed)
    @on(Input.Blurred)
    def keep_what_was_said(self) -> None:
        """Lose nothing, whatever comes in between."""
        self.keep_draft()

    @on(Input.Submitted, "#who")
    @on(ResultList.Chosen)
    def take(self) -> None:
        """Take whom the list points at."""
        row = self.query_one(ResultList).highlighted
        if row is not None:
            self._take(row.key, self.query_one("#who", JpInput).value.strip())
            self._line("what").focus()

    def entered(self, field: Input) -> None:
        """Go on from a field that was ended with Enter."""
        if field.id != "who":
            self.focus_next("JpInput, ChoiceLine, #save")

    @on(ChoiceLine.GoneOn)
    def go_on(self, event: ChoiceLine.GoneOn) -> None:
        """Go on; 重大 shows the card at once, written down or not."""
        if event.line.id == "level" and event.line.value == "grave":
            self._grave()
        elif event.line.id == "what" and event.line.value:
            self._line("level").focus()
        elif event.line.id == "level" and not event.line.value:
            # A digit went on by itself to this line: the Enter that is pressed by habit stays.
            self.query_one("#level-line", FormLine).tell("level", text.LEVEL_NEEDED)
        elif event.line.id == "level":
            self.query_one("#level-line", FormLine).tell("level", "")
            self._line("action").focus()
        else:
            self.focus_next("JpInput, ChoiceLine, #save")

    def action_move(self, step: int) -> None:
        """Go up or down the list while typing a name."""
        self.query_one(ResultList).move(step)

    @on(Button.Pressed, "#card")
    def action_card(self) -> None:
        """Show the card now; what is written so far stays here."""
        show_card(self, self.desk, self.meetup.id)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write it down, or say what is missing."""
        problems = self._problems()
        for name, problem in problems.items():
            self.query_one(f"#{name}-line", FormLine).tell(name, problem)
        wrong = next((name for name, problem in problems.items() if problem), None)
        if wrong is None:
            self._note()
        else:
            self.query_one(f"#{wrong}").focus()

    def on_scanned(self, event: Scanned) -> None:
        """Take the first child of a scanned card: its family is at the desk with it."""
        event.stop()
        with self.telling():
            family = self.desk.reception(self.meetup.id).by_code(event.code).family
            mine = [each for each in self._inside.everyone if each.family.id == family.id]
            if mine:
                self.query_one(ResultList).show([self._inside.row(each) for each in mine])
                self.query_one("#people", ResultList).focus()

    def _grave(self) -> None:
        if any(self._problems().values()):
            self.action_card()
        else:
            self._note()

    def _problems(self) -> dict[str, str]:
        said = self.values()
        return {
            "who": "" if self._person else text.WHO_NEEDED,
            "what": "" if said["what"] or said["other"].strip() else text.WHAT_NEEDED,
            "level": "" if said["level"] else text.LEVEL_NEEDED,
            "at": "" if read_time(said["at"]) else text.AT_WRONG,
        }

    def _note(self) -> None:
        if self._is_noted:
            return
        with self.telling():
            noted = self.desk.incidents(self.meetup.id).note(self._happened())
            self._is_noted = True
            self.saved()
            self.dismiss(noted)

    def _happened(self) -> "Happened":
        from concierge_tui.services.incidents import Happened

        said = self.values()
        someone = self._inside.get(self._person)
        words = said["other"].strip() if said["what"] else ""
        return Happened(
            level=said["level"],  # type: ignore[arg-type]
            what=said["what"] or said["other"].strip(),
            person=someone.person.id if someone else "",
            whom=self._whom,
            family=someone.family.id if someone else "",
            action=text.actions(said["action"].split(","), "。".join(
                filter(None, (said["more"].strip(), words))
            )),
            seen_by=said["seen_by"].strip(),
            at=moment_on(self.meetup.date, said["at"], self._moment),
            place=said["place"].strip(),
        )  # fmt: skip

    def _search(self, typed: str) -> None:
        if self._person and typed == self._words():
            return  # it says whom one has taken
        self._person, self._whom = "", ""
        with self.telling():
            show_whom(self.query_one(ResultList), self._inside.rows(typed))

    def _take(self, person: str, whom: str = "") -> None:
        someone = self._inside.get(person)
        self._person, self._whom = person, whom if person == UNLISTED else ""
        field = self.query_one("#who", JpInput)
        with field.prevent(Input.Changed):
            field.value = self._words()
        if someone is not None:
            self.query_one(ResultList).show([self._inside.row(someone)])

    def _words(self) -> str:
        if self._person == UNLISTED:
            return text.who(None, None, self._whom)
        return self._inside.words(self._inside.get(self._person))

    def _line(self, name: str) -> ChoiceLine:
        return self.query_one(f"#{name}", ChoiceLine)
