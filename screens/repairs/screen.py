"""Everything that needs a person, in one list."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from concierge_tui.services.repairs import PRIVATE
from concierge_tui.text import consenting, page
from concierge_tui.text import pair as pair_text
from concierge_tui.text import repairs as text
from concierge_tui.text.erasing import Erased
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.repairs.problem import MATTER, Answered, ProblemScreen
from screens.repairs.questions import Question, Questions
from screens.sync import standing
from screens.undoing import offer_back
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.key_button import KeyButton
from screens.widgets.prose import Prose
from screens.widgets.result_list import MOST_ROWS, ResultList

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.undo import Undone

_AT_ONCE = 40
"""After so many operations families are compared while one waits; after more in a thread."""


class QuestionList(ByNumberList):
    """What needs a person; Enter opens the question."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class RepairsScreen(LongWork):
    """Lists conflicts, problems, proposals and tasks: what can hurt stands first."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "QuestionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.UNDO, "undo", page.UNDO),
        Binding(keys.CONSENT, "consents", consenting.OVERVIEW, key_display="F8"),
    ]

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._questions: dict[str, Question] = {}

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield QuestionList(
            Column(10, is_state=True), Column(20, grow=1), Column(30, grow=2), empty=text.EMPTY
        )
        yield Prose(id="at-central")
        with Horizontal(id="more"):
            yield KeyButton(keys.CONSENT, consenting.OVERVIEW, "consents")

    def on_screen_resume(self) -> None:
        """Show what is still open."""
        with self.telling():
            self._look_for_pairs()
            self._list()

    def _look_for_pairs(self) -> None:
        behind = self.desk.doubles.behind()
        if behind <= _AT_ONCE:
            self.desk.doubles.refresh()
        elif not self.busy:

            def work(progress: Progress, cancelled: Cancelled) -> None:
                with self.desk.fork() as other:
                    other.doubles.refresh(progress, cancelled)

            self.start(pair_text.SEARCHING, work, lambda _: self._list())

    def action_back(self) -> None:
        """Leave at once: a search that is stopped goes on the next time."""
        if self.busy:
            self.stop_work()
        self.dismiss(None)

    def _list(self) -> None:
        questions = Questions(self.desk)
        self._questions = {}
        for question in questions.in_order():
            if len(self._questions) == MOST_ROWS:
                break
            self._questions[question.row.key] = question
        rows = [question.row for question in self._questions.values()]
        self.query_one(QuestionList).show(rows, total=questions.total)
        self.head(text.TITLE, text.counts(questions.total))
        line = self.query_one("#at-central", Prose)
        words = standing.waits(self.desk, self.desk.synchronise.status())
        line.show(words)
        line.display = bool(words)

    @on(ResultList.Chosen)
    def open_question(self, event: ResultList.Chosen) -> None:
        """Ask it on its own screen."""
        question = self._questions.get(event.row.key)
        if question is None:
            return
        with self.telling():
            self._note_look(question)
            self.app.push_screen(question.screen(), self._answered)

    def _note_look(self, question: Question) -> None:
        family, entity, field = question.looks_at or (None, "", "")
        if family is not None and field in PRIVATE:
            self.desk.households.look(family, entity or family, [field])

    def _answered(self, answer: str | Answered | None) -> None:
        if isinstance(answer, Answered) and answer.following is not None:
            screen = ProblemScreen(self.desk, answer.problems, answer.following, answer.words)
            self.app.push_screen(screen, self._answered)
            return
        words = answer.words if isinstance(answer, Answered) else answer
        if words:
            is_undo = isinstance(answer, Answered) and answer.is_undo
            hint = "" if is_undo or isinstance(words, Erased) else page.UNDO_HINT
            self.notice.say(words, "done", hint=hint)
        else:
            self.notice.clear()

    def action_consents(self) -> None:
        """Show which families to ask again, and which have withdrawn."""
        from screens.consent.overview import OverviewScreen

        self.app.push_screen(OverviewScreen(self.desk))

    def action_undo(self) -> None:
        """Take back the last answer; ask before anything else is taken back."""
        offer_back(self, self.desk, MATTER, self._undone)

    def _undone(self, _undone: "Undone", words: str) -> None:
        self._look_for_pairs()
        self._list()
        self.notice.say(words, "done")
