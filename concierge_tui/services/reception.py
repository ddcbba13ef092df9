"""The reception desk: find a family, check everyone in with one act, take it back."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from concierge_tui.domain.codes import read_code
from concierge_tui.domain.consent import FamilyHidden
from concierge_tui.domain.errors import (
    AlreadyHere,
    MeetupClosed,
    NobodyChosen,
    NotFound,
    TooManyLooks,
)
from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.meetup import Attendance, Counts, Visit
from concierge_tui.domain.meetup_day import CustodyNow
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.search import Kind, Needle, read_query
from concierge_tui.services.arrivals import arrival, refuse_crowd
from concierge_tui.services.invitations import invited_family
from concierge_tui.services.latecomers import Latecomers
from concierge_tui.services.ports import (
    Directory,
)
from concierge_tui.services.records import AtMeetup, Records
from concierge_tui.services.rights import RightsHere

Presence = Literal["none", "expected", "partly", "here", "left"]

SHOWN = 20
"""So many families are listed; the rest are counted."""

LAST4_LIMIT = 20
"""So often somebody may search by last four digits within the window."""
LAST4_WINDOW_MS = 10 * 60 * 1000


class Household(NamedTuple):
    """One family as this meetup sees it."""

    family: Family
    attendance: dict[str, Attendance]
    visit: Visit | None

    @property
    def presence(self) -> Presence:
        """Where the family stands: a word for the list."""
        rows = list(self.attendance.values())
        arrived = [row for row in rows if row.arrived_at is not None]
        if not arrived:
            return "expected" if any(row.expected for row in rows) else "none"
        if not any(row.here for row in arrived):
            return "left"
        return "partly" if self.awaited else "here"

    @property
    def is_hidden(self) -> bool:
        """Whether it withdrew its consent; whoever is inside stays visible, for safety."""
        return self.family.withdrawn and not any(row.here for row in self.attendance.values())

    @property
    def awaited(self) -> frozenset[str]:
        """Whom the desk still expects: guardians, children, announced carers.

        A grandmother who may collect does not come along for that, and whoever must not
        collect is never assumed to have brought the child.
        """
        rows = self.attendance
        return frozenset(
            person.id
            for person in self.family.people
            if not (person.id in rows and rows[person.id].arrived_at is not None)
            and not person.must_not_collect
            and (person.role != "carer" or (person.id in rows and rows[person.id].expected))
        )

    @property
    def arrived_at(self) -> int | None:
        """When the first of the family arrived, in milliseconds since 1970."""
        return min((r.arrived_at for r in self.attendance.values() if r.arrived_at), default=None)


class Findings(NamedTuple):
    """What a search shows: families best first, and how many people more matched."""

    households: tuple[Household, ...]
    more: bool


class CheckedIn(NamedTuple):
    """What the success line says."""

    act: Act
    household: Household
    people: tuple[str, ...]
    next_event: str


class Reception(AtMeetup):
    """Serves one meetup."""

    def __init__(self, meetup: str, records: Records, directory: Directory) -> None:
        super().__init__(meetup, records)
        self._directory = directory
        self._rights = RightsHere(records)
        self._latecomers = Latecomers(
            records.day, records.families, records.attendances, records.meetup_rows, records.now
        )

    def counts(self) -> Counts:
        """Return expected, here and left, derived from the facts."""
        return self._attendances.counts(self.meetup_id)

    def children_late(self) -> frozenset[str]:
        """Return the children that are in other hands past the agreed end."""
        hands = self._day.of(CustodyNow, self.meetup_id)
        return frozenset(hand.child for hand in hands if hand.is_late(self.now_ms))

    def find(self, text: str) -> Findings:
        """Return the families that match what was typed; nothing for nothing.

        Raises:
            TooManyLooks: when the last four digits of telephones are tried too often.
        """
        needle = read_query(text)
        if needle.kind is Kind.NOTHING:
            return Findings((), more=False)
        if needle.kind is Kind.LAST_FOUR:
            self._note_last4()
        return self._found(needle)

    def _found(self, needle: Needle) -> Findings:
        found = self._directory.find(needle, SHOWN * 3, self.meetup_id)
        ids = list(dict.fromkeys(row.family for row in found))
        return Findings(self.households(ids[:SHOWN]), more=len(ids) > SHOWN)

    def _note_last4(self) -> None:
        """Log and limit searches by last four digits: they are the link code (A2).

        What was logged is what counts: another screen or another start begins no new limit.
        """
        author, since = self._author(), self.now_ms - LAST4_WINDOW_MS
        if self._directory.last4_tried(author.actor, since) >= LAST4_LIMIT:
            raise TooManyLooks
        draft = Draft("looked.at", self.meetup_id, {"what": ["last4"]}, meetup=self.meetup_id)
        self._journal.append([draft], author)

    def households(self, families: Sequence[str]) -> tuple[Household, ...]:
        """Return families with their attendance, in the order asked for."""
        return self._as_seen_here(families, self._families.many(families))

    def _as_seen_here(
        self, families: Sequence[str], known: Mapping[str, Family]
    ) -> tuple[Household, ...]:
        rows: dict[str, dict[str, Attendance]] = {}
        for row in self._attendances.of_families(self.meetup_id, families):
            rows.setdefault(row.family, {})[row.person] = row
        visits = self._attendances.visits(self.meetup_id, families)
        found = (
            Household(known[name], rows.get(name, {}), visits.get(name))
            for name in families
            if name in known and not known[name].removed
        )
        return tuple(household for household in found if not household.is_hidden)

    def household(self, family: str) -> Household:
        """Return one family with its attendance or raise `NotFound`."""
        found = self.households([family])
        if not found:
            raise NotFound("family")
        return found[0]

    def by_code(self, code: str) -> Household:
        """Return the family of a scanned or typed card.

        Raises:
            NotFound: when no family here has it: it is never accepted unseen.
            FamilyHidden: when its family withdrew; nobody is told whose card it is.
        """
        family = self._families.by_code(code)
        family = family or invited_family(code, self._day, self._journal, self._families)
        if family is None:
            raise NotFound("code")
        found = self.households([family])
        if not found:
            raise FamilyHidden
        return found[0]

    def by_typed_code(self, text: str) -> Household:
        """Return the family of a code as it was typed.

        Raises:
            CodeUnreadable: when it has not the shape of a code.
            NotFound: when no family here has it.
            FamilyHidden: when its family withdrew.
        """
        return self.by_code(read_code(text))

    def check_in(self, family: str, people: Sequence[str], *, reason: str = "") -> CheckedIn:
        """Check in the chosen people of one family as one act.

        Raises:
            NobodyChosen: when no one is chosen.
            AlreadyHere: when everyone chosen is inside.
            MeetupFull: when there is no room and no reason was given.
            MeetupClosed: when the meetup is over.
        """
        meetup, household = self.meetup, self.household(family)
        arriving = self._arriving(household, people)
        if meetup.closed:
            raise MeetupClosed
        refuse_crowd(self._attendances, meetup, len(arriving), reason)
        table = self._latecomers.table(meetup.id, household.family)
        act = self._journal.append(
            arrival(meetup.id, family, arriving, reason=reason, table=table), self._author()
        )
        # The act changed who is here, not who they are: the people are not read again.
        (after,) = self._as_seen_here([family], {family: household.family})
        return CheckedIn(act, after, tuple(arriving), meetup.next_event)

    def _arriving(self, household: Household, people: Sequence[str]) -> list[str]:
        chosen = [p.id for p in household.family.people if p.id in set(people)]
        if not chosen:
            raise NobodyChosen
        rows = household.attendance
        arriving = [p for p in chosen if not (p in rows and rows[p].here)]
        if not arriving:
            raise AlreadyHere(household.arrived_at or 0)
        return arriving

    def refuse_crowd(self, arriving: int, reason: str = "") -> None:
        """Raise `MeetupFull` when so many more would exceed the capacity without a reason."""
        refuse_crowd(self._attendances, self.meetup, arriving, reason)

    def leave(self, family: str, people: Sequence[str]) -> Act:
        """Note that people went home; each is named, nobody leaves by a timer.

        Raises:
            NobodyChosen: when none of them is inside.
            ChildContested: when nobody is sure in whose hands a child is.
            CollectorRefused: when a child is in other hands, or would go without anybody who
                may collect it.
        """
        household = self.household(family)
        inside = [name for name, row in household.attendance.items() if row.here]
        leaving = [p for p in people if p in inside]
        if not leaving:
            raise NobodyChosen
        self._rights.refuse_leaving(self.meetup, household.family, leaving, inside)
        entity = visit_id(self.meetup_id, family)
        draft = Draft(
            "visit.leave", entity, {"people": leaving}, subject=family, meetup=self.meetup_id
        )
        return self._journal.append([draft], self._author())

    def seat(self, family: str, table: str) -> Act:
        """Write down at which table a family sits."""
        draft = Draft(
            "visit.set",
            visit_id(self.meetup_id, family),
            {"family": family, "table": table},
            subject=family,
            meetup=self.meetup_id,
        )
        return self._journal.append([draft], self._author())
