"""Says at once that a letter did not go in, where an answer or a button has the focus.

A digit goes on by itself: whoever types the next line too early would lose it without a word.
"""

from textual import events, on
from textual.widgets import Button

from concierge_tui.text import widgets as text
from screens.widgets.attentive import Attentive
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.held_digit import is_typed_on
from screens.widgets.notice import Notice


class TellsLostTyping(Attentive):
    """A screen whose notice names the key that answers here; it ends where one has answered."""

    _told_lost = ""
    """What the notice said of it, as long as that is true."""

    def on_key(self, event: events.Key) -> None:
        """Say what a letter or a digit was for that nothing here takes."""
        blank = event.key == "space" and isinstance(self.focused, ChoiceLine)
        if event.is_printable and not blank and not is_typed_on(self.app):
            self._tell_lost()

    def on_paste(self) -> None:
        """Say the same of what was pasted, or committed whole by an IME."""
        self._tell_lost()

    def _tell_lost(self) -> None:
        match self.focused:
            case ChoiceLine() as line:
                said = line.way
            case Button() as button:
                said = text.lost_on_button(str(button.label))
            case _:
                return
        notice = self.query_one(Notice)
        notice.say(said, "care")
        self._told_lost = notice.sentence

    @on(ChoiceLine.Changed)
    @on(events.DescendantBlur)
    def _forget_lost(self) -> None:
        if self._told_lost:
            self.query_one(Notice).take_back(self._told_lost)
        self._told_lost = ""
