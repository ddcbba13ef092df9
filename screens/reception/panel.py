"""The household before the desk: who comes, what matters, where they sit."""

from datetime import date
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Label

from concierge_tui.services.reception import Household
from concierge_tui.text import people
from concierge_tui.text import reception as text
from screens import keys
from screens.reception.facts import Open, facts_of, ticks_of
from screens.widgets.fact_list import FactList
from screens.widgets.key_button import KeyButton
from screens.widgets.number_input import NumberInput
from screens.widgets.tick_list import Tick, TickList


class TableInput(NumberInput):
    """Where the family sits; Enter and leaving the field both keep it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", text.SEAT, show=True),
    ]


class HouseholdPanel(Vertical):
    """Shows one household, and nothing while there is none."""

    people = getters.query_one("#people", TickList)
    table = getters.query_one("#table", TableInput)
    _facts = getters.query_one("#facts", FactList)

    def __init__(self, day: date) -> None:
        super().__init__(id="household")
        self._day = day
        self._open = Open()
        self._offered: tuple[Tick, ...] = ()
        self.household: Household | None = None
        self.is_revealed = False

    def compose(self) -> ComposeResult:
        """Yield the people, the facts and the line of the table."""
        yield TickList(id="people")
        yield FactList(id="facts")
        with Horizontal(id="household-foot"):
            yield Label(text.TABLE, markup=False)
            yield TableInput(id="table")
            yield KeyButton(keys.MEND, text.MEND, "mend")
            yield KeyButton(keys.LEAVE, text.LEAVE, "leave")
            yield KeyButton(keys.GUEST, text.GUEST_SHORT, "guest")
            yield KeyButton(keys.CONSENT, text.CONSENT, "consent")

    @property
    def typed_table(self) -> str | None:
        """What was typed over the household's table; None while it stands as it was."""
        table, household = self.table.value.strip(), self.household
        if household is None or table == (household.visit.table if household.visit else ""):
            return None
        return table

    def show(self, household: Household | None, open_: Open = Open()) -> None:  # noqa: B008
        """Show a household, everyone ticked who usually comes; hidden again for None.

        The same household once more stays as it was left: whoever was unticked because they are
        not here must not be checked in after a look elsewhere.
        """
        before, table = self.household, self.typed_table
        is_same = before and household and before.family.id == household.family.id
        turned = self._turned() if is_same else {}
        self.household, self._open, self.is_revealed = household, open_, False
        self.display = household is not None
        if household is None:
            self._offered = ()
            self.people.show("", ())
            self._facts.show(())
            self.table.value = ""
            return
        title = people.family_name(household.family)
        self._offered = tuple(ticks_of(household, self._day))
        self.people.show(title, [turned.get(tick, tick) for tick in self._offered])
        if not is_same or table is None:
            self.table.value = household.visit.table if household.visit else ""
        self._show_facts()

    def _turned(self) -> dict[Tick, Tick]:
        """Return what a person ticked or unticked, by how it was offered."""
        left = {tick.key: tick for tick in self.people.ticks}
        return {offered: left[offered.key] for offered in self._offered if offered.key in left}

    def reveal(self, *, revealed: bool) -> None:
        """Show or mask what is private."""
        if self.household is not None and self.is_revealed != revealed:
            self.is_revealed = revealed
            self._show_facts()

    def _show_facts(self) -> None:
        if self.household is not None:
            revealed = self.is_revealed
            self._facts.show(facts_of(self.household, self._day, self._open, revealed=revealed))
