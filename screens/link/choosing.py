"""Choosing a family: those in the house first, or whoever the search finds."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label

from concierge_tui.domain.search import Kind, read_query
from concierge_tui.text import link as text
from screens.page import Page
from screens.reception.query import read_line
from screens.reception.rows import COLUMNS, rows_of
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList
from screens.widgets.scanner import Scanned

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.reception import Household


class SearchLine(JpInput):
    """Where one types whom to find; Enter chooses, so the footer must say so."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", text.CHOOSE, show=True)]


class FamilyChoice(ResultList):
    """The families; Enter chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CHOOSE)]


class ChooseFamilyScreen(Page):
    """Answers with the id of a family, or None.

    The last four digits of a telephone find nobody here: they are what the families key.
    """

    CSS_PATH = "choosing.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#query"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(
        self, desk: "Desk", meetup: str, title: str, without: Collection[str] = ()
    ) -> None:
        super().__init__(desk)
        self._reception = desk.reception(meetup)
        self._title = title
        self._without = without
        self._query = ""

    def body(self) -> Iterable[Widget]:
        """Yield the search line and the families."""
        with Horizontal(classes="search"):
            yield Label(text.SEARCH, markup=False)
            yield SearchLine(id="query", placeholder=text.SEARCH_HINT, follow=self._follow)
        yield FamilyChoice(*COLUMNS, empty=text.NOBODY_HERE)

    def on_mount(self) -> None:
        """Say what is chosen, and list who is in the house."""
        self.head(self._title)
        self.families.can_focus = False
        with self.telling():
            self._list(self._in_the_house(), text.NOBODY_HERE)

    @property
    def families(self) -> FamilyChoice:
        """The list."""
        return self.query_one(FamilyChoice)

    def action_move(self, step: int) -> None:
        """Go up or down the list while typing."""
        self.families.move(step)

    @on(Input.Submitted)
    @on(ResultList.Chosen)
    def choose(self) -> None:
        """Answer with the highlighted family."""
        row = self.families.highlighted
        if row is not None:
            self.dismiss(row.key)

    def on_scanned(self, event: Scanned) -> None:
        """Choose the family of a card."""
        event.stop()
        with self.telling():
            family = self._reception.by_code(event.code).family.id
            if family in self._without:
                self.notice.say(text.ALREADY, "care")
            else:
                self.dismiss(family)

    def _follow(self, typed: str) -> None:
        line = read_line(typed)
        with self.telling():
            if line.query != self._query:
                self._query = line.query
                self.notice.clear()
                self._search(line.query)
            if line.number is not None:
                self.families.point(line.number)

    def _search(self, query: str) -> None:
        kind = read_query(query).kind
        if kind is Kind.NOTHING:
            self._list(self._in_the_house(), text.NOBODY_HERE)
        elif kind in (Kind.LAST_FOUR, Kind.PHONE):
            self._list((), text.NOT_BY_DIGITS)
        else:
            found = self._reception.find(query)
            self._list(found.households, text.NOBODY)
            if found.more:
                self.notice.say(text.MORE)

    def _in_the_house(self) -> "tuple[Household, ...]":
        rows = self.desk.attendances.of_meetup(self._reception.meetup_id)
        ids = dict.fromkeys(row.family for row in rows if row.here)
        return tuple(sorted(self._reception.households(list(ids)), key=_reading))

    def _list(self, households: "Collection[Household]", empty: str) -> None:
        shown = [each for each in households if each.family.id not in self._without]
        if self._query and households and not shown:
            empty = text.ALREADY
        self.families.show(rows_of(sorted(shown, key=_is_away)), empty=empty)


def _is_away(household: "Household") -> bool:
    return not any(row.here for row in household.attendance.values())


def _reading(household: "Household") -> str:
    first = household.family.representative
    return (first.kana or first.name) if first else ""
