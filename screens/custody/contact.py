"""Whom to call when time is up, and how the child is: to be read to the parent (D24)."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from concierge_tui.text import collecting as text
from concierge_tui.text import custody, people
from screens.custody.ask_page import AskPage
from screens.custody.numbers import EMERGENCY, NumberLine
from screens.question_page import choice
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.fact_list import Fact, FactList, Part
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput

_SHOWN = 6


class ContactScreen(AskPage):
    """Each answer is written down as it is given (situation 23)."""

    HEADLINE = text.CONTACT_TITLE
    ABOUT = "contact"
    DO = text.NOTE_SAVE
    AUTO_FOCUS: ClassVar[str | None] = "#whom"

    def questions(self) -> Iterable[Widget]:
        """Yield the list of calls, the coordinator, the note, and what was written before."""
        family, area = self._of.family, self.desk.areas.here()
        calls = [(p.id, people.with_relation(p, family))
                 for p in self.collecting.whom_to_call(self._of)[:5]]  # fmt: skip
        if family.emergency and family.emergency.phone:
            calls.append((EMERGENCY, f"{text.EMERGENCY} {family.emergency.name}".strip()))
        yield FormLine(text.WHOM, choice("whom", calls, reveals=True))
        yield NumberLine(self.desk, family)
        reached = [("yes", text.REACHED_YES), ("no", text.REACHED_NO)]
        yield FormLine(text.REACHED, choice("reached", reached))
        who = text.coordinator(area.coordinator, people.phone(area.coordinator_phone))
        told = choice("told", [("told", text.COORDINATOR_TOLD)])
        yield FormLine(text.COORDINATOR, told, hint=who)
        yield FormLine(text.NOTE, JpInput(id="note", placeholder=text.NOTE_HINT), id="note-line")
        yield FactList(id="history")

    def on_mount(self) -> None:
        """Show what was written before."""
        self.head(text.CONTACT_TITLE, custody.child_name(self._of.child, self._of.family))
        self.begin_with({})
        self._show_history()

    def values(self) -> dict[str, str]:
        """Return the note alone: everything else is written as it is answered."""
        return {"note": self.query_one("#note", JpInput).value}

    def gone_on(self, line: ChoiceLine) -> None:
        """Write down what was answered, and go on."""
        with self.telling():
            self._write(line)
        super().gone_on(line)

    def entered(self, field: Input) -> None:
        """Keep the note."""
        del field
        self.action_save()

    def action_save(self) -> None:
        """Keep how the child is."""
        field = self.query_one("#note", JpInput)
        if self.attempt(lambda: self.collecting.note(self._of, field.value)):
            self.saved()
            field.value = ""
            self._first_values = self.values()
            self.notice.say(text.NOTE_SAVED, "done")
            self._show_history()

    @on(ChoiceLine.Changed, "#whom")
    def forget_the_answer(self) -> None:
        """Another call has another answer."""
        self.query_one("#reached", ChoiceLine).choose()

    def _write(self, line: ChoiceLine) -> None:
        whom = self.query_one("#whom", ChoiceLine).value
        if line.id == "whom" and whom:
            self.query_one(NumberLine).reveal(whom)
        elif line.id == "reached" and whom and line.value:
            reached = line.value == "yes"
            person = "" if whom == EMERGENCY else whom
            self.collecting.called(self._of, person, reached=reached)
            self.query_one(NumberLine).conceal()
            self.notice.say(text.called(self._called(whom), reached=reached), "done")
        elif line.id == "told" and line.value:
            area = self.desk.areas.here()
            self.collecting.told(self._of, text.coordinator(area.coordinator, ""))
            self.notice.say(text.TOLD, "done")
            line.choose()
        self._show_history()

    def _called(self, who: str) -> str:
        family = self._of.family
        if who == EMERGENCY:
            return family.emergency.name if family.emergency else ""
        person = family.person(who)
        return person.called if person else ""

    def _show_history(self) -> None:
        notes = self.collecting.notes(self._of)[-_SHOWN:]
        lines = [text.line(note, self._called(note.person)) for note in notes] or [text.NOTHING]
        self.query_one("#history", FactList).show(
            [Fact(text.HISTORY if at == 0 else "", (Part(words),)) for at, words in
             enumerate(reversed(lines))]
        )  # fmt: skip
