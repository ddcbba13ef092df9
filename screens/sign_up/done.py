"""What a family takes along: its number, and what comes next."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.phone import is_mobile
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered
from concierge_tui.text import people
from concierge_tui.text import sign_up as text
from screens import keys
from screens.page import Page
from screens.widgets.cell_text import plain
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

SLIP: Final = "slip"
MORE: Final = "more"


class DoneScreen(Page):
    """Shows the number large; answers with what shall be opened next, or nothing."""

    CSS_PATH = "done.tcss"
    HEADLINE = text.DONE_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#slip"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SLIP, "slip", text.DONE_SLIP, key_display="F11"),
        Binding(keys.MORE, "more", text.DONE_MORE, key_display="F2"),
    ]

    def __init__(self, desk: Desk, registered: Registered, *, has_arrived: bool) -> None:
        super().__init__(desk)
        self._registered = registered
        self._here = len(registered.people) if has_arrived else 0

    def body(self) -> Iterable[Widget]:
        """Yield the number, and what may be said to the family."""
        family = self.desk.families.get(self._registered.family)
        has_mobile = any(is_mobile(person.phone) for person in family.adults)
        said = (
            text.DONE_NUMBER_WORDS,
            "" if has_mobile else text.NO_MOBILE,
            text.DONE_FREE,
            text.left_for_later(self._registered.left_for_later),
        )
        with Vertical(classes="form", id="done"):
            yield Prose(plain(text.done(people.family_name(family), self._here)), id="done-said")
            yield Static(text.DONE_NUMBER, markup=False, classes="form--part")
            yield Static(text.spaced(self._registered.code), markup=False, id="done-number")
            yield Prose("\n".join(filter(None, said)), id="done-words")
        with Horizontal(classes="buttons"):
            yield PushButton(text.DONE_CLOSE, id="close", compact=True)
            yield PushButton(text.DONE_MORE, id="more", compact=True)
            yield PushButton(text.DONE_SLIP, id="slip", compact=True, variant="primary")

    @on(Button.Pressed, "#close")
    def close(self) -> None:
        """Go on with the next family."""
        self.action_back()

    @on(Button.Pressed, "#slip")
    def action_slip(self) -> None:
        """Show the slip."""
        self.dismiss(SLIP)

    @on(Button.Pressed, "#more")
    def action_more(self) -> None:
        """Open the second page."""
        self.dismiss(MORE)
