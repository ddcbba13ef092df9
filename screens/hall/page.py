"""What every screen of the hall has: an incident, who is inside, a walk-in, a scanned card."""

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from concierge_tui.text import hall, page
from screens import keys
from screens.front import ReceptionWished, WalkInWished, call_reception, call_walk_in
from screens.page import Page
from screens.undoing import Matter, offer_back
from screens.widgets.scanner import Scanned, hand_down

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.undo import Undone


class HallPage(Page):
    """A page that lies over the reception of one meetup."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.INCIDENT, "report", hall.REPORT, show=False),
        Binding(keys.ROLL_CALL, "inside", hall.INSIDE, show=False),
        Binding(keys.UNDO, "undo", page.UNDO, show=False),
    ]
    MATTER: ClassVar[Collection[str]] = ()
    """The kinds of what is done here: nothing else is taken back without a question."""

    LETS_CARDS_DOWN: ClassVar[bool] = True
    """Whether a scanned card closes this page; never one on which somebody writes or reads."""

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk)
        self.meetup = desk.meetups.get(meetup)

    @property
    def in_view(self) -> Collection[str] | None:
        """The families or things that stand here; None where all of the meetup do."""
        return None

    def action_report(self) -> None:
        """Write down what has just happened (A11)."""
        from screens.incident.opening import report_incident

        report_incident(self, self.desk, self.meetup.id)

    def call_roll(self) -> None:
        """List who is inside now."""
        from screens.inside.screen import InsideScreen

        self.app.push_screen(InsideScreen(self.desk, self.meetup.id))

    def head_here(self, counts: str = "") -> None:
        """Say where we are at which meetup, and on the right how it stands; say if it is over."""
        self.meetup = self.desk.meetups.get(self.meetup.id)  # it may have been closed meanwhile
        said = page.closed(counts) if self.meetup.closed else counts
        self.head(page.of_meetup(self.HEADLINE, self.meetup)[0], said)

    def action_undo(self) -> None:
        """Take back what was done here just now; ask before anything else is taken back."""
        offer_back(self, self.desk, Matter(self.MATTER, self.in_view), self._undone)

    def _undone(self, undone: "Undone", words: str) -> None:
        del undone
        self.show_now()
        self.notice.say(words, "done")

    def show_now(self) -> None:
        """Read and show how things stand; called whenever one comes back, and after an undo."""

    def on_screen_resume(self) -> None:
        """Show how things stand whenever one comes back."""
        with self.telling():
            self.show_now()

    @on(WalkInWished)
    def make_way(self, event: WalkInWished) -> None:
        """Let the reception below register whoever stands at the desk."""
        event.stop()
        self.when_on_top(lambda: call_walk_in(self))

    @on(ReceptionWished)
    def make_way_for_the_doors(self, event: ReceptionWished) -> None:
        """Let the reception below be on top."""
        event.stop()
        self.when_on_top(lambda: call_reception(self))

    def on_scanned(self, event: Scanned) -> None:
        """Let the reception show the family of a scanned card, where nothing is being written."""
        if self.LETS_CARDS_DOWN:
            hand_down(self, event)
