"""Gathers from the store what the safety gate looks at, at the moment of asking."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Literal

from concierge_tui.domain.consent import REGISTRATION, TRIAL
from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.fold import Tip, fold_consent
from concierge_tui.domain.gate import ChildFacts, GateFacts, SideFacts, SupervisorFacts
from concierge_tui.domain.gate_rules import papers
from concierge_tui.domain.ids import consent_id, health_id
from concierge_tui.domain.link import LinkNotPossible
from concierge_tui.domain.meetup_day import Duty, Health, Trial, TrialCourse
from concierge_tui.domain.policy import Policy, day_in_japan, policy_of
from concierge_tui.domain.ratio import Load, Minded, loads, ratios_of
from concierge_tui.domain.staff import Staff
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.custody_board import CustodyBoard
from concierge_tui.services.hands import hands_of, living_child
from concierge_tui.services.linking import Linking
from concierge_tui.services.living import lives_on_as
from concierge_tui.services.records import AtMeetup, Records
from concierge_tui.services.said_late import SaidLate
from concierge_tui.services.staff_desk import StaffDesk

NEEDED: tuple[str, ...] = (REGISTRATION, TRIAL)
"""Without these nothing about one family may be told to another."""

ALLERGY_READ = "allergy:"
"""Before the operation whose words the other family read: a later answer has to be read anew."""


class TrialFacts(AtMeetup):
    """Looks up one meetup."""

    def __init__(
        self,
        custody: CustodyBoard,
        linking: Linking,
        records: Records,
        *,
        staff: StaffDesk,
        areas: AreaPlan,
    ) -> None:
        super().__init__(custody.meetup_id, records)
        self._custody = custody
        self._linking = linking
        self._staff = staff
        self._areas = areas
        self.said_late = SaidLate(records.journal, records.families)

    @property
    def today(self) -> date:
        """The day in Japan: a laptop that was set to another zone opens no gate too early."""
        return day_in_japan(self._now())

    @property
    def policy(self) -> Policy:
        """The limits that hold in this area."""
        return policy_of(self._areas.here())

    def as_it_is(self, trial: Trial) -> Trial:
        """Return a trial with its families as they live on: one may have been found to be two."""
        names = {"host": trial.host, "guest": trial.guest, "third": trial.third}
        now = {side: lives_on_as(self._families, name) for side, name in names.items() if name}
        return trial.model_copy(update=now)

    def families_of(self, trial: Trial) -> list[Family]:
        """Return the families of a trial, the host first; one that is unknown here is left out."""
        names = [name for name in (trial.host, trial.guest, trial.third) if name]
        known = self._families.many(names)
        return [known[name] for name in dict.fromkeys(names) if name in known]

    def children_of(self, trial: Trial) -> list[Person]:
        """Return the children that are entrusted: of the guests alone."""
        guests = [each for each in self.families_of(trial) if each.id != trial.host]
        entrusted = {living_child(self._families, child) for child in trial.children}
        children = [child for each in guests for child in each.children if child.id in entrusted]
        return self.said_late.strictly(children)

    def gather(self, trial: Trial) -> GateFacts:
        """Return all that the gate looks at now."""
        families, meetup, area = self.families_of(trial), self._custody.meetup, self._areas.here()
        inside, policy = self._inside(families), self.policy
        sides = [self._side(each, trial, inside, policy) for each in families]
        host = next((each for each in sides if each.family == trial.host), SideFacts("", ""))
        guests = tuple(each for each in sides if each.family != trial.host)
        children = self.children_of(trial)
        sums = self._loads_with(children, trial)
        return GateFacts(
            today=self.today,
            now=self.now_ms,
            children=tuple(self._child(child, trial, inside) for child in children),
            host=host,
            guests=guests,
            links=self._links(trial),
            is_excluded=self._is_excluded(families),
            service=trial.service,
            place=trial.place,
            pick_up=trial.pick_up,
            starts=trial.starts,
            ends=trial.ends,
            exchanged=frozenset(trial.exchanged),
            listed=meetup.listed,
            is_told=bool(meetup.insurance_told),
            supervisor=self._supervisor(trial.supervisor),
            free=tuple(each.name for each in self.free(trial.supervisor)),
            load=next((load for load in sums if load.place == trial.place), None),
            ratios=ratios_of(area),
            room_capacity=meetup.room_capacity,
            rooms=meetup.rooms,
            places=len(sums),
            policy=policy,
        )

    def _loads_with(self, children: Sequence[Person], trial: Trial) -> list[Load]:
        """Return how many would be minded where, once these children are handed over too."""
        out = [(each.now, each.months) for each in self._custody.out() if each.now is not None]
        minded = [Minded(now.place, months, now.holder) for now, months in out]
        minded += [Minded(trial.place, self._months(child), trial.host) for child in children]
        return loads(minded)

    def allergy_said(self, child: str) -> list[Tip]:
        """Return what says now whether a child has an allergy, whoever it was registered as."""
        return self.said_late.all_of(self._families.person(child), "allergy")

    def allergy_tips(self, child: str) -> list[str]:
        """Return the operations that say so."""
        return sorted(tip.op_id for tip in self.allergy_said(child))

    def health(self, child: Person) -> Health | None:
        """Return how a child came in, where somebody looked.

        Looked at under several ids it is as ill as at the worst of them, unless somebody looked
        at the one who lives on after all the others.
        """
        own = health_id(self._custody.meetup_id, child.id)
        ids = [health_id(self._custody.meetup_id, one) for one in self.said_late.selves(child)]
        known = [each for one in ids if (each := self._day.get(Health, one)) is not None]
        if len(known) > 1:
            said = self._journal.histories(ids)
            at = {one: max((op.wall for op in said.get(one, ())), default=0) for one in ids}
            if max(at, key=lambda one: (at[one], one == own)) == own:
                known = [each for each in known if each.id == own]
        return max(known, key=lambda h: (h.looks == "unwell", h.tenths or 0), default=None)

    def is_ill(self, child: Person, policy: Policy) -> bool:
        """Say whether a child is known to be ill."""
        known = self.health(child)
        if known is None:
            return False
        hot = known.tenths is not None and known.tenths >= policy.fever_tenths
        return hot or known.looks == "unwell"

    def free(self, besides: str = "") -> list[Staff]:
        """Return who could supervise: certified today, in the house, and not busy with a trial.

        First those of whom somebody saw who they are, and who can revive (A28, A29).
        """
        meetup = self._custody.meetup_id
        gone = {each.staff for each in self._day.of(Duty, meetup) if not each.present}
        running = {each.id for each in self._day.of(TrialCourse, meetup) if each.state == "running"}
        busy = {each.supervisor for each in self._day.of(Trial, meetup) if each.id in running}
        able = [
            each
            for each in self._staff.all()
            if each.certified_on(self.today)
            and not each.removed
            and each.id not in gone | busy | {besides}
        ]
        return sorted(able, key=lambda each: (not each.identity_seen, not each.lifesaving))

    def usual_supervisor(self) -> str:
        """Return who supervises unless one says otherwise.

        Whoever is at the desk comes first among equals, of those noted to be in the house.
        Papers that raise a question do only where there is no choice: the gate asks for them.
        """
        meetup, me = self._custody.meetup_id, self._author().actor
        here = {each.staff for each in self._day.of(Duty, meetup) if each.present}
        inside = [each for each in self.free() if not here or each.id in {*here, me}]
        if len(inside) == 1:
            return inside[0].id
        judged = [(papers(self._papers_of(each), self.today)[0], each.id) for each in inside]
        able = [(how, who != me, who) for how, who in judged if how in ("green", "notice")]
        return min(able)[-1] if able else ""

    def name_of(self, staff: str) -> str:
        """Return what a member of staff is called; nothing for nobody."""
        return next((each.name for each in self._staff.all() if each.id == staff), "")

    def holder(self, trial: Trial, child: Person) -> Person | None:
        """Return who of the host minds a child: a guardian who is here and is not barred."""
        families = self.families_of(trial)
        host = next((each for each in families if each.id == trial.host), None)
        own = next((each for each in families if each.id == child.family), None)
        if host is None or own is None:
            return None
        rights = self._custody.rights_here.of(child, own, self._custody.meetup)
        inside = self._inside([host])
        here = [person for person in host.adults if person.id in inside]
        may = [person for person in here if not rights.is_barred(person)]
        return next(iter(sorted(may, key=lambda person: person.role != "guardian")), None)

    def _inside(self, families: Sequence[Family]) -> set[str]:
        ids = [each.id for each in families]
        rows = self._attendances.of_families(self._custody.meetup_id, ids)
        return {row.person for row in rows if row.here}

    def _side(self, family: Family, trial: Trial, inside: set[str], policy: Policy) -> SideFacts:
        entrusted = {living_child(self._families, child) for child in trial.children}
        others = [child for child in family.children if child.id not in entrusted]
        person = family.representative
        return SideFacts(
            family.id,
            person.called if person else "",
            sum(person.id in inside for person in family.adults),
            len(family.children),
            sum(child.id in inside for child in family.children),
            self._not_granted(family.id),
            sum(child.id in inside and self.is_ill(child, policy) for child in others),
        )

    def _not_granted(self, family: str) -> tuple[str, ...]:
        """Return to what a family does not consent, under whichever id it said so."""
        selves = [family, *self._families.merged([family])]
        ids = {(one, purpose): consent_id(one, purpose) for one in selves for purpose in NEEDED}
        said = self._journal.histories(ids.values())
        # Whoever was never asked under another id said nothing by that.
        return tuple(
            purpose
            for purpose in NEEDED
            if not all(
                fold_consent(history).granted
                for one in selves
                if (history := said.get(ids[one, purpose], ())) or one == family
            )
        )

    def _child(self, child: Person, trial: Trial, inside: set[str]) -> ChildFacts:
        families = self.families_of(trial)
        own = next(each for each in families if each.id == child.family)
        host = next((each for each in families if each.id == trial.host), None)
        rights = self._custody.rights_here.of(child, own, self._custody.meetup)
        tips = self.allergy_tips(child.id)
        health = self.health(child)
        acquainted = {living_child(self._families, one) for one in trial.acquainted}
        return ChildFacts(
            child.id,
            child.called,
            child.birthday,
            child.id in inside,
            child.id in acquainted,
            child.allergy.has,
            bool(tips) and all(f"{ALLERGY_READ}{tip}" in trial.exchanged for tip in tips),
            health.tenths if health else None,
            health.looks if health else None,
            self._hands(child.id),
            len(rights.collectors) + len(rights.temporary),
            host is not None and any(rights.is_barred(person) for person in host.adults),
        )

    def _hands(self, child: str) -> Literal["family", "away", "contested"]:
        now = hands_of(child, self._custody.meetup_id, self._families, self._day).now
        if now is None or not (now.contested or now.away):
            return "family"
        return "contested" if now.contested else "away"

    def _links(self, trial: Trial) -> dict[str, str]:
        """Return how the links stand, whichever registration of a family was keyed under."""
        found: dict[str, str] = {}
        for name in filter(None, (trial.guest, trial.third)):
            with suppress(NotFound, LinkNotPossible):
                found[name] = self._linking.between(trial.host, name).facts.state.value
        return found

    def _is_excluded(self, families: Sequence[Family]) -> bool:
        names = {each.id for each in families}
        return any(pair <= names for pair in self._day.exclusions())

    def _supervisor(self, staff: str) -> SupervisorFacts | None:
        who = next((each for each in self._staff.all() if each.id == staff), None)
        if who is None or who.removed:
            return None
        return self._papers_of(who)

    def _papers_of(self, who: Staff) -> SupervisorFacts:
        is_over = who.certified_until is not None and who.certified_until < self.today
        seen = who.identity_seen is not None and who.identity_seen <= self.today
        return SupervisorFacts(
            who.name, who.certification, is_over, seen, who.licence, who.lifesaving
        )

    def _months(self, child: Person) -> int | None:
        return age_months(child.birthday, self.today) if child.birthday else None
