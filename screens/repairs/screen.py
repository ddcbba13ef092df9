"""Everything that needs a person, in one list."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.repairs import PRIVATE
from concierge_tui.text import consenting, page
from concierge_tui.text import pair as pair_text
from concierge_tui.text import repairs as text
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.pair.screen import PairScreen
from screens.repairs.choice import choice_of_conflict, choice_of_proposal
from screens.repairs.nameless import NamelessScreen
from screens.repairs.problem import Answered, ProblemScreen
from screens.repairs.task import screen_of_task
from screens.undoing import take_back
from screens.widgets.column_layout import Column
from screens.widgets.key_button import KeyButton
from screens.widgets.result_list import MOST_ROWS, ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.task import Conflict, Problem, Proposal, Task
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.doubles_ports import LikelyPair

NAMELESS = "nobody_named"
_AT_ONCE = 40
"""After so many operations families are compared while one waits; after more in a thread."""


@dataclass(frozen=True, slots=True)
class _Question:
    row: ResultRow
    screen: Callable[[], Screen[Any]]
    looks_at: tuple[str | None, str, str] | None = None
    """The family, the entity and the private field that the screen shows."""


class QuestionList(ResultList):
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
        self._repairs = desk.repairs()
        self._questions: dict[str, _Question] = {}
        self._files: dict[str, str] = {}
        """What the rosters are called, where there are several."""

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield QuestionList(
            Column(10, is_state=True), Column(20, grow=1), Column(30, grow=2), empty=text.EMPTY
        )
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
        lists = self.desk.lists
        conflicts = lists.conflicts()
        later = self._repairs.put_off
        problems = sorted(lists.problems(), key=lambda p: (p.id in later, p.roster))
        several = len({problem.roster for problem in problems}) > 1
        self._files = lists.roster_files() if several else {}
        proposals, tasks = lists.proposals(), lists.tasks()
        pairs = self.desk.doubles.waiting()
        total = len(conflicts) + len(pairs) + len(problems) + len(proposals) + len(tasks)
        questions = self._in_order(conflicts, problems, proposals, tasks, pairs)
        self._questions = {}
        for question in questions:
            if len(self._questions) == MOST_ROWS:
                break
            self._questions[question.row.key] = question
        rows = [question.row for question in self._questions.values()]
        self.query_one(QuestionList).show(rows, total=total)
        self.head(text.TITLE, text.counts(total))

    def _in_order(
        self,
        conflicts: "list[Conflict]",
        problems: "list[Problem]",
        proposals: "list[Proposal]",
        tasks: "list[Task]",
        pairs: "list[LikelyPair]",
    ) -> Iterator[_Question]:
        yield from (self._of_conflict(c) for c in conflicts if c.sensitive)
        yield from (self._of_pair(pair) for pair in pairs)
        later = self._repairs.put_off
        yield from (self._of_problem(p, problems) for p in problems if p.id not in later)
        yield from (self._of_proposal(proposal) for proposal in proposals)
        yield from (self._of_conflict(c) for c in conflicts if not c.sensitive)
        yield from (self._of_problem(p, problems, text.LATER) for p in problems if p.id in later)
        yield from (self._of_task(task) for task in tasks)

    def _who(self, family: str | None) -> str:
        found = self.desk.families.many([family]).get(family) if family else None
        return text.about(found)

    def _of_conflict(self, conflict: "Conflict") -> _Question:
        who, field = self._who(conflict.subject), conflict.field
        values = tuple(said.value for said in conflict.values)
        words = text.hidden(field) if field in PRIVATE else text.differing(field, values)
        key = f"conflict:{conflict.entity}:{field}"
        return _Question(
            ResultRow(key, (text.CONFLICT, who, words), "care" if conflict.sensitive else "todo"),
            lambda: choice_of_conflict(self.desk, conflict, who),
            (conflict.subject, conflict.entity, field),
        )

    def _of_problem(
        self, problem: "Problem", problems: "list[Problem]", kind: str = text.PROBLEM
    ) -> _Question:
        family, state = self._repairs.family_of(problem.id), "todo" if kind == text.PROBLEM else ""
        file = self._files.get(problem.roster, "")
        words = text.short(problem, is_private=problem.field in PRIVATE, file=file)
        if problem.code == NAMELESS:
            row = ResultRow(problem.id, (kind, text.NAMELESS_TITLE, words), state)
            return _Question(row, lambda: NamelessScreen(self.desk, problem))
        others = [other for other in problems if other.code != NAMELESS]
        return _Question(
            ResultRow(problem.id, (kind, text.about(family), words), state),
            lambda: ProblemScreen(self.desk, others, others.index(problem)),
        )

    def _of_proposal(self, proposal: "Proposal") -> _Question:
        family, field = self._repairs.family_of(proposal.id), proposal.field
        who = text.about(family)
        try:
            now = self._repairs.now_of(proposal)
        except ConciergeError:
            now = None
        words = text.hidden(field) if field in PRIVATE else text.change(field, now, proposal.value)
        return _Question(
            ResultRow(proposal.id, (text.PROPOSAL, who, words), "todo"),
            lambda: choice_of_proposal(self.desk, proposal, who, now),
            (family.id if family else None, proposal.person or "", field),
        )

    def _of_pair(self, pair: "LikelyPair") -> _Question:
        found = self.desk.families.many([pair.one, pair.other])
        one, other = found.get(pair.one), found.get(pair.other)
        is_again = other is not None and other.merged_into is not None
        words = pair_text.NEWLY if is_again else pair_text.beside(one, other)
        cells = (pair_text.KIND, text.about(one), words)
        row = ResultRow(f"pair:{pair.one}:{pair.other}", cells, "care" if is_again else "todo")
        return _Question(row, lambda: PairScreen(self.desk, pair.one, pair.other))

    def _of_task(self, task: "Task") -> _Question:
        words = text.task(task.reason, task.detail, task.assignee, task.due)
        cells = (text.TASK, self._who(task.family) or self._unfinished(task.family), words)
        return _Question(ResultRow(task.id, cells), lambda: screen_of_task(self.desk, task))

    def _unfinished(self, family: str | None) -> str:
        """Return who is half registered, as the form on this laptop says."""
        answers = self.desk.sign_up_drafts.first(family) if family else None
        return (answers.kana or answers.name) if answers else ""

    @on(ResultList.Chosen)
    def open_question(self, event: ResultList.Chosen) -> None:
        """Ask it on its own screen."""
        question = self._questions.get(event.row.key)
        if question is None:
            return
        with self.telling():
            self._note_look(question)
            self.app.push_screen(question.screen(), self._answered)

    def _note_look(self, question: _Question) -> None:
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
            hint = "" if is_undo else page.UNDO_HINT
            self.notice.say(words, "done", hint=hint)
        else:
            self.notice.clear()

    def action_consents(self) -> None:
        """Show which families to ask again, and which have withdrawn."""
        from screens.consent.overview import OverviewScreen

        self.app.push_screen(OverviewScreen(self.desk))

    def action_undo(self) -> None:
        """Take back the last answer."""
        with self.telling():
            _, words = take_back(self.desk)
            self._look_for_pairs()
            self._list()
            self.notice.say(words, "done")
