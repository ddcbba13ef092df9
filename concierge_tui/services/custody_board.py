"""Every child inside and in whose hands it is, and to whom it may be given."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from concierge_tui.domain.collection import Rights
from concierge_tui.domain.custody import Role, fold_custody, warning
from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.meetup_day import CustodyNow, TemporaryCollector
from concierge_tui.domain.ratio import Load, Minded, Ratios, loads, ratios_of
from concierge_tui.domain.staff import Staff
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.records import AtMeetup, Records
from concierge_tui.services.rights import RightsHere
from concierge_tui.services.staff_desk import StaffDesk

Where = Literal["contested", "away", "family"]

_ORDER: dict[Where, int] = {"contested": 0, "away": 1, "family": 2}


class ChildNow(NamedTuple):
    """One child and in whose hands it is."""

    child: Person
    family: Family
    now: CustodyNow | None
    """None where it never left its family."""
    here: bool
    table: str
    holder: str
    """The name of whoever holds it; empty for its own family without a name."""
    back_to: str
    months: int | None

    @property
    def where(self) -> Where:
        """In whose hands it is: a word for the list."""
        if self.now is None or not (self.now.contested or self.now.away):
            return "family"
        return "contested" if self.now.contested else "away"

    def warned(self, now: int) -> int | None:
        """Return the last warning that has passed while it is in other hands."""
        return warning(self.now.until, now) if self.now and self.where == "away" else None


class Board(NamedTuple):
    """Every child inside, those that need somebody first."""

    children: tuple[ChildNow, ...]
    loads: tuple[Load, ...]
    ratios: Ratios
    room_capacity: int | None

    @property
    def out(self) -> tuple[ChildNow, ...]:
        """The children in other hands than their family's, or perhaps."""
        return tuple(each for each in self.children if each.where != "family")


class Candidate(NamedTuple):
    """Somebody to whom a child may be given now."""

    id: str
    name: str
    relation: str
    role: Role
    inside: bool


class CustodyBoard(AtMeetup):
    """Reads the hands of one meetup."""

    def __init__(self, meetup: str, records: Records, *, staff: StaffDesk, areas: AreaPlan) -> None:
        super().__init__(meetup, records)
        self._staff = staff
        self._areas = areas
        self.rights_here = RightsHere(records.families, records.day)

    def staff(self) -> list[Staff]:
        """Return who works here."""
        return [member for member in self._staff.all() if not member.removed]

    def board(self) -> Board:
        """Return every child inside, and every contested one; those in other hands first."""
        meetup = self.meetup
        rows = self._attendances.of_meetup(self.meetup_id)
        inside = {row.person for row in rows if row.here}
        hands = {now.child: now for now in self._day.of(CustodyNow, self.meetup_id)}
        lost = [now.family for now in hands.values() if now.contested and now.family]
        ids = list(dict.fromkeys([*(row.family for row in rows if row.here), *lost]))
        known = self._families.many(ids)
        tables = self._attendances.visits(self.meetup_id, ids)
        names = self._names(known, hands)
        children = [
            self._child_now(child, family, hands.get(child.id), tables, names, inside, meetup)
            for family in known.values()
            for child in family.children
            if child.id in inside or (child.id in hands and hands[child.id].contested)
        ]
        children.sort(key=_place_on_the_board)
        area = self._areas.here()
        return Board(
            tuple(children), tuple(loads(_minded(children))), ratios_of(area), meetup.room_capacity
        )

    def out(self) -> tuple[ChildNow, ...]:
        """Return the children because of whom nobody may close: in other hands, or contested."""
        return self.board().out

    def child(self, child: str) -> ChildNow:
        """Return one child as it is now or raise `NotFound`."""
        person = self._families.person(child)
        family = self._families.get(person.family)
        rows = self._attendances.of_families(self.meetup_id, [family.id])
        inside = {row.person for row in rows if row.here}
        now = self._day.get(CustodyNow, custody_id(self.meetup_id, child))
        tables = self._attendances.visits(self.meetup_id, [family.id])
        names = self._names({family.id: family}, {child: now} if now else {})
        found = next((each for each in family.children if each.id == child), None)
        if found is None:
            raise NotFound("person")
        return self._child_now(found, family, now, tables, names, inside, self.meetup)

    def last_stay(self, of: ChildNow) -> tuple[int, int] | None:
        """Return the agreed and the actual end of a child's last stay in other hands."""
        if of.now is None or of.where != "family":
            return None
        custody = fold_custody(of.now.id, self._journal.history(of.now.id))
        hand = custody.hand
        before = [past for past in custody.past if past.is_away and past.until]
        if hand is None or not before or before[-1].until is None:
            return None
        return before[-1].until, hand.at

    def rights(self, of: ChildNow) -> Rights:
        """Return whom a child may be given to."""
        return self.rights_here.of(of.child, of.family, self.meetup)

    def candidates(self, of: ChildNow) -> list[Candidate]:
        """Return to whom a child may be given now; nobody who is barred is ever among them."""
        rights = self.rights(of)
        families = {person.family for person in (*rights.collectors, *rights.hosts)}
        rows = self._attendances.of_families(self.meetup_id, sorted(families))
        inside = {row.person for row in rows if row.here}
        holder = of.now.holder if of.now and of.where == "away" else ""
        found = [
            *(Candidate(p.id, p.called, p.relation, "family", p.id in inside)
              for p in rights.collectors),
            *(Candidate(t.id, t.name, t.relation, "collector", inside=False)
              for t in rights.temporary),
            *(Candidate(p.id, p.called, p.relation, "host", p.id in inside)
              for p in rights.hosts if p.id in inside),
            *(Candidate(s.id, s.name, "", "staff", inside=True)
              for s in self.staff() if not rights.is_barred_name(s.name)),
        ]  # fmt: skip
        return [each for each in found if each.id != holder]

    def givers(self, of: ChildNow) -> list[Person]:
        """Return the grown-ups of the family who are inside: one of them gives the child."""
        rows = self._attendances.of_families(self.meetup_id, [of.family.id])
        inside = {row.person for row in rows if row.here}
        return [person for person in of.family.adults if person.id in inside]

    def witnesses(self, of: ChildNow, to: str) -> list[tuple[str, str]]:
        """Return who may have seen it: staff first, then the family; never the receiver."""
        me = self._author().actor
        staff = sorted(self.staff(), key=lambda each: each.id != me)
        everyone = [(each.id, each.name) for each in staff]
        everyone += [(person.id, person.called) for person in self.givers(of)]
        return [pair for pair in everyone if pair[0] != to]

    def _child_now(
        self,
        child: Person,
        family: Family,
        now: CustodyNow | None,
        tables: Mapping[str, Any],
        names: Mapping[str, str],
        inside: set[str],
        meetup: Meetup,
    ) -> ChildNow:
        return ChildNow(
            child,
            family,
            now,
            child.id in inside,
            tables[family.id].table if family.id in tables else "",
            names.get(now.holder, "") if now else "",
            names.get(now.back_to, "") if now else "",
            age_months(child.birthday, meetup.date) if child.birthday else None,
        )

    def _names(
        self, known: Mapping[str, Family], hands: Mapping[str, CustodyNow]
    ) -> dict[str, str]:
        """Return how everyone is called who holds a child, or to whom it goes back."""
        names = {each.id: each.name for each in self.staff()}
        names |= {p.id: p.called for family in known.values() for p in family.people}
        names |= {c.id: c.name for c in self._day.of(TemporaryCollector, self.meetup_id)}
        wanted = {who for now in hands.values() for who in (now.holder, now.back_to) if who}
        for who in wanted - names.keys():
            try:
                names[who] = self._families.person(who).called
            except NotFound:
                continue
        return names


def _minded(children: Sequence[ChildNow]) -> list[Minded]:
    return [
        Minded(each.now.place, each.months, each.now.holder)
        for each in children
        if each.now is not None and each.where != "family"
    ]


def _place_on_the_board(each: ChildNow) -> tuple[int, int, str, str]:
    until = each.now.until if each.now and each.where != "family" else None
    reading = each.child.kana or each.child.name
    return _ORDER[each.where], until if until is not None else 2**62, reading, each.child.id
