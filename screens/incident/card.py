"""The emergency card: what to say to 119, where we are, whom to call, what to do first (A17)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Digits

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import incident as text
from screens import keys
from screens.page import Page
from screens.widgets.cell_text import plain
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family, Person
    from concierge_tui.domain.meetup_day import Incident
    from concierge_tui.services.desk import Desk

MANUAL = "accident"


class EmergencyScreen(Page):
    """Shows all at once, in the order in which it is said; nothing here needs a key."""

    CSS_PATH = "card.tcss"
    HEADLINE = text.CARD_TITLE
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.BACK, "back", text.BACK)]
    AUTO_FOCUS: ClassVar[str | None] = "#steps"

    def __init__(self, desk: "Desk", meetup: str, about: "Incident | None" = None) -> None:
        super().__init__(desk)
        self._meetup = desk.meetups.get(meetup)
        self._about = about
        self._family, self._person = _whom(desk, about)

    def body(self) -> Iterable[Widget]:
        """Yield the number, what to say, whom to call, and the first steps."""
        area = self.desk.areas.here()
        say = [text.CARD_SAY, *text.where_we_are(self._meetup, area)]
        say += text.about(self._person, self._family, self._meetup)
        calls = [*(text.numbers(self._family) if self._family else ()), *text.leads(area)]
        manual = self.desk.manuals.get(MANUAL)
        with Horizontal(id="call"):
            yield Digits(text.CALL_119)
            with Vertical():
                for line in say:
                    yield Prose(plain(line), classes="say")
        for line in calls:
            yield Prose(plain(line), classes="number")
        with VerticalScroll(id="steps") as steps:
            steps.border_title = plain(text.manual(manual.version)).replace("[", "(")
            for line in manual.text.splitlines():
                yield Prose(plain(line), classes="step")

    def on_mount(self) -> None:
        """Say for which meetup; write down whose numbers were shown (A7)."""
        self.head(text.CARD_TITLE, self._meetup.title)
        self.call_after_refresh(self._note_look)

    def _note_look(self) -> None:
        """A full disk must never keep the card from being read."""
        if self._family is None:
            return
        try:
            family = self._family.id
            self.desk.households.look(family, family, ["phone", "allergy", "emergency_card"])
        except ConciergeError as error:
            self.say_error(error)


def _whom(desk: "Desk", about: "Incident | None") -> "tuple[Family | None, Person | None]":
    """Return whom it is about; a card without a name is better than none."""
    if about is None or not about.family:
        return None, None
    family = desk.families.many([about.family]).get(about.family)
    return family, family.person(about.person) if family else None
