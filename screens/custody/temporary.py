"""Somebody for today alone: the guardian is called back, and two people answer for it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from concierge_tui.domain.collection import is_call
from concierge_tui.domain.custody import CollectorRefused
from concierge_tui.services.collecting import Wish
from concierge_tui.text import collecting as text
from concierge_tui.text import custody, people
from screens.custody.ask_page import AskPage
from screens.custody.numbers import NumberLine
from screens.question_page import choice
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

_TELEPHONE = "telephone"


class TemporaryScreen(AskPage):
    """Asks in the order of doing: call the kept number, then write who comes (situation 11)."""

    HEADLINE = text.TODAY_TITLE
    ABOUT = "today"
    DO = text.SAVE
    KEEPS_CHOICES = False
    AUTO_FOCUS: ClassVar[str | None] = "#called"

    def questions(self) -> Iterable[Widget]:
        """Yield whom to call, the answer, who comes, and the second person."""
        family = self._of.family
        calls = self.collecting.whom_to_call(self._of)[:4]
        me = self.desk.author().actor
        staff = [(s.id, s.name) for s in self.custody.staff() if s.id != me]
        yield Prose(text.CALLED_HINT if calls else text.NO_PHONE, classes="quiet")
        called = [(person.id, people.with_relation(person, family)) for person in calls]
        yield FormLine(text.CALLED, choice("called", called, reveals=True))
        yield NumberLine(self.desk, family)
        answers = [("yes", text.ANSWERED_YES), ("no", text.ANSWERED_NO)]
        yield FormLine(text.ANSWERED, choice("answered", answers))
        yield FormLine(text.WHO_COMES, JpInput(id="name"), hint=text.WHO_HINT)
        yield FormLine(text.RELATION, JpInput(id="relation"))
        second = [*staff[:6], (_TELEPHONE, text.ALONE)]
        yield FormLine(text.SECOND, choice("second", second))
        typed = JpInput(id="typed")
        yield FormLine(text.TYPED, typed, hint=custody.SECOND_HINT, id="typed-line")
        yield Prose(text.EXPIRES, classes="quiet")

    def on_mount(self) -> None:
        """Begin with nobody."""
        area = self.desk.areas.here()
        typed = text.coordinator(area.coordinator, area.coordinator_phone)
        self.begin_with({"typed": typed if area.coordinator else ""})

    def rearrange(self) -> None:
        """Ask for the coordinator only where she is on the telephone."""
        self.shown("typed", when=self.answered("second") == _TELEPHONE)

    def gone_on(self, line: ChoiceLine) -> None:
        """Show the kept number of whom to call, and go on."""
        if line.id == "called" and line.value:
            self.query_one(NumberLine).reveal(line.value)
        super().gone_on(line)

    def action_save(self) -> None:
        """Keep who may collect today; a barred name is refused, in the same words to anybody."""
        said = self.answered
        if not said("called"):
            self._ask_first("called", text.NOBODY_CALLED)
            return
        if said("answered") != "yes":
            why = text.NOT_REACHED if said("answered") else text.NOT_ASKED
            self._ask_first("answered", why)
            return
        if empty := next((name for name in ("name", "relation") if not said(name)), ""):
            self._ask_first(empty, text.WHO_NEEDED)
            return
        second, typed = said("second"), ""
        if second == _TELEPHONE:
            typed = said("typed")
            if not is_call(typed):
                self._ask_first("typed", custody.CALL_NEEDED)
                return
            second = custody.telephoned(typed, self.custody.now_ms)
        if not second:
            self._ask_first("second", text.SECOND_NEEDED)
            return
        wish = Wish(said("name"), said("relation"), said("called"), second, typed)
        with self.telling():
            try:
                self.collecting.name_for_today(self._of, wish)
            except CollectorRefused:
                self.saved()
                self.dismiss("barred")
                return
            self.saved()
            self.dismiss(text.named(wish.name))

    def _ask_first(self, name: str, why: str) -> None:
        self.notice.say(why, "care")
        self.query_one(f"#{name}").focus()
