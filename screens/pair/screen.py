"""Two families side by side: what differs is chosen, what is strict is shown, one key merges."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.services.repairs import PRIVATE
from concierge_tui.text import inbox as inbox_text
from concierge_tui.text import pair as text
from concierge_tui.text.people import family_name
from screens import keys
from screens.page import Page
from screens.pair.rows import MARK, STRICT, rows
from screens.widgets.by_number import ByNumberList
from screens.widgets.cell_text import fit, plain
from screens.widgets.column_layout import GAP, Column, widths
from screens.widgets.held_enter import HeldEnter
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList

if TYPE_CHECKING:
    from concierge_tui.domain.merging import Side
    from concierge_tui.domain.operation import Operation
    from concierge_tui.services.desk import Desk

_COLUMNS = (Column(16), Column(16, grow=1), Column(16, grow=1), Column(12, is_state=True))
_NUMBER = 4
"""Cells of the number before each line."""


class SideList(ByNumberList):
    """What both registrations say; the arrows choose a side, Enter merges."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "side('kept')", text.CHOOSE, key_display=text.SIDES),
        Binding("right", "side('other')", text.CHOOSE, show=False),
        Binding("enter", "choose", text.MERGE),
    ]

    def action_side(self, side: "Side") -> None:
        """Let one side hold in the highlighted line."""
        screen = self.screen
        if isinstance(screen, PairScreen) and self.highlighted is not None:
            screen.choose_side(self.highlighted.key, side)

    def on_click(self, event: events.Click) -> None:
        """Choose the side that was clicked."""
        at = event.get_content_offset_capture(self).x
        first, second = _sides(self.size.width)
        if event.chain == 1 and at >= first:
            self.action_side("kept" if at < second else "other")

    def on_resize(self) -> None:
        """Keep the headings above their columns."""
        if isinstance(self.screen, PairScreen):
            self.screen.head_columns(self.size.width)


def _sides(width: int) -> tuple[int, int]:
    """Return the cells at which the two sides begin."""
    label, first = widths(_COLUMNS, width - _NUMBER)[:2]
    return _NUMBER + label + GAP, _NUMBER + label + GAP + first + GAP


class PairScreen(Page):
    """Asks whether two families are one; answers with what was done."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "SideList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NEW, "different", text.DIFFERENT),
        Binding(keys.SAVE, "merge", text.MERGE, show=False),
    ]

    def __init__(self, desk: "Desk", one: str, other: str) -> None:
        super().__init__(desk)
        self._merging = desk.merging()
        self._seen = self._merging.compare(one, other)
        self._choices: dict[str, Side] = {}
        self._is_done = False
        self._enter = HeldEnter(self)

    @property
    def is_again(self) -> bool:
        """Whether these were merged before and something came in afterwards."""
        return self._seen.plan.other.merged_into is not None

    def body(self) -> Iterable[Widget]:
        """Yield the sides and the answers."""
        yield Prose(text.AGAIN if self.is_again else text.HINT, classes="words")
        yield Prose(self._wrote(), id="wrote")
        yield Static("", id="sides", markup=False)
        yield SideList(*_COLUMNS)
        yield Prose(id="in-full")
        with Horizontal(classes="buttons"):
            yield PushButton(text.LATER, id="later", compact=True)
            if not self.is_again:
                yield PushButton(text.DIFFERENT, id="different", compact=True)
            yield PushButton(text.MERGE, id="merge", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show both sides, and note that hidden fields are seen."""
        plan = self._seen.plan
        self.head(f"{text.TITLE}  {family_name(plan.kept)}", text.counts(len(plan.differences)))
        self._show()
        if any(p.must_not_collect for f in (plan.kept, plan.other) for p in f.people):
            self.notice.say(text.BARRED, "care")
        looked: dict[str, list[str]] = {}
        for difference in plan.differences:
            hidden = [name for name in difference.fields if name in PRIVATE]
            if hidden:
                looked.setdefault(difference.kept_entity, []).extend(hidden)
        with self.telling():
            for entity, fields in looked.items():
                for family in (plan.kept.id, plan.other.id):
                    self.desk.households.look(family, entity, fields)

    def head_columns(self, width: int) -> None:
        """Write which registration stands in which column."""
        plan = self._seen.plan
        first, second = (self._begun(each.id) for each in (plan.kept, plan.other))
        sides = (
            text.heading(text.FIRST, first and first.wall),
            text.heading(text.SECOND, second and second.wall),
        )
        words = ("", *sides, text.HOLDS)
        room = widths(_COLUMNS, width - _NUMBER)
        line = " ".join(fit(word, cells) for word, cells in zip(words, room, strict=True))
        self.query_one("#sides", Static).update(" " * _NUMBER + line)

    def _begun(self, family: str) -> "Operation | None":
        return min(self._seen.histories[family], key=lambda op: op.wall, default=None)

    def _wrote(self) -> str:
        """Return who wrote each registration, and on which laptop."""
        inbox, names = self.desk.inbox, {each.id: each.name for each in self.desk.staff.all()}
        devices, told = inbox.device_names(), []
        for family in (self._seen.plan.kept, self._seen.plan.other):
            begun = self._begun(family.id)
            device = inbox.device_of(begun.op_id) if begun else ""
            where = inbox_text.device(devices.get(device, ""), is_own=device == inbox.device)
            told.append((inbox_text.who(names.get(begun.actor, "") if begun else ""), where))
        return text.wrote(*told)

    def choose_side(self, key: str, side: "Side") -> None:
        """Let one side hold; what is strict is nobody's choice."""
        if any(difference.key == key for difference in self._seen.plan.differences):
            self._choices[key] = side
            self._show()

    def _show(self) -> None:
        self.query_one(SideList).show(list(rows(self._seen, self._choices)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell nobody apart who was merged before: that is taken back instead."""
        if action == "different" and self.is_again:
            return False
        return super().check_action(action, parameters)

    @on(ResultList.Highlighted)
    def show_in_full(self, event: ResultList.Highlighted) -> None:
        """Show what a column may have cut."""
        if event.row is not None:
            first, second, holds = (
                plain(str(cell)).strip(f"{MARK} ") for cell in event.row.cells[1:4]
            )
            is_strict = event.row.key.startswith(STRICT)
            words = text.in_full(first, second, holds if is_strict else "")
            self.query_one("#in-full", Prose).show(words)

    @on(ResultList.Chosen)
    def merge_chosen(self) -> None:
        """Merge, unless it is the Enter that opened the page and was not let go."""
        if not self._enter.is_held():
            self.action_merge()

    @on(Button.Pressed, "#merge")
    def action_merge(self) -> None:
        """Make one family of two."""
        if self._is_done:
            return  # a held Enter comes several times before the screen is gone
        if self.attempt(lambda: self._merging.merge(self._seen, self._choices)):
            self._is_done = True
            self.dismiss(text.MERGED)

    @on(Button.Pressed, "#different")
    def action_different(self) -> None:
        """Remember that these are two families."""
        plan = self._seen.plan
        if not self._is_done and self.attempt(
            lambda: self.desk.doubles.different(plan.kept.id, plan.other.id)
        ):
            self._is_done = True
            self.dismiss(text.TOLD_APART)

    @on(Button.Pressed, "#later")
    def later(self) -> None:
        """Leave it in the list."""
        self.action_back()
