"""Closes a meetup: refuses while anything is open, then gathers the sheet that she keeps."""

from collections.abc import Sequence
from datetime import date

from concierge_tui.domain.after_trial import first_uses, left_after
from concierge_tui.domain.clock import moment_of
from concierge_tui.domain.closing import ClosingRefused, Obstacle, StillInside, obstacles
from concierge_tui.domain.closing_sheet import ClosingSheet, Figures, Sat, TrialOver
from concierge_tui.domain.family import Family, by_reading
from concierge_tui.domain.fold import happened_at
from concierge_tui.domain.ids import follow_up_id, seating_id
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.meetup_day import (
    CustodyNow,
    Incident,
    Introduction,
    Seating,
    Trial,
    TrialCourse,
)
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.task import Task
from concierge_tui.domain.trial import fold_course
from concierge_tui.services.households import checked
from concierge_tui.services.living import lives_on_as
from concierge_tui.services.records import AtMeetup

_OURS = ("walk_in", "proxy", "self")
"""Where a family comes from that was written down here, and by no roster."""


class Closing(AtMeetup):
    """Serves one meetup."""

    def obstacles(self) -> tuple[Obstacle, ...]:
        """Return everything that has to be settled first; also after the closing."""
        plans = {plan.id for plan in self._day.of(Trial, self.meetup_id)}
        plans |= {course.id for course in self._day.of(TrialCourse, self.meetup_id)}
        histories = self._journal.histories(sorted(plans))
        return obstacles(
            self._day.of(CustodyNow, self.meetup_id),
            [(trial, fold_course(histories.get(trial, ()))) for trial in sorted(plans)],
            self._day.of(Incident, self.meetup_id),
        )

    def trials_over(self) -> tuple[TrialOver, ...]:
        """Return the trials that have ended, with what nobody wrote about them yet."""
        courses = [
            each for each in self._day.of(TrialCourse, self.meetup_id) if each.state == "ended"
        ]
        plans = {plan.id: plan for plan in self._day.of(Trial, self.meetup_id)}
        histories = self._journal.histories([each.id for each in courses])
        found = []
        for course in sorted(courses, key=lambda each: each.ended_at or 0):
            plan = plans.get(course.id)
            if plan is None:
                continue
            families = self.families_of(course.id)
            known = [each.id for each in families]
            events = fold_course(histories.get(course.id, ())).events
            guests = [name for name in known if name != self._sides(plan)[0]]
            left = left_after(events, guests, known)
            found.append(TrialOver(course, families, tuple(left)))
        return tuple(found)

    def families_of(self, trial: str) -> tuple[Family, ...]:
        """Return the families of a trial, the host first; none where no plan of it has come."""
        plan = self._day.get(Trial, trial)
        names = self._sides(plan) if plan else []
        known = self._families.many(names)
        return tuple(known[name] for name in names if name in known)

    def inside(self) -> int:
        """Return how many people stand as inside; nobody is ever checked out by this."""
        return self._attendances.counts(self.meetup_id).people_here

    def close(self, *, everyone_is_out: bool, worked: str = "") -> Meetup:
        """Close the meetup; whoever stands as inside stays so: only a person says who went home.

        Raises:
            NotFound: when there is no such meetup.
            ClosingRefused: while a child, a thing, a trial or a record is open.
            StillInside: when people stand as inside and nobody looked round the hall.
        """
        before = self.meetup
        if open_ := self.obstacles():
            raise ClosingRefused(open_)
        if not everyone_is_out and (people := self.inside()):
            raise StillInside(people)
        fields = {"closed": True, "worked": worked or before.worked}
        self._write({name: value for name, value in fields.items() if value})
        return self.meetup

    def reopen(self) -> Meetup:
        """Open the meetup again: somebody came late, or it was closed by mistake."""
        self._write({"closed": False})
        return self.meetup

    def sheet(self) -> ClosingSheet:
        """Gather what is worth keeping."""
        meetup = self.meetup
        rows = [row for row in self._attendances.of_meetup(self.meetup_id) if row.arrived_at]
        families = self._families.many({row.family for row in rows})
        linked = self._linked(families, meetup.date)
        courses = [each for each in self._day.of(TrialCourse, self.meetup_id) if each.started_at]
        came = {row.person for row in rows}
        children = [c for family in families.values() for c in family.children if c.id in came]
        used = self._first_uses()
        figures = Figures(
            len({row.family for row in rows}),
            self._registered(families, meetup.date),
            len(linked),
            len(courses),
            sum(used) if used else None,
            len(used),
        )
        return ClosingSheet(
            meetup,
            figures,
            len(came),
            len(children),
            len({row.family for row in rows if row.here}),
            self._introduced(),
            self.trials_over(),
            self._tables(families),
            self._to_call(families),
            self._unmet(families, linked, {course.id for course in courses}),
            tuple(sorted(self._day.of(Incident, self.meetup_id), key=lambda each: each.at or 0)),
            self.obstacles() if meetup.closed else (),
        )

    def _write(self, fields: dict[str, object]) -> None:
        meetup = self.meetup_id
        draft = Draft("meetup.set", meetup, checked("meetup", fields), meetup=meetup)
        self._journal.append([draft], self._author())

    def _registered(self, families: dict[str, Family], on: date) -> int:
        ours = [name for name, family in families.items() if family.source in _OURS]
        histories = self._journal.histories(ours)
        first = [min(map(happened_at, history)) for history in histories.values() if history]
        return sum(_day_of(at) == on for at in first)

    def _sides(self, plan: Trial) -> list[str]:
        """Return the families of a trial as they live on, the host first."""
        names = (plan.host, plan.guest, plan.third)
        return list(dict.fromkeys(lives_on_as(self._families, name) for name in names if name))

    def _first_uses(self) -> list[bool]:
        """Return, for each trial of which it is known, whether a real use followed it (C24).

        An answer whose task stands open again was taken back.
        """
        open_ = {task.id for task in self._lists.tasks()}
        plans = {each.id: each for each in self._day.of(Trial, self.meetup_id)}
        told = []
        for trial, history in self._journal.histories(sorted(plans)).items():
            plan = plans[trial]
            names = [name for name in (plan.host, plan.guest, plan.third) if name]
            stands = {
                lives_on_as(self._families, name)
                for name in names
                if follow_up_id(trial, name) not in open_
            }
            said = first_uses(fold_course(history).events)
            known = [u for name, u in said.items() if lives_on_as(self._families, name) in stands]
            if known:
                told.append(any(known))
        return told

    def _linked(self, families: dict[str, Family], on: date) -> list[frozenset[str]]:
        return [
            frozenset((link.one, link.other))
            for link in self._day.links(families)
            if link.state == "made" and link.made_at is not None and _day_of(link.made_at) == on
        ]

    def _introduced(self) -> tuple[tuple[Family, ...], ...]:
        met = [
            each
            for each in self._day.of(Introduction, self.meetup_id)
            if each.state == "introduced"
        ]
        known = self._families.many({name for each in met for name in each.families})
        return tuple(
            tuple(known[name] for name in each.families if name in known)
            for each in met
            if len([name for name in each.families if name in known]) > 1
        )

    def _tables(self, families: dict[str, Family]) -> tuple[Sat, ...]:
        seating = self._day.get(Seating, seating_id(self.meetup_id))
        if seating is None or seating.running is None:
            return self._sitting(families, None)
        earlier = [
            Sat(number, str(table), tuple(sorted(sat, key=by_reading)))
            for number, tables in enumerate(seating.plan[: seating.running], start=1)
            for table, places in enumerate(tables, start=1)
            if len(sat := [families[n] for n in _named(seating, places) if n in families]) > 1
        ]
        return (*earlier, *self._sitting(families, seating.running + 1))

    def _sitting(self, families: dict[str, Family], number: int | None) -> tuple[Sat, ...]:
        """Return the tables as they are by now; whoever left before this round sits at none."""
        tables: dict[str, list[Family]] = {}
        for name, visit in self._attendances.visits(self.meetup_id, list(families)).items():
            if visit.table:
                tables.setdefault(visit.table, []).append(families[name])
        return tuple(
            Sat(number, table, tuple(sorted(seated, key=by_reading)))
            for table, seated in sorted(tables.items(), key=lambda pair: _number(pair[0]))
            if len(seated) > 1
        )

    def _to_call(self, families: dict[str, Family]) -> tuple[tuple[Task, Family], ...]:
        found = [
            (task, families[task.family]) for task in self._lists.tasks() if task.family in families
        ]
        return tuple(sorted(found, key=lambda pair: (pair[0].due or date.max, pair[0].id)))

    def _unmet(
        self, families: dict[str, Family], linked: Sequence[frozenset[str]], trials: set[str]
    ) -> tuple[Family, ...]:
        helped = {name for pair in linked for name in pair}
        for plan in self._day.of(Trial, self.meetup_id):
            if plan.id in trials:
                helped |= set(self._sides(plan))
        wanting = [
            family
            for family in families.values()
            if (family.need is not None or family.intention in ("ask", "both"))
            and family.id not in helped
        ]
        return tuple(sorted(wanting, key=by_reading))


def _day_of(at: int) -> date:
    return moment_of(at).astimezone().date()


def _named(seating: Seating, places: Sequence[int]) -> list[str]:
    return [seating.families[place] for place in places if place < len(seating.families)]


def _number(table: str) -> tuple[int, str]:
    return (int(table) if table.isdigit() and table.isascii() else 10**6, table)
