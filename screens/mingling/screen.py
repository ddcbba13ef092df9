"""Who knows nobody yet: the concierge's main screen while people mingle (A22, C13)."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.eligibility import age_months
from concierge_tui.text import mingling as text
from concierge_tui.text import page
from concierge_tui.text.names import by_name
from screens import keys
from screens.hall.finding import FindingPage
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.held_enter import HeldEnter
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.mingling import Lonely, Neighbour
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.mingling import Verdict

_REFRESH_SECONDS: Final = 15.0


class LonelyList(ByNumberList):
    """Who is alone; Enter notes that the proposed two were brought together."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.INTRODUCED)]


class MinglingScreen(FindingPage):
    """Shows each family that is alone with one neighbour and how a talk may begin."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "LonelyList"
    MATTER: ClassVar[Collection[str]] = ("introduction.set",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "other(1)", text.OTHER, key_display="←→"),
        Binding("left", "other(-1)", text.OTHER, show=False),
        Binding(keys.CALL_OFF, "decline", text.DECLINE, key_display="F9"),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._mingling = desk.mingling(meetup)
        self._alone: dict[str, Lonely] = {}
        self._names: dict[str, str] = {}
        self._turned: dict[str, str] = {}
        """Which neighbour is shown instead of the first one, by family."""
        self._enter = HeldEnter(self, reads=True)

    def body(self) -> Iterable[Widget]:
        """Yield the list, the proposal in words, and the buttons."""
        yield self.find_row()
        yield LonelyList(
            Column(13, grow=1),
            Column(10),
            Column(10, is_state=True),
            Column(16, grow=1),
            Column(22, grow=2),
            empty=text.EMPTY,
            most=None,
        )
        yield Prose("", id="proposal")
        yield Static(text.TELL, id="tell", markup=False)
        with Horizontal(id="mingling-keys"):
            yield PushButton(text.INTRODUCED, id="introduced", compact=True, variant="primary")
            yield PushButton(text.OTHER, id="other", compact=True)
            yield PushButton(text.DECLINE, id="decline", compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the highlighted line."""
        if action in ("other", "decline"):
            lonely = self._highlighted()
            return lonely is not None and bool(lonely.neighbours)
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Look again now and then: families come and go."""
        self.set_interval(_REFRESH_SECONDS, self._look_again)

    def _look_again(self) -> None:
        if self.is_current:
            self.show_now()

    @on(ResultList.Highlighted)
    def show_proposal(self) -> None:
        """Say the proposal of the highlighted family in words."""
        self.query_one("#proposal", Prose).show(self._words())
        lonely = self._highlighted()
        self.query_one("#mingling-keys").display = lonely is not None and bool(lonely.neighbours)
        self.refresh_bindings()

    @on(ResultList.Chosen)
    def note_chosen(self, event: ResultList.Chosen) -> None:
        """Write down that the two were brought together."""
        event.stop()
        if not self._enter.is_held():
            self._note("introduced")

    @on(Button.Pressed, "#introduced")
    def note_pressed(self) -> None:
        """Do the same by mouse."""
        self._note("introduced")

    @on(Button.Pressed, "#decline")
    def action_decline(self) -> None:
        """Do not propose these two again today."""
        self._note("declined")

    @on(Button.Pressed, "#other")
    def turn(self) -> None:
        """Propose somebody else."""
        self.action_other(1)

    def action_other(self, step: int) -> None:
        """Propose the next neighbour, or the one before."""
        lonely = self._highlighted()
        if lonely is None or not lonely.neighbours:
            self.notice.say(text.NOBODY_ELSE)
            return
        name = lonely.present.family.id
        at = lonely.neighbours.index(self._shown(lonely))
        shown = lonely.neighbours[(at + step) % len(lonely.neighbours)]
        self._turned[name] = shown.present.family.id
        self.show_now()

    def _note(self, verdict: "Verdict") -> None:
        lonely = self._highlighted()
        if lonely is None or not lonely.neighbours:
            self.notice.say(text.NOBODY_ELSE if lonely else text.EMPTY)
            return
        neighbour = self._shown(lonely)
        one, other = lonely.present.family, neighbour.present.family
        names = self._names[one.id], self._names[other.id]
        with self.telling():
            self._mingling.note(one.id, other.id, verdict, neighbour.common)
            self._turned.pop(one.id, None)
            self.show_now()
            said = text.introduced if verdict == "introduced" else text.declined
            self.notice.say(said(*names), "done", hint=page.UNDO_HINT)

    def _highlighted(self) -> "Lonely | None":
        row = self.query_one(LonelyList).highlighted
        return self._alone.get(row.key) if row else None

    def _shown(self, lonely: "Lonely") -> "Neighbour":
        wanted = self._turned.get(lonely.present.family.id)
        found = (each for each in lonely.neighbours if each.present.family.id == wanted)
        return next(found, lonely.neighbours[0])

    def show_now(self) -> None:
        """Read and show how things stand."""
        with self.telling():
            alone = self._mingling.lonely()
            made = [e for e in self._mingling.introductions() if e.state == "introduced"]
            self._alone = {each.present.family.id: each for each in alone}
            self.head_here(text.counts(len(alone), len(made)))
            hall = [each.present.family for each in alone]
            near = [n.present.family for each in alone for n in each.neighbours]
            self._names = by_name([*hall, *near])
            self.list_found((self._row(each), (each.present.family,)) for each in alone)
            self.show_proposal()

    def _row(self, lonely: "Lonely") -> ResultRow:
        family = lonely.present.family
        word, colour = text.why(lonely.why)
        months = [age_months(c.birthday, self.meetup.date) for c in family.children if c.birthday]
        neighbour = self._shown(lonely) if lonely.neighbours else None
        cells = (
            self._names[family.id],
            text.ages(months),
            word,
            f"→ {self._names[neighbour.present.family.id]}" if neighbour else "",
            text.common_short(neighbour.common) if neighbour else "",
        )
        return ResultRow(family.id, cells, colour)

    def _words(self) -> str:
        lonely = self._highlighted()
        if lonely is None:
            return ""
        if not lonely.neighbours:
            return text.NOBODY_ELSE
        shown, present = self._shown(lonely), lonely.present
        return text.pair(
            self._names[present.family.id],
            present.table,
            self._names[shown.present.family.id],
            shown.present.table,
            text.common(shown.common),
        )
