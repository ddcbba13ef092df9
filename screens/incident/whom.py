"""Whom it is about: found by a few letters among those who are inside."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from concierge_tui.domain.kana import to_hiragana
from concierge_tui.domain.search import Kind, read_query
from concierge_tui.text import incident as text
from concierge_tui.text import people
from concierge_tui.text.inside import about
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from datetime import date

    from concierge_tui.services.desk import Desk
    from concierge_tui.services.incidents import Someone

_MOST: Final = 200
"""So many people a search looks at: more are never inside one hall."""


UNLISTED: Final = "unlisted"
"""The row of whoever is on no list: what was typed is then a name, not a search."""


class Inside:
    """Everyone inside, read once; whoever comes in later is found when the screen comes back."""

    def __init__(self, desk: "Desk", meetup: str) -> None:
        self._meetup = meetup
        self._directory = desk.directory
        self._day: date = desk.meetups.get(meetup).date
        self.everyone: Sequence[Someone] = desk.incidents(meetup).inside()

    def get(self, person: str) -> "Someone | None":
        """Return somebody by id."""
        return next((each for each in self.everyone if each.person.id == person), None)

    def find(self, typed: str) -> "Sequence[Someone]":
        """Return whom the letters may mean: who is called so, then the rest of the family."""
        needle = read_query(typed)
        if needle.kind is Kind.NOTHING:
            return self.everyone
        if needle.kind is Kind.LAST_FOUR:
            return ()  # they are the link code, and no way to find a child
        found = self._directory.find(needle, _MOST, self._meetup)
        families = list(dict.fromkeys(each.family for each in found))
        called = {each.person for each in found}

        def place(each: "Someone") -> tuple[bool, int]:
            return each.person.id not in called, families.index(each.family.id)

        return sorted((each for each in self.everyone if each.family.id in families), key=place)

    def row(self, someone: "Someone") -> ResultRow:
        """Return one person as a row: the name, the age, whose."""
        person, family = someone
        reading = to_hiragana(person.kana) if person.name else ""
        age = about(person, self._day) if person.role == "child" else person.relation
        return ResultRow(person.id, (person.called, reading, age, people.family_name(family)))

    def rows(self, typed: str) -> list[ResultRow]:
        """Return whom the letters may mean, and below them whoever is on no list."""
        found = [self.row(each) for each in self.find(typed)]
        return [*found, ResultRow(UNLISTED, text.UNLISTED_ROW)]

    def words(self, someone: "Someone | None") -> str:
        """Return who was chosen."""
        return text.who(*someone) if someone else ""


def show_whom(people: ResultList, rows: Sequence[ResultRow]) -> None:
    """Show whom the letters may mean, and point at the first of them.

    Never on whom earlier letters meant; and whoever is on no list is chosen on purpose, not by
    an Enter behind a name that was mistyped.
    """
    people.show(rows)
    people.point(1 if len(rows) > 1 else None)
