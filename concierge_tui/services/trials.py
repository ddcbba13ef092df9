"""A trial (預け合い体験) from its plan to its end: nothing starts past a red rule."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from concierge_tui.domain.after_trial import follow_ups
from concierge_tui.domain.errors import MeetupClosed, NotFound
from concierge_tui.domain.family import Person
from concierge_tui.domain.gate import Approval, Gate
from concierge_tui.domain.gate_rules import consent_rule, judge
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.meetup_day import Trial, TrialCourse
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.trial import (
    ApprovalMissing,
    GateClosed,
    TrialEvent,
    TrialNotDraft,
    TrialNotPossible,
    TrialNotRunning,
    fold_course,
)
from concierge_tui.domain.trial import (
    TrialCourse as Course,
)
from concierge_tui.services.custody import Custody
from concierge_tui.services.households import checked
from concierge_tui.services.living import of_the_living
from concierge_tui.services.records import AtMeetup, Records
from concierge_tui.services.trial_facts import ALLERGY_READ, TrialFacts
from concierge_tui.services.trial_hands import TrialHands
from concierge_tui.services.trial_now import TrialNow

Added = Literal["item", "food", "note", "report", "confirm", "feedback"]
"""What may be added to a trial; how it starts and ends is decided here alone."""


class Trials(AtMeetup):
    """Serves one meetup."""

    def __init__(
        self, meetup: str, records: Records, *, custody: Custody, facts: TrialFacts
    ) -> None:
        super().__init__(meetup, records)
        self.facts = facts
        self._hands = TrialHands(custody, facts, lambda: records.author().actor)

    def all(self) -> list[TrialNow]:
        """Return every trial of the meetup: those that run first, those that are over last."""
        order = {"running": 0, "draft": 1, "ended": 2, "cancelled": 3}
        found = [self._now_of(trial) for trial in self._day.of(Trial, self.meetup_id)]
        return sorted(found, key=lambda each: (order[each.course.state], each.until or 0))

    def get(self, trial: str) -> TrialNow:
        """Return one trial or raise `NotFound`."""
        row = self._day.get(Trial, trial)
        if row is None:
            raise NotFound("trial")
        return self._now_of(row)

    def events(self, trial: str) -> tuple[TrialEvent, ...]:
        """Return everything that was written about how a trial went, oldest first.

        What was said of a family that stood twice is said of the one as which it lives on.
        """
        return tuple(of_the_living(self._families, each) for each in self._course(trial).events)

    def plan(self, said: Mapping[str, Any]) -> Trial:
        """Write down a trial that is to be checked.

        Raises:
            TrialNotPossible: without two different families and a child of a guest.
            FieldInvalid: when a value cannot be kept.
        """
        trial = new_id()
        body = checked("trial", {**said, "meetup": self.meetup_id})
        self._refuse_impossible(body)
        self._journal.append([self._draft("set", trial, body, body["guest"])], self._author())
        return self.get(trial).trial

    def correct(self, trial: str, said: Mapping[str, Any]) -> Act | None:
        """Change the plan while nothing has started; None for no change.

        Raises:
            TrialNotDraft: when it runs or is over: then a change is added, never overwritten.
        """
        now = self._draft_of(trial)
        was = now.trial.model_dump(mode="json")
        body = {n: v for n, v in checked("trial", said).items() if v != was[n]}
        if not body:
            return None
        self._refuse_impossible({**was, **body})
        guest = str(body.get("guest", now.trial.guest))
        return self._journal.append([self._draft("set", trial, body, guest)], self._author())

    def allergies_of(self, now: TrialNow) -> list[str]:
        """Return the operations that say now what the children's allergies are."""
        return [tip for child in now.children for tip in self.facts.allergy_tips(child.id)]

    def read_allergies(self, trial: str, shown: Sequence[str] | None = None) -> Act | None:
        """Note that the other family read what is known of the children's allergies.

        `shown` are the operations whose words it saw; those of now, where nobody says.

        Raises:
            GateClosed: when a family does not consent to that.
        """
        now = self._draft_of(trial)
        self.refuse_telling(now)
        kept = [mark for mark in now.trial.exchanged if not mark.startswith(ALLERGY_READ)]
        read = self.allergies_of(now) if shown is None else shown
        marks = [f"{ALLERGY_READ}{tip}" for tip in read]
        return self.correct(trial, {"exchanged": [*kept, *marks]})

    def refuse_telling(self, now: TrialNow) -> None:
        """Return when one family may be told about the other; else raise `GateClosed`."""
        if consent_rule(self.facts.gather(now.trial)).colour == "red":
            raise GateClosed(("consent",))

    def gate(self, trial: str) -> Gate:
        """Return how every rule of the safety gate stands now."""
        return judge(self.facts.gather(self.get(trial).trial))

    def start(self, trial: str, approvals: Sequence[Approval] = ()) -> Act:
        """Start a trial and hand the children over in the same act.

        The gate is judged anew at this moment: what one read a minute ago counts for nothing.
        A trial that was agreed to begin at once began now.

        Raises:
            MeetupClosed: when the meetup is over.
            TrialNotDraft: when it was started or called off before.
            GateClosed: when a rule is red; there is no way around it.
            ApprovalMissing: when an amber rule has no reason or no second person.
            CollectorRefused: when nobody of the host may hold the child.
        """
        now = self._draft_of(trial)
        if self.facts.meetup.closed:
            raise MeetupClosed
        gate = judge(self.facts.gather(now.trial))
        if gate.is_red:
            raise GateClosed(tuple(rule.name for rule in gate.of("red")))
        approvals = self._second_persons(approvals, now)
        missing = gate.unapproved(approvals)
        if missing:
            raise ApprovalMissing(tuple(rule.name for rule in missing))
        asked = {(rule.name, rule.reason) for rule in gate.of("amber")}
        body = {
            "colours": gate.colours,
            "approvals": [a._asdict() for a in approvals if (a.rule, a.because) in asked],
            "supervisor": now.trial.supervisor,
            "allergies": {child.id: self.facts.allergy_tips(child.id) for child in now.children},
        }
        drafts = [self._draft("start", trial, body, now.trial.guest)]
        if now.trial.service == "minding":
            drafts += self._hands.entrust(now.trial, now.children)
        if now.trial.starts is None:
            drafts.append(self._draft("set", trial, {"starts": self.now_ms}, now.trial.guest))
        return self._journal.append(drafts, self._author())

    def cancel(self, trial: str, reason: str) -> Act:
        """Call off a trial that has not started; raise `TrialNotDraft` for any other."""
        now = self._draft_of(trial)
        draft = self._draft("cancel", trial, {"reason": reason}, now.trial.guest)
        return self._journal.append([draft], self._author())

    def end(self, trial: str, to: Mapping[str, str] | None = None) -> Act:
        """End a trial: each child goes back to a guardian who may collect it, in the same act.

        So is kept that somebody asks the families later; the supervisor, unless one changes it.

        Raises:
            TrialNotRunning: when it does not run.
            ChildContested: when somebody has to look first in whose hands a child is.
            CollectorRefused: when nobody who may collect is here, or `to` names another.
        """
        now = self.running(trial)
        drafts = [self._draft("end", trial, {}, now.trial.guest)]
        drafts += self._hands.give_back(now.trial, now.children, to or {})
        asks = self.facts.name_of(now.trial.supervisor)
        drafts += follow_ups(trial, now.ids, asks, self.facts.today)
        return self._journal.append(drafts, self._author())

    def running(self, trial: str) -> TrialNow:
        """Return a trial that runs, or raise `TrialNotRunning`."""
        now = self.get(trial)
        if now.course.state != "running":
            raise TrialNotRunning
        return now

    def receivers(self, trial: str) -> dict[str, list[Person]]:
        """Return to whom each child that it still holds may go back: may collect, and is here."""
        now = self.get(trial)
        held = (each for each in now.children if self._hands.may_hold(now.trial, each))
        return {child.id: self._hands.receivers(child) for child in held}

    def guardians_here(self, trial: str) -> dict[str, list[Person]]:
        """Return by family the children's own guardians who are inside.

        One may be the second person; where two families entrust their children, one of each.
        """
        found: dict[str, list[Person]] = {}
        for child in self.get(trial).children:
            found.setdefault(child.family, self._hands.guardians(child))
        return found

    def add(self, trial: str, verb: Added, said: Mapping[str, Any], subject: str = "") -> Act:
        """Add one fact to a trial; nothing that was written is ever overwritten (D15)."""
        now = self.get(trial)
        draft = self._draft(verb, trial, said, subject or now.trial.guest)
        return self._journal.append([draft], self._author())

    def rehand(self, trial: str, said: Mapping[str, Any]) -> Act:
        """Add a change of plan, and let the hands know of the new end and place."""
        now = self.running(trial)
        drafts = [self._draft("change", trial, said, now.trial.guest)]
        drafts += self._hands.follow(now.trial, now.children, said, now.until)
        return self._journal.append(drafts, self._author())

    def _second_persons(self, approvals: Sequence[Approval], now: TrialNow) -> list[Approval]:
        """Return the approvals that count: nobody's guardian agrees for another family's child."""
        homes = {
            person.id: family
            for family, own in self.guardians_here(now.trial.id).items()
            for person in own
        }
        may = [given for given in approvals if self._is_second_person(given, homes)]
        asked: dict[tuple[str, str], set[str]] = {}
        for given in may:
            if given.how == "guardian":
                asked.setdefault((given.rule, given.because), set()).add(homes[given.who])
        every = {child.family for child in now.children}
        return [
            given for given in may
            if given.how != "guardian" or asked[given.rule, given.because] == every
        ]  # fmt: skip

    def _is_second_person(self, given: Approval, homes: Mapping[str, str]) -> bool:
        """Say whether somebody may agree: never oneself, and a guardian only of a child."""
        if given.how == "telephone":
            return True
        if given.how == "staff":
            return given.who != self._author().actor and self._hands.is_staff(given.who)
        return given.who in homes

    def _draft_of(self, trial: str) -> TrialNow:
        now = self.get(trial)
        if now.course.state != "draft":
            raise TrialNotDraft
        return now

    def _refuse_impossible(self, body: Mapping[str, Any]) -> None:
        names = [body.get("host"), body.get("guest"), body.get("third")]
        given = [str(name) for name in names if name]
        known = self._families.many(given)
        guests = [known[name] for name in given[1:] if name in known]
        theirs = {child.id for family in guests for child in family.children}
        children = set(body.get("children", ()))
        is_whole = names[0] and names[1] and len(set(given)) == len(given) == len(known)
        if not is_whole or not children or not children <= theirs:
            raise TrialNotPossible

    def _now_of(self, trial: Trial) -> TrialNow:
        course = self._day.get(TrialCourse, trial.id) or TrialCourse(id=trial.id)
        now = self.facts.as_it_is(trial)
        families, children = self.facts.families_of(now), self.facts.children_of(now)
        written = tuple(name for name in (trial.host, trial.guest, trial.third) if name)
        living = tuple(name for name in (now.host, now.guest, now.third) if name)
        ids = dict(zip(written, living, strict=True))
        return TrialNow(now, course, tuple(families), tuple(children), ids)

    def _course(self, trial: str) -> Course:
        return fold_course(self._journal.history(trial))

    def _draft(self, verb: str, trial: str, body: Mapping[str, Any], subject: str) -> Draft:
        return Draft(f"trial.{verb}", trial, body, subject, self.meetup_id)
