"""The children's lines of the form: one each, and always one more to write on."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from concierge_tui.services.walk_in_answers import ChildAnswers
from concierge_tui.text import walk_in as text
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput


class ChildLines(Vertical):
    """One child: given name, birthday, allergy; its text is asked only where there is one."""

    def __init__(self, number: int, answers: ChildAnswers | None = None) -> None:
        super().__init__(classes="child")
        self._number = number
        given = answers or ChildAnswers()
        self.kana = JpInput(
            given.kana, kind="kana", placeholder=text.CHILD_HINT, classes="child--kana"
        )
        self.birthday = JpInput(
            given.birthday, kind="date", placeholder=text.BIRTHDAY_HINT, classes="child--birthday"
        )
        self._names = [self.kana, self.birthday]
        """Where a child is named: one of them is enough to mean somebody."""
        self._was_written = bool(given.kana or given.birthday)
        self.allergy = ChoiceLine([Answer(*pair) for pair in text.ALLERGIES])
        self.allergy.choose(given.allergy)
        self.allergy_text = JpInput(
            given.allergy_text, placeholder=text.ALLERGY_HINT, classes="child--allergy"
        )
        self._second = FormLine(text.ALLERGY, self.allergy_text)
        self._second.display = given.allergy == "yes"

    def compose(self) -> ComposeResult:
        """Yield the child's line and that of the allergy."""
        yield FormLine(text.child(self._number), self.kana, self.birthday, self.allergy)
        yield self._second

    @property
    def answers(self) -> ChildAnswers:
        """What is written about this child now."""
        # A line that was emptied again means no child, but whoever has an allergy is somebody.
        is_emptied = self._was_written and not self._is_written and self.allergy.value != "yes"
        return ChildAnswers(
            kana=self.kana.value.strip(),
            birthday=self.birthday.value.strip(),
            allergy="" if is_emptied else self.allergy.value,
            allergy_text=self.allergy_text.value.strip() if self.allergy.value == "yes" else "",
        )

    @on(Input.Changed)
    def note_written(self) -> None:
        """Remember that somebody has begun to write of a child here."""
        self._was_written = self._was_written or self._is_written

    @property
    def _is_written(self) -> bool:
        return any(line.value.strip() for line in self._names)

    @on(ChoiceLine.Changed)
    def show_text(self) -> None:
        """Ask what the allergy is where there is one."""
        self._second.display = self.allergy.value == "yes"
