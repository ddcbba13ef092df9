"""The hall while people mingle: who is alone, who was introduced to whom (A22, C7, A35)."""

from collections.abc import Sequence
from typing import Literal

from concierge_tui.domain.ids import introduction_id
from concierge_tui.domain.meetup_day import Introduction
from concierge_tui.domain.mingling import Lonely, Present, SameFamily, lonely_families
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services.ports import Attendances, Families
from concierge_tui.services.records import AtMeetup

Verdict = Literal["introduced", "declined"]


def in_the_hall(meetup: str, attendances: Attendances, families: Families) -> list[Present]:
    """Return the families of which somebody is inside, but for those that withdrew."""
    here: dict[str, int] = {}
    for row in attendances.of_meetup(meetup):
        if row.here and row.arrived_at is not None:
            here[row.family] = min(here.get(row.family, row.arrived_at), row.arrived_at)
    visits = attendances.visits(meetup, list(here))
    return [
        Present(family, here[name], visits[name].table if name in visits else "")
        for name, family in families.many(here).items()
        if not family.withdrawn and not family.removed
    ]


class Mingling(AtMeetup):
    """Looks after those who know nobody, at one meetup."""

    def hall(self) -> list[Present]:
        """Return the families in the hall; whoever withdrew is introduced to nobody."""
        return in_the_hall(self.meetup_id, self._attendances, self._families)

    def were_at(self, meetup: str) -> set[str]:
        """Return the families that came to a meetup."""
        rows = self._attendances.of_meetup(meetup)
        return {row.family for row in rows if row.arrived_at is not None}

    def lonely(self) -> list[Lonely]:
        """Return who was introduced to nobody at this meetup, each with neighbours to talk with."""
        made = self.introductions()
        introduced = _introduced(made)
        apart = {frozenset(each.families) for each in made if each.state != "proposed"}
        apart.update(self._day.exclusions())
        today = self._now().astimezone().date()
        return lonely_families(self.hall(), introduced, apart, today)

    def alone(self) -> int:
        """Return how many were introduced to nobody; beside whom they sit is not asked."""
        introduced = _introduced(self.introductions())
        return sum(each.family.id not in introduced for each in self.hall())

    def introductions(self) -> list[Introduction]:
        """Return every introduction of this meetup, proposed ones too."""
        return self._day.of(Introduction, self.meetup_id)

    def note(self, one: str, other: str, verdict: Verdict, common: Sequence[str] = ()) -> Act:
        """Write down that two families were introduced, or that nothing came of it today.

        Raises:
            SameFamily: for a family and itself.
        """
        if one == other:
            raise SameFamily
        first, second = sorted((one, other))
        body = {
            "meetup": self.meetup_id,
            "one": first,
            "other": second,
            "state": verdict,
            "origin": "person",
            "common": list(common),
        }
        entity = introduction_id(self.meetup_id, one, other)
        draft = Draft("introduction.set", entity, body, subject=first, meetup=self.meetup_id)
        return self._journal.append([draft], self._author())


def _introduced(made: Sequence[Introduction]) -> set[str]:
    return {name for each in made if each.state == "introduced" for name in each.families}
