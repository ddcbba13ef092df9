"""A kept telephone number, shown for ten seconds and never without a trace (A7)."""

from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widgets import Static

from concierge_tui.text import collecting as text
from concierge_tui.text import people
from screens.widgets.cell_text import plain

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk

SECONDS = 10.0
EMERGENCY = "emergency"


class NumberLine(Static):
    """Empty until somebody is to be called."""

    def __init__(self, desk: "Desk", family: "Family") -> None:
        super().__init__("", markup=False, classes="number")
        self._desk = desk
        self._family = family
        self._timer: Timer | None = None

    def reveal(self, who: str) -> None:
        """Show a number for a while, and write down that it was seen."""
        family = self._family
        person, emergency = family.person(who), family.emergency
        if who == EMERGENCY and emergency is not None:
            name, digits = emergency.name, emergency.phone
        elif person is not None:
            name, digits = person.called, person.phone
        else:
            return
        self._desk.households.look(family.id, family.id if person is None else who, ["phone"])
        self.update(plain(text.number(name, people.phone(digits))))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS, self.conceal)

    def conceal(self) -> None:
        """Hide it again."""
        self.update("")
