"""Whom to introduce for a trial: the proposals, why, and what a person decided."""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.pairing import score
from concierge_tui.domain.pairing.eligibility import reasons
from concierge_tui.domain.pairing.instance import pair_of
from concierge_tui.domain.pairing.left_out import LeftOut, smallest_fix
from concierge_tui.text import introductions as text
from concierge_tui.text import page
from concierge_tui.text.names import by_name
from concierge_tui.text.pairing import fix
from screens import keys
from screens.hall.finding import FindingPage
from screens.introductions.why import WhyScreen
from screens.long_work import Cancelled, LongWork, Progress
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.domain.meetup_day import Introduction
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.proposals import HallDay, Proposed

_STATES: Final = {
    "proposed": (text.PROPOSAL, "todo"),
    "introduced": (text.DONE, "done"),
    "declined": (text.GONE, "void"),
}
_ORDER: Final = ("proposed", "introduced", "declined")


class GroupList(ByNumberList):
    """The proposed groups; Enter notes that one was introduced."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.INTRODUCED)]
    is_proposed = True
    """Whether the highlighted line is a proposal: of anybody else nothing was introduced."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to have introduced whom somebody proposed."""
        if action == "choose" and not self.is_proposed:
            return False
        return super().check_action(action, parameters)


class IntroductionsScreen(FindingPage, LongWork):
    """Proposes; whatever becomes of it a person says."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "GroupList"
    MATTER: ClassVar[Collection[str]] = ("introduction.set", "exclusion.set")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NEW, "solve", text.SOLVE, key_display="F3"),
        Binding(keys.BESIDE, "why", text.OTHER, key_display="F2"),
        Binding(keys.CALL_OFF, "let_go", text.LET_GO, key_display="F9"),
        Binding(keys.STOP_HERE.partition(",")[2], "apart", text.APART, show=False),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._proposals = desk.proposals(meetup)
        self._groups: dict[str, Introduction] = {}
        self._families: dict[str, Family] = {}
        self._names: dict[str, str] = {}
        self._left: dict[str, tuple[str, ...]] = {}
        """Why a family has nobody, as the last solving said."""
        self._hall: HallDay | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the list, what speaks for the highlighted group, and the buttons."""
        yield self.find_row()
        yield GroupList(
            Column(30, grow=2), Column(28, grow=2), Column(8, is_state=True),
            empty=text.EMPTY, most=None,
        )  # fmt: skip
        yield Prose("", id="detail")
        yield Static(text.NOT_LINKED, classes="quiet", markup=False)
        with Horizontal(id="introduction-keys"):
            yield PushButton(text.SOLVE, id="solve", compact=True)
            yield PushButton(text.INTRODUCED, id="introduced", compact=True, variant="primary")
            yield PushButton(text.OTHER, id="why", compact=True)
            yield PushButton(text.LET_GO, id="let-go", compact=True)
            yield PushButton(text.APART, id="apart", compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the highlighted line."""
        if action in ("let_go", "apart"):
            return self._group() is not None
        if action == "why":
            return bool(self._groups)
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#solve")
    def action_solve(self) -> None:
        """Look for the best plan of the hall as it is, in a thread that can be stopped."""
        meetup = self.meetup.id

        def work(progress: Progress, cancelled: Cancelled) -> "Proposed":
            from concierge_tui.services.pairing.search import Limits

            with self.desk.fork() as other:
                limits = Limits(progress=progress, cancelled=cancelled)
                return other.proposals(meetup).solve(limits)

        self.start(text.SOLVING, work, self._keep)

    def _keep(self, proposed: "Proposed") -> None:
        with self.telling():
            self._proposals.keep(proposed)
            self._left = {family.id: why for family, why in proposed.unmatched}
            self.show_now()
            if not proposed.groups:
                self.notice.say(text.NOTHING, "care")
                return
            said = text.solved(len(proposed.groups), len(proposed.unmatched))
            self.notice.say(said if proposed.proved else f"{said}{text.NOT_PROVED}", "done")

    @on(ResultList.Highlighted)
    def show_why(self) -> None:
        """Say what speaks for the highlighted group, or why a family has nobody."""
        self.query_one("#detail", Prose).show("\n".join(self._why()))
        is_open = self._group() is not None
        self.query_one(GroupList).is_proposed = is_open
        for name in ("introduced", "let-go", "apart"):
            self.query_one(f"#{name}", Button).display = is_open
        self.query_one("#why", Button).display = bool(self._groups)
        self.query_one("#solve", Button).variant = "default" if is_open else "primary"
        self.refresh_bindings()

    @on(ResultList.Chosen)
    def note_chosen(self, event: ResultList.Chosen) -> None:
        """Write down that the group was introduced."""
        event.stop()
        self._decide("introduced")

    @on(Button.Pressed, "#introduced")
    def note_pressed(self) -> None:
        """Do the same by mouse."""
        self._decide("introduced")

    @on(Button.Pressed, "#let-go")
    def action_let_go(self) -> None:
        """Do not propose these again today."""
        self._decide("declined")

    @on(Button.Pressed, "#apart")
    def action_apart(self) -> None:
        """Never propose these two again."""
        group = self._group()
        if group is None:
            return
        families = self._of(group)
        with self.telling():
            self._proposals.keep_apart(group)
            self.show_now()
            self.notice.say(text.apart(families[:2]), "done", hint=page.UNDO_HINT)

    @on(Button.Pressed, "#why")
    def action_why(self) -> None:
        """Ask why not somebody else."""
        row = self.query_one(GroupList).highlighted
        group = self._groups.get(row.key) if row else None
        one = group.one if group else (row.key if row else None)
        if one in self._families and self._hall is not None:
            screen = WhyScreen(self.desk, self.meetup.id, self._hall, self._families[one].id)
            self.app.push_screen(screen)

    def _decide(self, state: str) -> None:
        group = self._group()
        if group is None:
            return
        families = self._of(group)
        with self.telling():
            self._proposals.decide(group, state)
            self.show_now()
            said = text.introduced if state == "introduced" else text.let_go
            self.notice.say(said(families), "done", hint=page.UNDO_HINT)

    def _group(self) -> "Introduction | None":
        row = self.query_one(GroupList).highlighted
        group = self._groups.get(row.key) if row else None
        return group if group is not None and group.state == "proposed" else None

    def _of(self, group: "Introduction") -> list["Family"]:
        return [self._families[name] for name in group.families if name in self._families]

    def show_now(self) -> None:
        """Read and show how things stand."""
        with self.telling():
            made = sorted(self._proposals.all(), key=lambda e: (_ORDER.index(e.state), e.id))
            self._groups = {each.id: each for each in made}
            self._hall = self._proposals.hall()
            self._families = {family.id: family for family in self._hall.families}
            names = {name for each in made for name in each.families} - self._families.keys()
            self._families |= self.desk.families.many(names)
            self._names = by_name(self._families.values())
            placed = {n for e in made if e.state != "declined" for n in e.families}
            left = [f for f in self._hall.families if made and f.id not in placed]
            self.list_found(
                [
                    *((self._row(each), tuple(self._of(each))) for each in made),
                    *((self._alone(family), (family,)) for family in left),
                ]
            )
            open_, done = (sum(e.state == state for e in made) for state in _ORDER[:2])
            self.head_here(text.counts(open_, done, len(left)))
            self.show_why()

    def _row(self, group: "Introduction") -> ResultRow:
        word, colour = _STATES[group.state]
        said = self._short(group) if group.state == "proposed" else ""
        if group.state == "proposed" and self._away(group):
            said, colour = text.SOMEBODY_AWAY, "care"
        return ResultRow(group.id, (text.group(self._of(group), self._names), said, word), colour)

    def _away(self, group: "Introduction") -> "list[Family]":
        """Return who of a group is not in the hall any more."""
        here = _places(self._hall) if self._hall else {}
        return [family for family in self._of(group) if self._hall and family.id not in here]

    def _alone(self, family: "Family") -> ResultRow:
        why = text.left_out(self._left[family.id]) if family.id in self._left else ""
        return ResultRow(family.id, (self._names[family.id], why, text.LEFT), "care")

    def _short(self, group: "Introduction") -> str:
        known = self._facts(group.one, group.other)
        if known is None:
            return ""
        one, other = self._of(group)[:2]
        return text.why_short(one, other, known)

    def _facts(self, one: str, other: str) -> score.Facts | None:
        if self._hall is None:
            return None
        place = _places(self._hall)
        if one not in place or other not in place:
            return None
        pair = pair_of(place[one], place[other])
        return None if reasons(self._hall.day, *pair) else score.facts(self._hall.day, pair)

    def _why(self) -> list[str]:
        row = self.query_one(GroupList).highlighted
        if row is None:
            return []
        group = self._groups.get(row.key)
        if group is None:
            return self._why_nobody(row.key) if self._left else []
        lines = [text.group(self._of(group), self._names)]
        if group.state == "proposed" and (away := self._away(group)):
            lines.append(text.away(away))
        for one, other in combinations(self._of(group), 2):
            known = self._facts(one.id, other.id)
            if known is not None:
                said = "、".join(text.why(one, other, known))
                lines.append(
                    f"{text.group([one, other], self._names)}: {said}" if group.third else said
                )
        return lines

    def _why_nobody(self, family: str) -> list[str]:
        """Say why a family has nobody, and what today would give it somebody."""
        codes = self._left.get(family, ())
        lines = [text.left_out(codes)]
        place = _places(self._hall).get(family) if self._hall else None
        if self._hall and place is not None and not {*codes} & {*LeftOut}:
            found = smallest_fix(self._hall.day, place)
            lines += [fix(found)] if found else []
        return lines


def _places(hall: "HallDay") -> Mapping[str, int]:
    return {family.id: number for number, family in enumerate(hall.families)}
