"""Joining the hub in the hall by the address that stands on its screen, and leaving it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.central_errors import (
    EnrolmentCodeRefused,
    EnrolmentCodeUnreadable,
    OtherArea,
)
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.hub_errors import HubCodeNeeded
from concierge_tui.services.hub import words_of
from concierge_tui.text import hub as text
from concierge_tui.text import hub_house, page
from concierge_tui.text.kana_words import as_words
from screens import keys
from screens.address_page import AddressPage
from screens.hub.beside import beside, hub_trouble
from screens.hub.compare import CompareScreen
from screens.hub.here import running
from screens.long_work import Cancelled, Progress, Work
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.jp_input import FormField
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.hub_ports import Nearby, Seen

_OF_THE_CODE = (HubCodeNeeded, EnrolmentCodeRefused, EnrolmentCodeUnreadable, OtherArea)


class HubList(ByNumberList):
    """The hubs that were found; Enter looks at one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.JOIN)]


class HubScreen(AddressPage):
    """Looks whose key answers at the address; only what two people compared is joined."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    DRAFT = "hub"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "save", text.JOIN)]

    def body(self) -> Iterable[Widget]:
        """Yield how things stand, and the two fields."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(id="state")
            yield Prose(text.INTRO, id="intro")
            with Horizontal(id="or"):
                yield PushButton(hub_house.BUTTON, id="house", compact=True)
            yield HubList(Column(16, grow=1), Column(22), Column(36, grow=2), id="hubs", empty="")
            yield from self.asked((text.ADDRESS, text.ADDRESS_HINT), (text.CODE, text.CODE_HINT))
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="back")
                yield PushButton(text.FIND, id="find")
                yield PushButton(text.LEAVE, id="leave")
                yield PushButton(text.JOIN, id="save", variant="primary")

    def on_mount(self) -> None:
        """Show what was typed before."""
        self.begin_with({})
        self.query_one(HubList).display = False
        self.hear_news()

    def hear_news(self) -> None:
        """Show how the way to the hub is."""
        joined = self.desk.hub.joined()
        state = self.query_one("#state", Prose)
        state.display = joined is not None
        self.query_one("#intro").display = joined is None and not self.query_one(HubList).rows
        self.query_one("#leave").display = joined is not None
        self.query_one("#or").display = joined is None
        if joined is not None:
            trouble = hub_trouble(self.app)
            said = text.state(trouble, joined.last, self.desk.now())
            state.show(f"{text.joined_at(joined.url)}\n{said}")
            state.set_class(bool(trouble), "-care")

    def on_screen_resume(self) -> None:
        """Show how things stand when one comes back; who is the hub now joins none."""
        if running(self.app) is None:
            self.hear_news()
        else:
            self.dismiss(None)

    @on(Button.Pressed, "#house")
    def be_it(self) -> None:
        """Let this laptop be the hub."""
        from screens.hub.house import HouseScreen

        self.app.push_screen(HouseScreen(self.desk))

    @on(Button.Pressed, "#find")
    def find(self) -> None:
        """Look for hubs that are announced in the network."""

        def work(_progress: Progress, cancelled: Cancelled) -> "list[Nearby]":
            return self.desk.hub.nearby(cancelled)

        self.start(text.FINDING, work, self._found)

    def _found(self, hubs: "list[Nearby]") -> None:
        found = self.query_one(HubList)
        found.display = bool(hubs)
        found.show(
            [
                ResultRow(each.address, (each.name, each.address, as_words(words_of(each.pin))))
                for each in hubs
            ]
        )
        self.hear_news()
        if hubs:
            found.focus()
        self.notice.say(text.FOUND if hubs else text.NOT_FOUND)

    @on(ResultList.Chosen, "#hubs")
    def choose(self, event: ResultList.Chosen) -> None:
        """Look at one of them; what is joined is what two people compare."""
        self.query_one("#address", FormField).value = event.row.key
        self.action_save()

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        if not self.busy and self.attempt(self.desk.hub.leave):
            self._changed()
            self.hear_news()
            self.ask_again("address")
            self.notice.say(text.LEFT, "done")

    def _changed(self) -> None:
        behind = beside(self.app)
        if behind is not None:
            behind.hub_changed()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Look whose key answers there."""
        address = self.values()["address"]
        if not address:
            self.ask_again("address", text.ADDRESS_EMPTY)
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> "Seen":
            return self.desk.hub.look(address)

        self.start(text.LOOKING, work, self._compare, self._not_joined)

    def _compare(self, seen: "Seen") -> None:
        def answered(is_same: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if is_same:
                self.start(text.JOINING, self._joining(seen), self._joined, self._not_joined)

        self.app.push_screen(CompareScreen(self.desk, seen), answered)

    def _joining(self, seen: "Seen") -> Work:
        code = self.values()["code"]

        def work(_progress: Progress, _cancelled: Cancelled) -> None:
            with self.desk.fork() as other:
                other.hub.join(seen, code)

        return work

    def _not_joined(self, error: ConciergeError) -> None:
        from concierge_tui.text.errors import sentence

        of_the_code = isinstance(error, _OF_THE_CODE)
        self.ask_again("code" if of_the_code else "address", text.in_the_hall(sentence(error)))

    def _joined(self, _: object) -> None:
        self.saved()
        self._changed()
        self.dismiss(text.DONE)
