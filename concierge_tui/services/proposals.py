"""Proposals of whom to introduce for a trial: solved, explained, and decided by a person alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import exclusion_id, introduction_id, seating_id
from concierge_tui.domain.meetup_day import Card, Duty, Introduction, Seating, Trial, TrialCourse
from concierge_tui.domain.meetup_kinds import INTRODUCTION
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.pairing.hall import Known, day_of
from concierge_tui.domain.pairing.instance import Instance
from concierge_tui.domain.pairing.left_out import LeftOut, what_is_in_the_way
from concierge_tui.services.met import Pairs, met_pairs
from concierge_tui.services.mingling import Mingling
from concierge_tui.services.pairing.proposal import propose
from concierge_tui.services.pairing.search import Limits
from concierge_tui.services.records import AtMeetup, Records

TRIALS_A_CONCIERGE: Final = 2
"""So many trials one concierge watches over at once."""


class HallDay(NamedTuple):
    """A day to be paired, and the families by their places in it."""

    day: Instance
    families: tuple[Family, ...]


class Proposed(NamedTuple):
    """What the solver proposes; nothing of it is an introduction yet."""

    hall: HallDay
    groups: tuple[tuple[str, ...], ...]
    unmatched: tuple[tuple[Family, tuple[str, ...]], ...]
    """Who is left, and every reason, what keeps it from most others first."""
    proved: bool


class Proposals(AtMeetup):
    """Proposes, remembers and forgets; it can make no link and start no trial."""

    def __init__(self, meetup: str, records: Records) -> None:
        super().__init__(meetup, records)
        self._mingling = Mingling(meetup, records)

    def all(self) -> list[Introduction]:
        """Return what was proposed, and what became of it."""
        made = self._mingling.introductions()
        return [each for each in made if each.origin == "solver"]

    def hall(self) -> HallDay:
        """Return the hall as a day to be paired."""
        families = tuple(sorted((p.family for p in self._mingling.hall()), key=lambda f: f.id))
        return HallDay(day_of(families, self._known(), self._today()), families)

    def solve(self, limits: Limits) -> Proposed:
        """Return the best plan of the hall as it is; slow with a group of three.

        Raises:
            LockImpossible: never here: what was decided is left out of account.
        """
        hall = self.hall()
        answer = propose(hall.day, limits)
        names = [family.id for family in hall.families]
        left = (place for place in answer.unmatched if place not in hall.day.absent)
        return Proposed(
            hall,
            tuple(tuple(names[place] for place in trial) for trial in answer.trials),
            tuple((hall.families[n], _why(hall, n, answer.why_unmatched)) for n in left),
            answer.proved,
        )

    def keep(self, proposed: Proposed) -> Act | None:
        """Put a plan in the place of the one before; what was decided stays.

        Whom a person had introduced at a table stays introduced: the plan only takes them in.
        """
        done = {e.id for e in self._mingling.introductions() if e.state == "introduced"}
        groups = (self._named_by_others(group, done) for group in proposed.groups)
        ids = {introduction_id(self.meetup_id, *group[:2]): group for group in groups}
        open_ = {each.id: each for each in self.all() if each.state == "proposed"}
        drafts = [
            self._draft(each.id, each.one, dict.fromkeys(INTRODUCTION))
            for each in open_.values()
            if each.id not in ids
        ]
        for entity, group in ids.items():
            if entity in done:
                drafts.append(self._draft(entity, group[0], {"origin": "solver"}))
            elif entity not in open_ or open_[entity].third != (group[2:] or (None,))[0]:
                drafts.append(self._draft(entity, group[0], self._body(group)))
        return self._journal.append(drafts, self._author()) if drafts else None

    def decide(self, introduction: Introduction, state: str) -> Act:
        """Write down that a proposed group was introduced, or that it is let go today."""
        body = {"state": state}
        draft = self._draft(introduction.id, introduction.one, body)
        return self._journal.append([draft], self._author())

    def keep_apart(self, introduction: Introduction) -> Act:
        """Never propose the first two of a group again; why is nobody's business."""
        one, other = sorted((introduction.one, introduction.other))
        body = {"one": one, "other": other, "stands": True}
        drafts = [
            Draft("exclusion.set", exclusion_id(one, other), body, subject=one),
            self._draft(introduction.id, introduction.one, {"state": "declined"}),
        ]
        return self._journal.append(drafts, self._author())

    def _named_by_others(self, group: tuple[str, ...], done: set[str]) -> tuple[str, ...]:
        """Return a group headed by two who are not introduced yet, where there are such."""
        orders = (group, (*group[1:], group[0]), (group[0], *group[:0:-1]))
        new = (each for each in orders if introduction_id(self.meetup_id, *each[:2]) not in done)
        return next(new, group)

    def _draft(self, entity: str, subject: str, body: Mapping[str, object]) -> Draft:
        return Draft("introduction.set", entity, body, subject=subject, meetup=self.meetup_id)

    def _body(self, group: Sequence[str]) -> dict[str, object]:
        one, other, *third = group
        return {
            "meetup": self.meetup_id,
            "one": one,
            "other": other,
            "third": third[0] if third else None,
            "state": "proposed",
            "origin": "solver",
        }

    def _known(self) -> Known:
        made = self._mingling.introductions()
        settled = [e for e in made if e.origin == "solver" and e.state == "introduced"]
        declined = {frozenset(e.families[:2]) for e in made if e.state == "declined"}
        return Known(
            met=self._met(),
            cards={(c.family, c.other): c.mark for c in self._cards() if c.mark},
            apart=declined | set(self._day.exclusions()),
            trialled=self._trialled(),
            previous={frozenset(e.families) for e in made if e.state == "proposed"},
            settled={family for each in settled for family in each.families},
            waited=self._waited(),
            room=self._room(),
            used=len(settled),
        )

    def _met(self) -> Pairs | None:
        """Return who met whom; before the first round of a plan everybody may meet everybody."""
        seating = self._day.get(Seating, seating_id(self.meetup_id))
        if seating is None or seating.running is None:
            return None
        return met_pairs(self._day, self.meetup_id, self._mingling.hall())

    def _cards(self) -> list[Card]:
        return self._day.of(Card, self.meetup_id)

    def _trialled(self) -> set[frozenset[str]]:
        """Return the pairs that had a trial, at this meetup or before."""
        pairs = set()
        for meetup in self._meetups.all():
            ended = {c.id for c in self._day.of(TrialCourse, meetup.id) if c.state == "ended"}
            trials = self._day.of(Trial, meetup.id) if ended else []
            for trial in (each for each in trials if each.id in ended):
                guests = filter(None, (trial.guest, trial.third))
                pairs |= {frozenset((trial.host, guest)) for guest in guests}
        return pairs

    def _waited(self) -> dict[str, int]:
        """Return how often a family was left without a proposal before: waiting counts."""
        waited: dict[str, int] = {}
        for meetup in self._meetups.all():
            if meetup.id == self.meetup_id or meetup.date >= self._today():
                continue
            made = [e for e in self._day.of(Introduction, meetup.id) if e.origin == "solver"]
            placed = {family for each in made for family in each.families}
            for family in self._mingling.were_at(meetup.id) if made else ():
                if family not in placed:
                    waited[family] = waited.get(family, 0) + 1
        return waited

    def _room(self) -> int | None:
        """Return how many trials a session holds; None where nobody said what there is."""
        if self.meetup.rooms is None:
            return None
        present = sum(each.present for each in self._day.of(Duty, self.meetup_id))
        return min(self.meetup.rooms, max(1, present) * TRIALS_A_CONCIERGE)

    def _today(self) -> date:
        return self._now().astimezone().date()


def _why(hall: HallDay, place: int, told: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    codes = tuple(told.get(place, ()))
    return codes if {*codes} & {*LeftOut} else what_is_in_the_way(hall.day, place)
