"""One damaged cell after the other, each mended at once."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.kana_typing import kana_from_typing
from concierge_tui.text import page
from concierge_tui.text import repairs as text
from screens import keys
from screens.form_page import FormPage
from screens.undoing import Matter, offer_back
from screens.widgets.cell_text import plain
from screens.widgets.jp_input import FormField, JpInput, Kind
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.task import Problem
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.undo import Undone

MATTER = Matter(
    (
        "problem.set", "proposal.set", "pair.set", "person.set", "family.set", "task.set",
        "custody.hand", "refusal.set",
    )
)  # fmt: skip
"""What is answered in the list of what needs a person, and on its pages."""
_KINDS: dict[str, Kind] = {
    "kana": "kana",
    "birthday": "date",
    "phone": "digits",
    "postal": "digits",
    "adults": "digits",
}


class Answered(NamedTuple):
    """What was done with one problem, and which comes next."""

    words: str
    problems: "Sequence[Problem]"
    following: int | None
    is_undo: bool = False


class ProblemScreen(FormPage):
    """Shows a problem with its raw cell."""

    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.MEND),
        Binding(keys.MEND, "mend_family", text.MEND_FAMILY),
        Binding(keys.NEW, "later", text.LATER),
        Binding(keys.UNDO, "undo", page.UNDO, show=False),
    ]

    def __init__(
        self, desk: "Desk", problems: "Sequence[Problem]", at: int, said: str = ""
    ) -> None:
        super().__init__(desk)
        self._said = said
        self._repairs = desk.repairs()
        self._problems = problems
        self._at = at
        self._problem = problems[at]
        self._family = self._repairs.family_of(self._problem.id)
        person = self._problem.person
        self._person = self._family.person(person) if self._family and person else None

    @property
    def draft_name(self) -> str:
        """One draft a problem."""
        return f"problem:{self._problem.id}"

    def body(self) -> Iterable[Widget]:
        """Yield whom it is about, the sentence, the raw cell, the field."""
        problem = self._problem
        typed = self._repairs.is_typed(problem)
        with VerticalScroll(classes="form", can_focus=False):
            about = text.about(self._family, self._person)
            yield Prose(plain(about), classes="about")
            of_a_child = self._person is not None and self._person.role == "child"
            words = text.sentence(problem, of_a_child=of_a_child)
            yield Prose(plain(words), classes="sentence")
            if problem.value:
                yield Prose(f"{text.RAW}: {plain(problem.value)}", classes="raw")
            if typed:
                field = JpInput(kind=_KINDS.get(problem.field, "text"))
                name = text.field_name(problem.field)
                yield FormField(name, field, hint=text.hint(problem.field), id="answer")
            with Horizontal(classes="buttons"):
                yield PushButton(text.NEVER, id="never", compact=True)
                yield PushButton(text.LATER, id="later", compact=True)
                word = text.MEND if typed else text.LOOKED
                yield PushButton(word, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Say which problem this is."""
        problem = self._problem
        several = len({each.roster for each in self._problems}) > 1
        file = self.desk.lists.roster_files().get(problem.roster, "") if several else ""
        at, total = self._at + 1, len(self._problems)
        where = text.place(at, total, problem.record, problem.field, file)
        self.head(text.TITLE, where)
        if self._said:
            self.notice.say(self._said, "done")
        if self._family is None:
            self.notice.say(text.GONE, "care")
        with self.telling():
            self._repairs.look(problem)
        self.begin_with({})
        if self._repairs.is_typed(problem):
            self.query_one("#answer JpInput").focus()
        else:
            self.query_one("#save").focus()

    def entered(self, field: Input) -> None:
        """Mend: there is one field only."""
        del field
        self.action_save()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Mend, and show the next."""
        if not self._repairs.is_typed(self._problem):
            if self.attempt(lambda: self._repairs.looked(self._problem)):
                self._next(text.SEEN)
            return
        typed = self.query_one("#answer", FormField).value
        if self._problem.field == "kana":
            typed = kana_from_typing(typed)
        if self.attempt(lambda: self._repairs.mend(self._problem, typed)):
            self._next(text.MENDED)
        else:
            self.query_one("#answer JpInput").focus()

    @on(Button.Pressed, "#never")
    def never(self) -> None:
        """Leave it as it is, for good."""
        if self.attempt(lambda: self._repairs.drop(self._problem)):
            self._next(text.LEFT)

    def action_undo(self) -> None:
        """Take back the last answer: its question stands in the list again."""
        self.keep_draft()
        offer_back(self, self.desk, MATTER, self._undone)

    def _undone(self, _undone: "Undone", words: str) -> None:
        self._first_values = None
        self.dismiss(Answered(words, self._problems, None, is_undo=True))

    @on(Button.Pressed, "#later")
    def action_later(self) -> None:
        """Leave it in the list; what was typed is kept."""
        self.keep_draft()
        self._first_values = None
        with self.telling():
            self._repairs.leave_for_later(self._problem)
        self._go_on(text.SKIPPED)

    def _next(self, words: str) -> None:
        self.saved()
        self._go_on(words)

    def _go_on(self, words: str) -> None:
        following = self._at + 1 if self._at + 1 < len(self._problems) else None
        self.dismiss(Answered(words, self._problems, following))

    def action_mend_family(self) -> None:
        """Open the whole household."""
        if self._family is None:
            self.notice.say(text.GONE, "care")
            return
        from screens.household.screen import HouseholdScreen

        self.app.push_screen(HouseholdScreen(self.desk, self._family.id))
