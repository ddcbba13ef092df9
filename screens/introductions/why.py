"""Why not these two, and what it would change: asked of one family, answered for each other."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.domain.pairing.eligibility import Reason, reasons
from concierge_tui.text import introductions as text
from concierge_tui.text.names import by_name
from concierge_tui.text.pairing import BLOCKED
from screens.hall.finding import FindingPage
from screens.long_work import Cancelled, LongWork, Progress
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.pairing.questions import WhyNot
    from concierge_tui.services.pairing.solver import Plan
    from concierge_tui.services.proposals import HallDay


class OthersList(ByNumberList):
    """The other families; Enter asks about one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.WHY)]


class WhyScreen(FindingPage, LongWork):
    """Lists whom else a family could meet, and what stands between."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.OTHER
    AUTO_FOCUS: ClassVar[str | None] = "OthersList"

    def __init__(self, desk: "Desk", meetup: str, hall: "HallDay", family: str) -> None:
        super().__init__(desk, meetup)
        self._hall = hall
        self._names = by_name(hall.families)
        self._one = [each.id for each in hall.families].index(family)
        self._plan: Plan | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the others and the answer."""
        yield self.find_row()
        yield OthersList(Column(20, grow=1), Column(50, grow=3), most=None)
        yield Prose(text.CHOOSE_OTHER, id="detail")

    def show_now(self) -> None:
        """Show what stands between this family and everyone else."""
        families = self._hall.families
        self.head(f"{text.OTHER}  {self._names[families[self._one].id]}")
        others = [n for n in range(len(families)) if n != self._one]
        between = {n: reasons(self._hall.day, self._one, n) for n in others}
        others.sort(key=lambda n: (bool(between[n]), n))
        self.list_found((self._row(n, between[n]), (families[n],)) for n in others)

    def _row(self, other: int, between: "Sequence[Reason]") -> ResultRow:
        words = text.why_not(between) if between else text.MAY
        cells = (self._names[self._hall.families[other].id], words)
        return ResultRow(str(other), cells, "void" if between else "")

    @on(ResultList.Highlighted)
    def forget_answer(self) -> None:
        """Let no answer stand beside another family than the one that was asked about."""
        self.query_one("#detail", Prose).show(text.CHOOSE_OTHER)

    @on(ResultList.Chosen)
    def answer(self, event: ResultList.Chosen) -> None:
        """Say why the two are not together, and what it would change."""
        event.stop()
        day, one, other = self._hall.day, self._one, int(event.row.key)

        def work(progress: Progress, cancelled: Cancelled) -> "tuple[Plan, WhyNot]":
            from concierge_tui.services.pairing.questions import why_not
            from concierge_tui.services.pairing.search import Limits
            from concierge_tui.services.pairing.solver import best_plan

            limits = Limits(progress=progress, cancelled=cancelled)
            plan = self._plan or best_plan(day, limits)
            return plan, why_not(day, plan, one, other, limits)

        self.start(text.ASKING, work, lambda found: self._tell(other, *found))

    def _tell(self, other: int, plan: "Plan", found: "WhyNot") -> None:
        self._plan = plan if plan.proved else None
        pair = {self._one, other}
        if any(pair <= set(trial) for trial in plan.trials):
            words = text.TOGETHER
        elif found.forced is not None:
            left, placed = (
                [self._hall.families[n] for n in families]
                for families in (found.forced.left_out, found.forced.placed)
            )
            words = f"{text.MAY}。{text.cost(left, placed, len(found.forced.parted))}。"
        elif found.blocked:
            words = BLOCKED[found.blocked]
        else:
            words = text.why_not(found.reasons)
        row = self.results.highlighted
        if row is not None and row.key == str(other):
            self.query_one("#detail", Prose).show(words)
