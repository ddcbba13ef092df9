"""Says that no row of a list bears the number that was typed."""

from typing import TYPE_CHECKING

from concierge_tui.text import page as text
from screens.widgets.attentive import Attentive
from screens.widgets.notice import Notice

if TYPE_CHECKING:  # the first frame must not wait for the lists
    from screens.widgets.by_number import ByNumberList


class TellsNumbers(Attentive):
    """A screen whose notice says so, as long as it is true."""

    _told_missed = ""

    def on_by_number_list_missed(self, event: "ByNumberList.Missed") -> None:
        """Say that Enter chooses nobody."""
        notice = self.query_one(Notice)
        notice.say(text.no_such_number(event.number), "care")
        self._told_missed = notice.sentence

    def on_by_number_list_found(self) -> None:
        """Say so no longer."""
        if self._told_missed:
            self.query_one(Notice).take_back(self._told_missed)
        self._told_missed = ""
