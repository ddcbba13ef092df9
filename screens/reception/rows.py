"""Families as rows of the list."""

from typing import Final

from concierge_tui.domain.kana import to_hiragana
from concierge_tui.services.reception import Household
from concierge_tui.text import reception as text
from screens.widgets.column_layout import Column
from screens.widgets.result_list import ResultRow

WIDE: Final = 100
"""From so many cells on, names of cities are written in full."""

COLUMNS: Final = (
    Column(12, grow=2),  # name
    Column(16, grow=2),  # kana
    Column(8, grow=2),  # town
    Column(15, grow=1),  # birthdays
    Column(10, is_state=True),
    Column(9),  # table
)

_COLOURS: Final = {
    "expected": "todo",
    "none": "todo",
    "partly": "care",
    "here": "done",
    "left": "void",
}


def row_of(household: Household, *, wide: bool) -> ResultRow:
    """Return one family as the list shows it; nothing that is private."""
    family, person = household.family, household.family.representative
    cells = (
        person.called if person else "",
        to_hiragana(person.kana) if person else "",
        family.city if wide else text.ward(family.city),
        text.birthdays(family.children),
        text.state(household.presence, household.arrived_at),
        text.table_cell(household.visit.table) if household.visit else "",
    )
    return ResultRow(family.id, cells, _COLOURS[household.presence])
