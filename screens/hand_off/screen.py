"""The QR by which a family finishes her registration on her own telephone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.text import hand_off as text
from concierge_tui.text import people, reception
from concierge_tui.text.times import stamp
from screens import keys
from screens.front import call_walk_in
from screens.page import Page
from screens.widgets.cell_text import plain
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.qr import QrCode
from screens.widgets.scanner import Scanned, hand_down

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class HandOffScreen(Page):
    """Fills 80×24 with the code; beside it stands what happens with it."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NEW, "walk_in", reception.WALK_IN, key_display="F3"),
    ]

    def __init__(self, desk: "Desk", family_id: str, meetup_id: str | None = None) -> None:
        super().__init__(desk)
        self._family = desk.families.get(family_id)
        self._meetup = meetup_id

    def body(self) -> Iterable[Widget]:
        """Yield the code and three sentences."""
        with Horizontal(id="hand-off"):
            yield QrCode(id="code")
            with Vertical(id="hand-off-words"):
                name = plain(people.family_name(self._family))
                yield Static(name, markup=False, id="hand-off-name")
                for sentence in text.SENTENCES:
                    yield Prose(sentence)
                yield Static("", markup=False, id="hand-off-until")
                yield Prose(text.NO_CAMERA, classes="quiet")
                with Horizontal(id="hand-off-buttons"):
                    yield PushButton(text.ANEW, id="anew", compact=True)
                    yield PushButton(text.CLOSE, id="close", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Make the code."""
        with self.telling():
            self._show(anew=False)

    def _show(self, *, anew: bool) -> None:
        made = self.desk.hand_off.address(self._family.id, self._meetup, anew=anew)
        self.query_one("#code", QrCode).show(made.url or text.PRACTICE_PAYLOAD)
        good = text.until(stamp(made.until)) if made.url else text.PRACTICE
        self.query_one("#hand-off-until", Static).update(good)

    @on(Button.Pressed, "#anew")
    def renew(self) -> None:
        """Make another code, for whoever lost the first one to another telephone."""
        if self.attempt(lambda: self._show(anew=True)):
            self.notice.say(text.ANEW_DONE)

    @on(Button.Pressed, "#close")
    def close_page(self) -> None:
        """Go back to the desk."""
        self.action_back()

    def action_walk_in(self) -> None:
        """Let the reception register whoever stands at the desk."""
        call_walk_in(self)

    def on_scanned(self, event: Scanned) -> None:
        """Let the reception show the family of a scanned card."""
        hand_down(self, event)
