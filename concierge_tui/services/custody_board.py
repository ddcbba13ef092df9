"""Every child inside and in whose hands it is, and to whom it may be given."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Literal, NamedTuple

from concierge_tui.domain.collection import Rights
from concierge_tui.domain.custody import Hand, Role, fold_custody, warning
from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.meetup_day import CustodyNow, Duty, TemporaryCollector
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.ratio import Load, Minded, Ratios, loads, ratios_of
from concierge_tui.domain.staff import Staff
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.hands import Hands, hands_at, hands_of, living_child
from concierge_tui.services.records import AtMeetup, Records
from concierge_tui.services.rights import RightsHere
from concierge_tui.services.said_late import SaidLate
from concierge_tui.services.staff_desk import StaffDesk
from concierge_tui.services.unnamed import child_or_unnamed

Where = Literal["contested", "away", "family"]

_ORDER: dict[Where, int] = {"contested": 0, "away": 1, "family": 2}


class ChildNow(NamedTuple):
    """One child and in whose hands it is."""

    child: Person
    family: Family
    hands: Hands
    here: bool
    table: str
    holder: str
    """The name of whoever holds it; empty for its own family without a name."""
    back_to: str
    months: int | None

    @property
    def now(self) -> CustodyNow | None:
        """In whose hands it is; None where it never left its family."""
        return self.hands.now

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
        self.rights_here = RightsHere(records)
        self._said_late = SaidLate(records.journal, records.families)

    def staff(self) -> list[Staff]:
        """Return who works here."""
        return [member for member in self._staff.all() if not member.removed]

    def board(self) -> Board:
        """Return every child inside, and every contested one; those in other hands first."""
        meetup = self.meetup
        rows = self._attendances.of_meetup(self.meetup_id)
        inside = {row.person for row in rows if row.here}
        hands = hands_at(self.meetup_id, self._families, self._day)
        out = self._held({child: held.now for child, held in hands.items() if held.owed})
        ids = [row.family for row in rows if row.here] + [child.family for child in out]
        known = {name: Family(id=name) for name in ids} | self._families.many(ids)
        tables = self._attendances.visits(self.meetup_id, ids)
        names = self._names(known, [held.now for held in hands.values() if held.now])
        present = {c.id: c for f in known.values() for c in f.children if c.id in inside}
        # Whoever is in other hands is never left out, whatever became of the registration.
        listed = {child.id: child for child in out} | present
        children = [
            self._child_now(child, known[child.family], hands, tables, names, inside, meetup)
            for child in self._said_late.strictly(list(listed.values()))
            if child.family in known
        ]
        children.sort(key=_place_on_the_board)
        area = self._areas.here()
        return Board(
            tuple(children), tuple(loads(_minded(children))), ratios_of(area), meetup.room_capacity
        )

    def _held(self, hands: Mapping[str, CustodyNow | None]) -> list[Person]:
        """Return children by their records, also who was taken off or erased."""
        found = (
            child_or_unnamed(self._families, child, now.family if now else None)
            for child, now in hands.items()
        )
        return [child for child in found if child is not None]

    def out(self) -> tuple[ChildNow, ...]:
        """Return the children because of whom nobody may close: in other hands, or contested."""
        return self.board().out

    def child(self, child: str) -> ChildNow:
        """Return one child as it is now or raise `NotFound`."""
        living = living_child(self._families, child)
        held = hands_of(living, self.meetup_id, self._families, self._day)
        person = child_or_unnamed(self._families, living, held.now.family if held.now else None)
        if person is None:
            raise NotFound("person")
        family = self._families.many([person.family]).get(person.family, Family(id=person.family))
        rows = self._attendances.of_families(self.meetup_id, [family.id])
        inside = {row.person for row in rows if row.here}
        tables = self._attendances.visits(self.meetup_id, [family.id])
        names = self._names({family.id: family}, [held.now] if held.now else [])
        found = next((each for each in family.children if each.id == person.id), None)
        if found is None and not held.owed:
            raise NotFound("person")
        hands = {person.id: held}
        (of,) = self._said_late.strictly([found or person])
        return self._child_now(of, family, hands, tables, names, inside, self.meetup)

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

    def records(self, of: ChildNow) -> list[tuple[Hand, str]]:
        """Return the hands that contradict each other, oldest first, and who holds by each."""
        if of.where != "contested":
            return []
        ids = [chain.id for chain in of.hands.chains]
        histories = self._journal.histories(ids)
        found = [hand for name in ids for hand in fold_custody(name, histories.get(name, ())).hands]
        names = self._called({of.family.id: of.family}, {hand.to for hand in found if hand.to})
        found.sort(key=lambda hand: (hand.at, hand.op_id))
        return [(hand, names.get(hand.to, "")) for hand in found]

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
        """Return who may have seen it, never the receiver; first who is known to be in the house.

        That is whoever writes, the staff who are ticked as present, and the family.
        """
        me = self._author().actor
        here = {duty.staff for duty in self._day.of(Duty, self.meetup_id) if duty.present} | {me}
        staff = sorted(self.staff(), key=lambda each: each.id != me)
        everyone = [(each.id, each.name) for each in staff if each.id in here]
        everyone += [(person.id, person.called) for person in self.givers(of)]
        everyone += [(each.id, each.name) for each in staff if each.id not in here]
        return [pair for pair in everyone if pair[0] != to]

    def _child_now(
        self,
        child: Person,
        family: Family,
        hands: Mapping[str, Hands],
        tables: Mapping[str, Any],
        names: Mapping[str, str],
        inside: set[str],
        meetup: Meetup,
    ) -> ChildNow:
        held = hands.get(child.id, Hands(None))
        now = held.now
        return ChildNow(
            child,
            family,
            held,
            child.id in inside,
            tables[family.id].table if family.id in tables else "",
            names.get(now.holder, "") if now else "",
            names.get(now.back_to, "") if now else "",
            age_months(child.birthday, meetup.date) if child.birthday else None,
        )

    def _names(self, known: Mapping[str, Family], hands: Sequence[CustodyNow]) -> dict[str, str]:
        """Return how everyone is called who holds a child, or to whom it goes back."""
        wanted = {who for now in hands for who in (now.holder, now.back_to) if who}
        return self._called(known, wanted)

    def _called(self, known: Mapping[str, Family], wanted: AbstractSet[str]) -> dict[str, str]:
        names = {each.id: each.name for each in self.staff()}
        names |= {p.id: p.called for family in known.values() for p in family.people}
        names |= {c.id: c.name for c in self._day.of(TemporaryCollector, self.meetup_id)}
        for who in wanted - names.keys():
            try:
                names[who] = self._families.person(who).called
            except NotFound:
                continue
        return names


def next_hands(meetup: str, of: ChildNow, said: Mapping[str, Any]) -> list[Draft]:
    """Return the hand that follows, on every chain of this child that is open."""
    written = [(chain.child, list(chain.tips)) for chain in of.hands.chains]
    return [
        Draft("custody.hand", custody_id(meetup, child), {"child": child, **said}, of.family.id,
              meetup, base)
        for child, base in written or [(of.child.id, [])]
    ]  # fmt: skip


def _minded(children: Sequence[ChildNow]) -> list[Minded]:
    return [
        Minded(each.now.place, each.months, each.now.holder)
        for each in children
        if each.now is not None and each.where != "family"
    ]


def _place_on_the_board(each: ChildNow) -> tuple[int, int, str, str]:
    until = each.now.until if each.now and each.where != "family" else None
    end = until if until is not None else 2**62
    return _ORDER[each.where], end, each.child.reading, each.child.id
