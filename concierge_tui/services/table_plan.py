"""Tables and rounds of a meetup: planned, begun, and changed least when somebody comes or goes."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import seating_id, visit_id
from concierge_tui.domain.meetup_day import Seating
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.pairing.hall import Known, day_of
from concierge_tui.domain.pairing.instance import Instance
from concierge_tui.domain.seating.absorbing import absorb
from concierge_tui.domain.seating.asking import Asked
from concierge_tui.domain.seating.errors import NobodyToSeat, NoPlan
from concierge_tui.domain.seating.measures import Measures
from concierge_tui.domain.seating.planning import Waiting
from concierge_tui.domain.seating.running import sitting
from concierge_tui.domain.seating.tables import Plan
from concierge_tui.services.latecomers import TABLE_SIZE
from concierge_tui.services.mingling import Mingling
from concierge_tui.services.records import AtMeetup, Records
from concierge_tui.services.seating import seat, wishes_of

ROUNDS: Final = 5
MINUTES: Final = 15


class Numbers(NamedTuple):
    """How a meetup is seated."""

    size: int
    """Families at a table."""
    rounds: int
    minutes: int
    """How long a round takes."""


class Planned(NamedTuple):
    """A plan that nobody has kept yet."""

    families: tuple[str, ...]
    plan: Plan
    measures: Measures


class Seats(NamedTuple):
    """The plan that holds, with its families."""

    seating: Seating
    """The round that runs stands in it as the hall sits."""
    families: tuple[Family | None, ...]
    """None where a family withdrew or was removed."""
    came: tuple[str, ...]
    """Who is in the hall and not in the rounds to come."""
    left: tuple[str, ...]
    """Who is in the rounds to come and not in the hall."""

    @property
    def next_round(self) -> int:
        """The round that begins next, from 0."""
        return 0 if self.seating.running is None else self.seating.running + 1

    @property
    def is_over(self) -> bool:
        """Whether every round has begun."""
        return self.next_round >= len(self.seating.plan)


class TablePlan(AtMeetup):
    """Seats the families of one meetup."""

    def __init__(self, meetup: str, records: Records) -> None:
        super().__init__(meetup, records)
        self._mingling = Mingling(meetup, records)

    @property
    def numbers(self) -> Numbers:
        """How this meetup is seated: as it was planned, else as is usual."""
        meetup = self.meetup
        return Numbers(
            meetup.table_size or TABLE_SIZE,
            meetup.rounds or ROUNDS,
            meetup.round_minutes or MINUTES,
        )

    def solve(self, numbers: Numbers, waiting: Waiting) -> Planned:
        """Return a plan for the families in the hall; slow, and it can be stopped.

        Raises:
            NobodyToSeat: when there are not two families.
            SeatingImpossible: when a number is out of range.
            SeatingStopped: when whoever waits has stopped it.
        """
        families = self._present()
        if len(families) < 2:
            raise NobodyToSeat
        asked = Asked(self._day_of(families), numbers.size, numbers.rounds)
        seated = seat(asked, waiting)
        return Planned(tuple(f.id for f in families), seated.plan, seated.measures)

    def keep(self, planned: Planned, numbers: Numbers) -> Act:
        """Put a plan in the place of the one before; its first round is yet to begin.

        The meetup is seated by these numbers from now on.
        """
        body = {"families": list(planned.families), "plan": _listed(planned.plan)}
        names = ("table_size", "rounds", "round_minutes")
        fields = dict(zip(names, numbers, strict=True))
        if numbers != self.numbers:
            # An act of its own: how a meetup is planned is not taken back by one key at the desk.
            draft = Draft("meetup.set", self.meetup_id, fields, meetup=self.meetup_id)
            self._journal.append([draft], self._author())
        return self._write({**body, "running": None, "ends": None}, [])

    def now(self) -> Seats | None:
        """Return the plan that holds, or None."""
        kept = self._day.get(Seating, seating_id(self.meetup_id))
        if kept is None or not kept.plan:
            return None
        hall = self._mingling.hall()
        seating = sitting(kept, {each.family.id: each.table for each in hall})
        known = self._families.many(seating.families)
        families = tuple(
            family if (family := known.get(name)) and not family.withdrawn else None
            for name in seating.families
        )
        here = {each.family.id for each in hall}
        begun = 0 if seating.running is None else seating.running + 1
        seated = {
            seating.families[place]
            for tables in seating.plan[begun:]
            for table in tables
            for place in table
            if place < len(seating.families)
        }
        later = begun < len(seating.plan)
        return Seats(
            seating,
            families,
            tuple(sorted(here - seated)) if later else (),
            tuple(sorted(seated - here)) if later else (),
        )

    def begin(self, minutes: int) -> Seats:
        """Begin the next round: who came is seated, who left is not, and every table is written.

        Raises:
            NoPlan: when there is none, or its last round has begun.
        """
        seats = self.now()
        if seats is None or seats.is_over:
            raise NoPlan
        seating = self._absorbed(seats)
        running = seats.next_round
        ends = self.now_ms + minutes * 60_000
        body = {
            "families": list(seating.families),
            "plan": _listed(seating.plan),
            "running": running,
            "ends": ends,
        }
        self._write(body, self._tables(seating, running))
        begun = self.now()
        assert begun is not None, "it was written just now"
        return begun

    def extend(self, minutes: int) -> Act:
        """Let the running round go on, from its end or, where that is past, from now.

        Raises:
            NoPlan: when no round runs.
        """
        seats = self.now()
        if seats is None or seats.seating.ends is None:
            raise NoPlan
        start = max(self.now_ms, seats.seating.ends)
        return self._write({"ends": start + minutes * 60_000}, [])

    def _absorbed(self, seats: Seats) -> Seating:
        seating = seats.seating
        if not (seats.came or seats.left):
            return seating
        names = (*seating.families, *(n for n in seats.came if n not in seating.families))
        known = self._families.many(names)
        families = [known.get(name) or Family(id=name) for name in names]
        here = {family.id for family in self._present()}
        present = {place for place, name in enumerate(names) if name in here}
        wishes = wishes_of(self._day_of(families))
        size = self.numbers.size
        plan = absorb(seating.plan, seats.next_round, present, size, wishes)
        return seating.model_copy(update={"families": names, "plan": plan})

    def _tables(self, seating: Seating, running: int) -> list[Draft]:
        at = {
            seating.families[place]: str(number)
            for number, table in enumerate(seating.plan[running], 1)
            for place in table
        }
        # Whoever is not in the round has no table in it: a table that stands there is a new one.
        expected = {row.family for row in self._attendances.of_meetup(self.meetup_id)}
        at |= {family: "" for family in sorted(expected) if family not in at}
        visits = self._attendances.visits(self.meetup_id, list(at))
        return [
            Draft(
                "visit.set",
                visit_id(self.meetup_id, family),
                {"family": family, "table": table},
                subject=family,
                meetup=self.meetup_id,
            )
            for family, table in at.items()
            if table != (visits[family].table if family in visits else "")
        ]

    def _write(self, body: dict[str, object], further: Sequence[Draft]) -> Act:
        entity = seating_id(self.meetup_id)
        said = {"meetup": self.meetup_id, **body}
        draft = Draft("seating.set", entity, said, meetup=self.meetup_id)
        return self._journal.append([draft, *further], self._author())

    def _present(self) -> list[Family]:
        return sorted((each.family for each in self._mingling.hall()), key=lambda f: f.id)

    def _day_of(self, families: Sequence[Family]) -> Instance:
        known = Known(apart=self._day.exclusions())
        return day_of(families, known, self._now().astimezone().date())


def _listed(plan: Plan) -> list[list[list[int]]]:
    return [[list(table) for table in tables] for tables in plan]
