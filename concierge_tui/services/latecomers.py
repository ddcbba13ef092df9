"""Who comes while a round runs sits down at once; nobody else changes tables because of her."""

from collections.abc import Callable, Mapping, Sequence

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import seating_id
from concierge_tui.domain.meetup_day import Seating
from concierge_tui.domain.mingling import Present
from concierge_tui.domain.pairing.eligibility import reasons
from concierge_tui.domain.pairing.hall import Known, day_of
from concierge_tui.domain.pairing.instance import pair_of
from concierge_tui.domain.pairing.score import points
from concierge_tui.domain.seating.measures import Wishes
from concierge_tui.domain.seating.running import table_for
from concierge_tui.services.day_ports import Day
from concierge_tui.services.met import met_pairs
from concierge_tui.services.mingling import in_the_hall
from concierge_tui.services.ports import Attendances, Families, Meetups

TABLE_SIZE = 4
"""Families at a table where nobody said otherwise."""

TableNow = Callable[[str, Family], str]
"""Answers which table to write down for a family that comes in now; empty for none."""


def nowhere(meetup: str, family: Family) -> str:
    """Seat nobody."""
    del meetup, family
    return ""


class Latecomers:
    """Finds a table for whoever comes in while a round runs."""

    def __init__(
        self, day: Day, families: Families, attendances: Attendances, meetups: Meetups, now: Clock
    ) -> None:
        self._day = day
        self._families = families
        self._attendances = attendances
        self._meetups = meetups
        self._now = now

    def table(self, meetup: str, family: Family) -> str:
        """Return the table to write down for a family that comes in now; empty for none.

        None where no round runs, or where the family has one: given by a person, or its own
        from before it went out for a while, unless that is full by now.
        """
        seating = self._day.get(Seating, seating_id(meetup))
        if seating is None or not self._is_seated_by(seating):
            return ""
        hall = in_the_hall(meetup, self._attendances, self._families)
        hall = [each for each in hall if each.family.id != family.id]
        size = self._meetups.get(meetup).table_size or TABLE_SIZE
        visit = self._attendances.visit(meetup, family.id)
        if visit and visit.table and not self._is_taken(meetup, family, visit.table, hall, size):
            return ""
        return self._found(meetup, family, hall, size)

    def _is_seated_by(self, seating: Seating) -> bool:
        """Say whether people sit by the plan: from its first round until its last one is over."""
        if seating.running is None:
            return False
        is_last = seating.running + 1 >= len(seating.plan)
        return not (is_last and (seating.ends or 0) < milliseconds(self._now()))

    def _is_taken(
        self, meetup: str, family: Family, table: str, hall: Sequence[Present], size: int
    ) -> bool:
        rows = self._attendances.of_families(meetup, [family.id])
        went = any(row.left_at is not None for row in rows) and not any(row.here for row in rows)
        return went and sum(each.table == table for each in hall) >= size

    def _found(self, meetup: str, family: Family, hall: Sequence[Present], size: int) -> str:
        names = [*(each.family.id for each in hall), family.id]
        place: Mapping[str, int] = {name: number for number, name in enumerate(names)}
        labels = sorted({each.table for each in hall if each.table}, key=_numeric)
        tables = tuple(
            tuple(place[each.family.id] for each in hall if each.table == label) for label in labels
        )
        met = {
            pair_of(place[one], place[other])
            for one, other in map(tuple, met_pairs(self._day, meetup, hall))
            if one in place and other in place
        }
        wishes = self._wishes([*(each.family for each in hall), family])
        found = table_for(tables, len(hall), size, wishes, met)
        return "" if found is None else labels[found]

    def _wishes(self, families: Sequence[Family]) -> Wishes:
        """Return whom the last family suits, and from whom it must be kept apart."""
        known = Known(apart=self._day.exclusions())
        day = day_of(families, known, self._now().astimezone().date())
        last = len(families) - 1
        pairs = [(other, last) for other in range(last) if not reasons(day, other, last)]
        value = {pair: sum(points(day, pair)) for pair in pairs}
        return Wishes(len(families), value, day.do_not_pair)


def _numeric(label: str) -> tuple[int, str]:
    return (len(label), label)
