"""Roll calls: everyone inside by where they are, ticked by several desks at once (B20)."""

from typing import Literal, NamedTuple

from concierge_tui.domain.errors import NobodyChosen
from concierge_tui.domain.family import Family, Person, by_reading
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.meetup import Attendance
from concierge_tui.domain.meetup_day import CustodyNow, RollCallNow
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services.records import AtMeetup
from concierge_tui.services.unnamed import with_unnamed

Seen = Literal["none", "some", "all"]


class Line(NamedTuple):
    """Those of one family who are at one place: they are found together."""

    key: str
    number: int
    """As on the roll-call sheet."""
    family: Family
    people: tuple[Person, ...]
    place: str
    """Where a child is that is in other hands; empty at the family's own table."""
    table: str
    arrived_at: int | None
    seen: frozenset[str]

    @property
    def state(self) -> Seen:
        """Whether all of them, some or nobody was seen."""
        found = sum(person.id in self.seen for person in self.people)
        return "all" if found == len(self.people) else "some" if found else "none"


class RollCall(NamedTuple):
    """The roll call that runs, also where two desks began one at once."""

    ids: tuple[str, ...]
    is_drill: bool
    """Real as soon as one desk says so."""
    began_at: int
    seen: frozenset[str]


class RollCalls(AtMeetup):
    """Serves one meetup."""

    def running(self) -> RollCall | None:
        """Return the roll call that nobody ended yet."""
        found = self._day.of(RollCallNow, self.meetup_id)
        open_ = [each for each in found if each.ended_at is None]
        if not open_:
            return None
        return RollCall(
            tuple(each.id for each in open_),
            all(each.drill for each in open_),
            min(each.began_at for each in open_),
            frozenset(who for each in open_ for who in each.seen),
        )

    def begin(self, *, drill: bool) -> Act | None:
        """Begin a roll call; None where one runs already."""
        if self.running() is not None:
            return None
        draft = Draft("rollcall.begin", new_id(), {"drill": drill}, meetup=self.meetup_id)
        return self._journal.append([draft], self._author())

    def tick(self, people: list[str], *, seen: bool) -> Act:
        """Write down that people were seen, or that they were not after all.

        Raises:
            NobodyChosen: when nobody is named, or no roll call runs.
        """
        running = self.running()
        if running is None or not people:
            raise NobodyChosen
        kind = "rollcall.seen" if seen else "rollcall.missed"
        calls = running.ids[:1] if seen else running.ids
        body = {"people": sorted(people)}
        drafts = [Draft(kind, call, body, meetup=self.meetup_id) for call in calls]
        return self._journal.append(drafts, self._author())

    def end(self) -> RollCall | None:
        """End what runs; return it as it stood, or None."""
        running = self.running()
        if running is not None:
            drafts = [Draft("rollcall.end", call, {}, meetup=self.meetup_id)
                      for call in running.ids]  # fmt: skip
            self._journal.append(drafts, self._author())
        return running

    def lines(self) -> list[Line]:
        """Return everyone inside: unresolved ones first, then by place, table and number."""
        rows = self._attendances.of_meetup(self.meetup_id)
        inside = {row.person: row for row in rows if row.here}
        listed = self._families.ids(self.meetup_id)
        found = self._families.many([*listed, *(row.family for row in inside.values())])
        known = with_unnamed(self._families, found, inside.values())
        numbers = _numbers(known)
        tables = self._attendances.visits(self.meetup_id, list(known))
        hands = {now.child: now for now in self._day.of(CustodyNow, self.meetup_id) if now.away}
        running = self.running()
        seen = running.seen if running else frozenset()
        lines = [
            Line(
                f"{family.id}:{place}",
                numbers[family.id],
                family,
                people,
                place,
                tables[family.id].table if family.id in tables else "",
                min((inside[p.id].arrived_at or 0 for p in people), default=None),
                seen,
            )
            for family in known.values()
            for place, people in _by_place(family, inside, hands).items()
        ]
        return sorted(lines, key=_in_order)


def _numbers(known: dict[str, Family]) -> dict[str, int]:
    """Return the numbers that the sheet of a roll call gives: by reading."""
    in_order = sorted(known.values(), key=by_reading)
    return {family.id: at for at, family in enumerate(in_order, start=1)}


def _by_place(
    family: Family, inside: dict[str, Attendance], hands: dict[str, CustodyNow]
) -> dict[str, tuple[Person, ...]]:
    found: dict[str, tuple[Person, ...]] = {}
    for person in family.people:
        if person.id in inside:
            place = hands[person.id].place if person.id in hands else ""
            found[place] = (*found.get(place, ()), person)
    return found


def _in_order(line: Line) -> tuple[bool, bool, str, tuple[int, str], int]:
    table = line.table
    by_table = (int(table), "") if table.isascii() and table.isdigit() else (1 << 30, table)
    return line.state == "all", not line.place, line.place, by_table, line.number
