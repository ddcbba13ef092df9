"""A page of the hall with a list of many families: whoever types there finds one of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.finding import finder
from screens.hall.page import HallPage
from screens.widgets.by_number import ByNumberList
from screens.widgets.find_line import FindLine, FindRow
from screens.widgets.result_list import ResultRow
from screens.widgets.scanner import Scanned

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk

    Found = tuple[ResultRow, tuple[Family, ...]]


class FindingPage(HallPage):
    """Lists who was asked for; with nothing asked for, everybody.

    Letters typed on the list go into the line, as at the reception; numbers stay with the list.
    What was typed is forgotten when one leaves, so that nobody is missing when one is back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    results = getters.query_one(ByNumberList)

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._listed: list[Found] = []

    def find_row(self) -> FindRow:
        """Return the line in which one types; it stands above the list."""
        return FindRow(self._follow)

    def list_found(self, rows: "Iterable[Found]") -> None:
        """List the rows of those who are asked for; each comes with the families it is about.

        What must not be overlooked is listed whatever was typed: a row without families.
        """
        self._listed = list(rows)
        self._show_found()

    def _show_found(self) -> None:
        asked = finder(self.query_one(FindLine).value)
        self.results.show(
            [
                row
                for row, families in self._listed
                if asked is None or not families or any(map(asked, families))
            ]
        )

    def _follow(self, typed: str) -> None:
        del typed
        if self.is_attached:
            self.results.forget_number()
            self._show_found()

    @on(Input.Submitted, "#find")
    def choose_found(self, event: Input.Submitted) -> None:
        """Choose the highlighted row."""
        event.stop()
        self.results.action_choose()

    def action_move(self, step: int) -> None:
        """Go up or down the list while typing."""
        self.results.move(step)

    def action_back(self) -> None:
        """Forget what was typed first, then go one step home."""
        if self.query_one(FindLine).value or self.query_one(FindLine).has_focus:
            self.forget_typed()
        else:
            super().action_back()

    def forget_typed(self) -> None:
        """List everybody again, and be ready for a number."""
        line = self.query_one(FindLine)
        if line.value:
            line.value = ""
            self._show_found()
        self.results.focus()

    def on_screen_suspend(self) -> None:
        """Hide nobody behind a word that was typed before one left."""
        line = self.query_one(FindLine)
        if line.value:
            line.value = ""

    def on_key(self, event: events.Key) -> None:
        """Let whoever types on the list find."""
        letter = event.character or ""
        if not event.is_printable or not letter.strip() or self.focused is not self.results:
            return
        event.stop()
        line = self.query_one(FindLine)
        line.focus()
        line.insert_text_at_cursor(letter)

    def on_scanned(self, event: Scanned) -> None:
        """Go to the family of a scanned card; one that is not here is shown by the reception."""
        try:
            family = self.desk.reception(self.meetup.id).by_code(event.code).family.id
        except ConciergeError:
            return
        for row, families in self._listed:
            if any(each.id == family for each in families):
                event.stop()
                event.prevent_default()
                self.forget_typed()
                self.results.point([each.key for each in self.results.rows].index(row.key) + 1)
                return
