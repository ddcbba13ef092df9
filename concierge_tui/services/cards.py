"""Preference cards (希望カード): who would like to meet whom again.

What a family wrote about another is for the pairing alone. No screen shows it, and least of
all a ×: the desk sees how many answers a family gave, never which.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from concierge_tui.domain.family import Family, by_reading
from concierge_tui.domain.ids import card_id
from concierge_tui.domain.meetup_day import Card
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services.met import Pairs, met_pairs
from concierge_tui.services.mingling import Mingling
from concierge_tui.services.records import AtMeetup, Records

Mark = Literal["A", "B", "C", "X"]
MARKS: tuple[Mark, ...] = ("A", "B", "C", "X")
"""◎ ○ △ ×."""


class CardOf(NamedTuple):
    """The card of one family, without what stands on it."""

    family: Family
    others: tuple[Family, ...]
    """Whom it met, and so is asked about."""
    answered: frozenset[str]
    """About whom it has answered."""


class Cards(AtMeetup):
    """Takes answers and tells nobody."""

    def __init__(self, meetup: str, records: Records) -> None:
        super().__init__(meetup, records)
        self._mingling = Mingling(meetup, records)

    def all(self) -> list[CardOf]:
        """Return the card of every family in the hall, by name."""
        present = self._mingling.hall()
        hall = {each.family.id: each.family for each in present}
        met = self._met(hall, met_pairs(self._day, self.meetup_id, present))
        answered: dict[str, set[str]] = {}
        for card in self._day.of(Card, self.meetup_id):
            if card.mark:
                answered.setdefault(card.family, set()).add(card.other)
        cards = [
            CardOf(
                family,
                tuple(hall[other] for other in met[name]),
                frozenset(answered.get(name, set()).intersection(met[name])),
            )
            for name, family in hall.items()
        ]
        return sorted(cards, key=lambda card: by_reading(card.family))

    def of(self, family: str) -> CardOf | None:
        """Return the card of one family in the hall, or None."""
        return next((card for card in self.all() if card.family.id == family), None)

    def _met(self, hall: Mapping[str, Family], pairs: Pairs) -> dict[str, list[str]]:
        """Return whom each family met: at its tables and by introduction; else everybody."""
        met: dict[str, list[str]] = {}
        for name in hall:
            others = [other for other in hall if frozenset((name, other)) in pairs]
            met[name] = others or [other for other in hall if other != name]
            met[name].sort(key=lambda other: by_reading(hall[other]))
        return met

    def answer(self, family: str, other: str, mark: Mark) -> Act:
        """Write down what a family answered about another; a later answer replaces it."""
        return self._journal.append([self._draft(family, other, mark)], self._author())

    def _draft(self, family: str, other: str, mark: Mark) -> Draft:
        body = {"meetup": self.meetup_id, "family": family, "other": other, "mark": mark}
        entity = card_id(self.meetup_id, family, other)
        return Draft("card.set", entity, body, subject=family, meetup=self.meetup_id)
