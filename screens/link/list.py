"""The links of the families of a meetup: who with whom, how it stands, since when."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from concierge_tui.text import link as text
from concierge_tui.text.names import by_name
from concierge_tui.text.times import today_or_stamp
from screens import keys
from screens.hall.page import HallPage
from screens.link.choosing import ChooseFamilyScreen
from screens.link.screen import LinkScreen
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.key_button import KeyButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.domain.linked import Between
    from concierge_tui.services.desk import Desk


class LinkList(ByNumberList):
    """The links; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class LinksScreen(HallPage):
    """Lists links and begins new ones."""

    CSS_PATH = "list.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "LinkList"
    MATTER: ClassVar[Collection[str]] = ("link.enter", "link.wish")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NEW, "begin", text.NEW, key_display="F3"),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self._linking = desk.linking(meetup)
        self._links: dict[str, Between] = {}
        self._names: dict[str, str] = {}
        self._one = ""
        self._opened: frozenset[str] = frozenset()

    def body(self) -> Iterable[Widget]:
        """Yield the list and the way to a new link."""
        yield LinkList(
            Column(20, grow=2), Column(20, grow=2), Column(12), Column(9, is_state=True),
            empty=text.EMPTY, most=None,
        )  # fmt: skip
        with Horizontal(classes="buttons"):
            yield KeyButton(keys.NEW, text.NEW, "begin")

    @on(ResultList.Chosen)
    def open_chosen(self, event: ResultList.Chosen) -> None:
        """Open one link."""
        event.stop()
        link = self._links[event.row.key]
        self._open(link.one.family.id, link.other.family.id)

    def action_begin(self) -> None:
        """Choose two families."""
        screen = ChooseFamilyScreen(self.desk, self.meetup.id, text.FIRST)
        self.app.push_screen(screen, self._chose_one)

    def _chose_one(self, family: str | None) -> None:
        if not family:
            return
        self._one = family
        with self.telling():
            title = text.second(self.desk.families.get(family))
            screen = ChooseFamilyScreen(self.desk, self.meetup.id, title, without=(family,))
            self.app.push_screen(screen, self._chose_other)

    def _chose_other(self, family: str | None) -> None:
        if family:
            self._open(self._one, family)

    def _open(self, one: str, other: str) -> None:
        self._opened = frozenset((one, other))
        with self.telling():
            self.app.push_screen(LinkScreen(self.desk, self.meetup.id, one, other), self._say)

    def _say(self, words: object) -> None:
        if isinstance(words, str) and words:
            self.notice.say(words)

    def show_now(self) -> None:
        """Read and show how things stand."""
        links = self._linking.of_meetup()
        self._links = {each.link: each for each in links}
        self.head_here(text.counts(links))
        self._names = by_name(side.family for each in links for side in each.sides)
        self.query_one(LinkList).show([self._row(each) for each in links])
        pairs = [frozenset(side.family.id for side in each.sides) for each in links]
        if self._opened in pairs:  # whoever was open is pointed at, also when it is new
            self.query_one(LinkList).point(pairs.index(self._opened) + 1)
            self._opened = frozenset()

    def _row(self, link: "Between") -> ResultRow:
        at = today_or_stamp(link.at, self.desk.now()) if link.at is not None else ""
        names = (self._names[side.family.id] for side in link.sides)
        return ResultRow(link.link, (*names, at, text.STATES[link.state]), text.COLOURS[link.state])
