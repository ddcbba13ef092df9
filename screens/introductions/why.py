"""Why not these two, and what it would change: asked of one family, answered for each other."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.domain.pairing.eligibility import reasons
from concierge_tui.text import introductions as text
from screens.hall.page import HallPage
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.pairing.solver import Plan
    from concierge_tui.services.proposals import HallDay

_EVERYONE: Final = 10_000


class OthersList(ResultList):
    """The other families; Enter asks about one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.WHY)]


class WhyScreen(HallPage):
    """Lists whom else a family could meet, and what stands between."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.OTHER
    AUTO_FOCUS: ClassVar[str | None] = "OthersList"

    def __init__(self, desk: "Desk", meetup: str, hall: "HallDay", family: str) -> None:
        super().__init__(desk, meetup)
        self._hall = hall
        self._one = [each.id for each in hall.families].index(family)
        self._plan: Plan | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the others and the answer."""
        yield OthersList(Column(20, grow=1), Column(50, grow=3), most=_EVERYONE)
        yield Prose(text.CHOOSE_OTHER, id="detail")

    def on_mount(self) -> None:
        """Show what stands between this family and everyone else."""
        self.head(f"{text.OTHER}  {text.group([self._hall.families[self._one]])}")
        others = [n for n in range(len(self._hall.families)) if n != self._one]
        between = {n: reasons(self._hall.day, self._one, n) for n in others}
        others.sort(key=lambda n: (bool(between[n]), n))
        self.query_one(OthersList).show(
            [
                ResultRow(
                    str(n),
                    (
                        text.group([self._hall.families[n]]),
                        text.why_not(between[n]) if between[n] else text.MAY,
                    ),
                    "void" if between[n] else "",
                )
                for n in others
            ]
        )

    @on(ResultList.Chosen)
    def answer(self, event: ResultList.Chosen) -> None:
        """Say why the two are not together, and what it would change."""
        event.stop()
        from concierge_tui.services.pairing.questions import why_not
        from concierge_tui.services.pairing.solver import best_plan

        with self.telling():
            self._plan = self._plan or best_plan(self._hall.day)
            found = why_not(self._hall.day, self._plan, self._one, int(event.row.key))
            words = text.why_not(found.reasons) if found.reasons else text.MAY
            if found.forced is not None:
                left = [self._hall.families[n] for n in found.forced.left_out]
                words = f"{text.MAY}。{text.cost(left, len(found.forced.parted))}。"
            self.query_one("#detail", Prose).show(words)
