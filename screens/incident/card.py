"""The emergency card: what to say to 119, where we are, whom to call, what to do first (A17)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Digits

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.wordings import ACCIDENT
from concierge_tui.text import incident as text
from concierge_tui.text import paper
from screens import keys
from screens.hall.page import HallPage
from screens.incident.opening import manual_of, whom_of
from screens.widgets.cell_text import plain
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.domain.meetup_day import Incident
    from concierge_tui.services.desk import Desk


class EmergencyScreen(HallPage):
    """Shows all at once, in the order in which it is said; nothing here needs a key."""

    CSS_PATH = "card.tcss"
    HEADLINE = text.CARD_TITLE
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.BACK, "back", text.BACK)]
    AUTO_FOCUS: ClassVar[str | None] = "#steps"
    LETS_CARDS_DOWN: ClassVar[bool] = False

    def __init__(self, desk: "Desk", meetup: str, about: "Incident | None" = None) -> None:
        super().__init__(desk, meetup)
        self._about = about
        self._family, self._person = whom_of(desk, about) if about else (None, None)

    def body(self) -> Iterable[Widget]:
        """Yield the number, what to say, whom to call, and the first steps."""
        area = self.desk.areas.here()
        say = [text.CARD_SAY, *text.where_we_are(self.meetup, area)]
        say += text.about(
            self._person, self._family, self.meetup, self._about.whom if self._about else ""
        )
        calls = [*(text.numbers(self._family) if self._family else ()), *text.leads(area)]
        manual = self.desk.manuals.get(ACCIDENT)
        with Horizontal(id="call"):
            yield Digits(text.CALL_119)
            with Vertical():
                for line in say:
                    yield Prose(plain(line), classes="say")
        for line in calls:
            yield Prose(plain(line), classes="number")
        with VerticalScroll(id="steps") as steps:
            steps.border_title = plain(paper.manual(manual.version)).replace("[", "(")
            for line in manual.text.splitlines():
                yield Prose(plain(line), classes="step")

    def on_mount(self) -> None:
        """Say for which meetup; write down whose numbers were shown (A7)."""
        self.head(text.CARD_TITLE, self.meetup.title)
        self.call_after_refresh(self._note_look)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let nothing lie over the card but the roll call."""
        return action not in ("undo", "report") and super().check_action(action, parameters)

    def help_note(self) -> str:
        """F1 says what to do first, too."""
        return manual_of(self.desk)

    def _note_look(self) -> None:
        """A full disk must never keep the card from being read."""
        if self._family is None:
            return
        try:
            family = self._family.id
            self.desk.households.look(family, family, ["phone", "allergy", "emergency_card"])
        except ConciergeError as error:
            self.say_error(error)
