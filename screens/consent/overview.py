"""Which families must be asked again, and, masked, which ones have withdrawn."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.text import consenting as text
from concierge_tui.text.people import family_name
from screens import keys
from screens.consent.screen import ConsentScreen
from screens.page import Page
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.result_list import MOST_ROWS, ResultList, ResultRow

_REVEALED_SECONDS: Final = 10.0


class FamilyList(ByNumberList):
    """Families; Enter opens their consents."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class OverviewScreen(Page):
    """Lists both; the names of hidden families are shown to a coordinator, logged, for a while."""

    HEADLINE = text.OVERVIEW_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "FamilyList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.REVEAL, "reveal", text.REVEAL)]

    _conceal_timer: Timer | None = None
    _is_revealed = False

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield FamilyList(
            Column(10, is_state=True), Column(24, grow=2), Column(24, grow=1),
            empty=text.OVERVIEW_EMPTY,
        )  # fmt: skip

    def on_screen_resume(self) -> None:
        """Show how things stand whenever one comes back, names hidden again."""
        self._is_revealed = False
        self._show()
        if unread := self.desk.wordings.unread():
            self.notice.say(text.texts_unread(unread), "care")

    @on(ResultList.Chosen)
    def open_family(self, event: ResultList.Chosen) -> None:
        """Open the consents of a family; a hidden one only for a coordinator, and logged."""
        with self.telling():
            if event.row.key in self._hidden:
                self.desk.consents.look_at_withdrawn([event.row.key])
            self.app.push_screen(ConsentScreen(self.desk, event.row.key), self._say)

    def action_reveal(self) -> None:
        """Show whose these are for ten seconds, and write down that it was seen."""
        with self.telling():
            self.desk.consents.look_at_withdrawn(self._hidden[:MOST_ROWS])
            self._is_revealed = True
            self._show()
            self.notice.say(text.REVEALED)
            if self._conceal_timer is not None:
                self._conceal_timer.stop()
            self._conceal_timer = self.set_timer(_REVEALED_SECONDS, self.conceal)

    def conceal(self) -> None:
        """Hide the names again."""
        if self._is_revealed:
            self._is_revealed = False
            self._show()
            self.notice.clear()

    def _show(self) -> None:
        consents = self.desk.consents
        self._hidden, again = consents.withdrawn_families(), consents.to_ask_again()
        shown = again[:MOST_ROWS]
        known = self.desk.families.many([*self._hidden, *shown])
        rows = [
            ResultRow(name, (text.HIDDEN_WORD, self._called(name), self._since(name)), "void")
            for name in self._hidden[:MOST_ROWS]
        ]
        rows += [
            ResultRow(name, (text.AGAIN_WORD, family_name(known[name]), text.TEXT_IS_NEW), "care")
            for name in shown
            if name in known
        ]
        self.query_one(FamilyList).show(rows, total=len(self._hidden) + len(again))
        self.head(text.OVERVIEW_TITLE, text.overview_counts(len(again), len(self._hidden)))

    def _called(self, family: str) -> str:
        if not self._is_revealed:
            return text.HIDDEN_NAME
        found = self.desk.families.get(family)
        person = found.representative
        return person.called if person else family_name(found)

    def _since(self, family: str) -> str:
        return text.when(self.desk.consents.of(family).of(REGISTRATION).at)

    def _say(self, words: str | None) -> None:
        if words:
            self.notice.say(words, "done")
