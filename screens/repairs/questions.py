"""What needs a person as questions in one order: what can hurt a child stands first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.repairs import PRIVATE
from concierge_tui.text import consenting, erasing
from concierge_tui.text import inbox as inbox_text
from concierge_tui.text import pair as pair_text
from concierge_tui.text import repairs as text
from concierge_tui.text.sync import noun
from screens.consent.erasing import erase_screen
from screens.pair.screen import PairScreen
from screens.repairs.choice import choice_of_conflict, choice_of_proposal
from screens.repairs.contested import ContestedScreen
from screens.repairs.nameless import NamelessScreen
from screens.repairs.problem import ProblemScreen
from screens.repairs.set_aside import SetAsideScreen
from screens.repairs.task import screen_of_task
from screens.widgets.result_list import ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.meetup_day import CustodyNow
    from concierge_tui.domain.task import Conflict, Problem, Proposal, Task
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.doubles_ports import LikelyPair
    from concierge_tui.services.inbox_ports import Refusal

NAMELESS = "nobody_named"


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the list and the screen that it opens."""

    row: ResultRow
    screen: Callable[[], Screen[Any]]
    looks_at: tuple[str | None, str, str] | None = None
    """The family, the entity and the private field that the screen shows."""


class Questions:
    """Everything that waits, read once."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._repairs = desk.repairs()
        lists, later = desk.lists, self._repairs.put_off
        self._conflicts = lists.conflicts()
        self._problems = sorted(lists.problems(), key=lambda p: (p.id in later, p.roster))
        several = len({problem.roster for problem in self._problems}) > 1
        self._files = lists.roster_files() if several else {}
        """What the rosters are called, where there are several."""
        self._proposals, self._tasks = lists.proposals(), lists.tasks()
        self._pairs = desk.doubles.waiting()
        self._contested, self._refusals = desk.inbox.contested(), desk.inbox.refusals()

        self._wishes = desk.inbox.wishes()

    @property
    def total(self) -> int:
        """How many there are."""
        one = len(self._contested) + len(self._refusals) + len(self._conflicts) + len(self._pairs)
        one += len(self._wishes)
        return one + len(self._problems) + len(self._proposals) + len(self._tasks)

    def in_order(self) -> Iterator[Question]:
        """Yield all of them."""
        later = self._repairs.put_off
        problems = self._problems
        yield from map(self._of_custody, self._contested)
        yield from (self._of_conflict(c) for c in self._conflicts if c.sensitive)
        yield from map(self._of_pair, self._pairs)
        yield from map(self._of_refusal, self._refusals)
        yield from map(self._of_wish, self._wishes)
        yield from (self._of_problem(p, problems) for p in problems if p.id not in later)
        yield from map(self._of_proposal, self._proposals)
        yield from (self._of_conflict(c) for c in self._conflicts if not c.sensitive)
        yield from (self._of_problem(p, problems, text.LATER) for p in problems if p.id in later)
        yield from map(self._of_task, self._tasks)

    def _who(self, family: str | None, entity: str = "") -> str:
        found = self._desk.families.many([family]).get(family) if family else None
        return text.about(found, found.person(entity) if found else None)

    def _of_custody(self, now: "CustodyNow") -> Question:
        who = self._who(now.family, now.child)
        cells = (inbox_text.CONTESTED, who, inbox_text.CONTESTED_LINE)
        row = ResultRow(f"custody:{now.id}", cells, "care")
        return Question(row, lambda: ContestedScreen(self._desk, now))

    def _of_refusal(self, refusal: "Refusal") -> Question:
        who = self._who(refusal.subject)
        words = inbox_text.refused_line(noun(refusal.kind), refusal.reason, refusal.records)
        row = ResultRow(f"refusal:{refusal.op_id}", (inbox_text.REFUSED, who, words), "care")
        return Question(row, lambda: SetAsideScreen(self._desk, refusal))

    def _of_wish(self, family: str) -> Question:
        cells = (erasing.KIND, consenting.HIDDEN_NAME, erasing.WISH)
        row = ResultRow(f"wish:{family}", cells, "care")
        return Question(row, lambda: erase_screen(self._desk, family))

    def _of_conflict(self, conflict: "Conflict") -> Question:
        who, field = self._who(conflict.subject, conflict.entity), conflict.field
        values = tuple(said.value for said in conflict.values)
        words = text.hidden(field) if field in PRIVATE else text.differing(field, values)
        kind = inbox_text.DECIDE if conflict.sensitive else inbox_text.MERGED
        row = ResultRow(
            f"conflict:{conflict.entity}:{field}",
            (kind, who, words),
            "care" if conflict.sensitive else "done",
        )
        return Question(
            row,
            lambda: choice_of_conflict(self._desk, conflict, who),
            (conflict.subject, conflict.entity, field),
        )

    def _of_problem(
        self, problem: "Problem", problems: "list[Problem]", kind: str = text.PROBLEM
    ) -> Question:
        family, state = self._repairs.family_of(problem.id), "todo" if kind == text.PROBLEM else ""
        file = self._files.get(problem.roster, "")
        words = text.short(problem, is_private=problem.field in PRIVATE, file=file)
        if problem.code == NAMELESS:
            row = ResultRow(problem.id, (kind, text.NAMELESS_TITLE, words), state)
            return Question(row, lambda: NamelessScreen(self._desk, problem))
        others = [other for other in problems if other.code != NAMELESS]
        return Question(
            ResultRow(problem.id, (kind, text.about(family), words), state),
            lambda: ProblemScreen(self._desk, others, others.index(problem)),
        )

    def _of_proposal(self, proposal: "Proposal") -> Question:
        family, field = self._repairs.family_of(proposal.id), proposal.field
        who = text.about(family)
        try:
            now = self._repairs.now_of(proposal)
        except ConciergeError:
            now = None
        words = text.hidden(field) if field in PRIVATE else text.change(field, now, proposal.value)
        return Question(
            ResultRow(proposal.id, (text.PROPOSAL, who, words), "todo"),
            lambda: choice_of_proposal(self._desk, proposal, who, now),
            (family.id if family else None, proposal.person or "", field),
        )

    def _of_pair(self, pair: "LikelyPair") -> Question:
        found = self._desk.families.many([pair.one, pair.other])
        one, other = found.get(pair.one), found.get(pair.other)
        is_again = other is not None and other.merged_into is not None
        words = pair_text.NEWLY if is_again else pair_text.beside(one, other)
        cells = (pair_text.KIND, text.about(one), words)
        row = ResultRow(f"pair:{pair.one}:{pair.other}", cells, "care" if is_again else "todo")
        return Question(row, lambda: PairScreen(self._desk, pair.one, pair.other))

    def _of_task(self, task: "Task") -> Question:
        words = text.task(task.reason, task.detail, task.assignee, task.due)
        cells = (text.TASK, self._who(task.family) or self._unfinished(task.family), words)
        return Question(ResultRow(task.id, cells), lambda: screen_of_task(self._desk, task))

    def _unfinished(self, family: str | None) -> str:
        """Return who is half registered, as the form on this laptop says."""
        answers = self._desk.sign_up_drafts.first(family) if family else None
        return (answers.kana or answers.name) if answers else ""
