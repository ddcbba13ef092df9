"""Families as rows of the list."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.address import short_city
from concierge_tui.domain.family import Person
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.services.reception import Household
from concierge_tui.text import reception as text
from concierge_tui.text.people import NAMELESS_SHORT, table_name
from screens.widgets.column_layout import Column
from screens.widgets.result_row import Cell, ResultRow

COLUMNS: Final = (
    Column(12, grow=2),  # name
    Column(16, grow=2),  # kana
    Column(9, grow=2),  # town
    Column(15),  # birthdays
    # The birthdays never shrink: on 80 cells two days fit, or one and how many there are besides.
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


def rows_of(households: Sequence[Household]) -> list[ResultRow]:
    """Return the families as the list shows them; nothing that is private.

    Behind the city all of an address is private (A5): wards of one name tell nobody apart, then
    the city itself must.
    """
    cities: dict[tuple[str, str], set[str]] = {}
    for household in households:
        cities.setdefault(_told_by(household), set()).add(household.family.city)
    return [_row(each, is_short=len(cities[_told_by(each)]) == 1) for each in households]


def _told_by(household: Household) -> tuple[str, str]:
    person = household.family.representative
    return (person.called if person else "", short_city(household.family.city))


def _row(household: Household, *, is_short: bool) -> ResultRow:
    family, person = household.family, household.family.representative
    cells: tuple[Cell, ...] = (
        _written(person) if person else "",
        to_hiragana(person.kana) if person else "",
        (family.city, short_city(family.city)) if is_short else family.city,
        text.birthdays(family.children),
        text.state(household.presence, household.arrived_at),
        table_name(household.visit.table) if household.visit else "",
    )
    return ResultRow(family.id, cells, _COLOURS[household.presence])


def _written(person: Person) -> str:
    """Return the written name; a reading alone stands whole in its own column."""
    if person.name:
        return person.name
    return text.NO_KANJI if person.kana else NAMELESS_SHORT
