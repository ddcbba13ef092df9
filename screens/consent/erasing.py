"""A family is erased: what goes and what stays is said first, and its reading is typed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.erasing import asked_for
from concierge_tui.text import erasing as text
from concierge_tui.text import page
from concierge_tui.text.people import called
from screens.long_work import Cancelled, LongWork, Progress
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk


class EraseScreen(LongWork):
    """Erases after a second look; answers with what was said."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#sure"

    def __init__(self, desk: "Desk", family: "Family", staying: int) -> None:
        super().__init__(desk)
        self._family = family
        self._staying = staying
        self._asked = asked_for(family, text.INSTEAD)

    def body(self) -> Iterable[Widget]:
        """Yield what happens, what has to be typed, and the two buttons."""
        open_ = [text.open_incidents(self._staying)] if self._staying else []
        with VerticalScroll(classes="form", can_focus=False):
            for words in (text.FOR_GOOD, text.GOES, text.STAYS, *open_, text.NOT_OURS):
                yield Prose(words, classes="said")
        with VerticalScroll(id="how", can_focus=False):
            yield Prose(text.how_sure(self._asked.shown, is_name=self._asked.is_name))
            yield FormLine(text.SURE, JpInput(id="sure"))
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.DO, id="erase", compact=True, variant="error")

    def on_mount(self) -> None:
        """Say whom it is about."""
        self.head(text.TITLE, called(self._family))

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Go to the button where the right thing was typed: no held Enter erases."""
        if self._is_sure():
            self.query_one("#erase").focus()

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave everything as it is."""
        self.action_back()

    @on(Button.Pressed, "#erase")
    def erase(self) -> None:
        """Erase for good."""
        if not self._is_sure():
            return
        if self.desk.practice:  # the next lesson needs the family again
            self.notice.say(text.PRACTICE)
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> bool:
            with self.desk.fork() as other:
                other.erasing.erase(self._family.id)
                try:
                    other.safe_copy.renew()
                except ConciergeError:
                    return False
            return True

        def done(renewed: Any) -> None:
            self.dismiss(text.Erased(text.DONE if renewed else text.DONE_BUT_COPY))

        self.start(text.WORKING, work, done)

    def _is_sure(self) -> bool:
        typed = self.query_one("#sure", JpInput)
        if self._asked.is_answered_by(typed.value):
            return True
        self.notice.say(text.WRONG, "care")
        typed.focus()
        return False


def erase_screen(desk: "Desk", family: str) -> EraseScreen:
    """Return the page that erases a family, for a coordinator, and write down that it was seen.

    Raises:
        ConciergeError: when it may not be erased, or not yet, or not by who stands here.
    """
    desk.erasing.refuse_all_but_coordinators()
    desk.erasing.refuse_too_soon(family)
    found = desk.families.get(family)
    desk.consents.look_at_withdrawn([family])
    return EraseScreen(desk, found, desk.erasing.staying(family))
