"""Consent at the desk: asked for one by one, read back, withdrawn, and asked for again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.clock import Clock
from concierge_tui.domain.consent import (
    ORGANISER,
    PROXY,
    PURPOSES,
    REGISTRATION,
    GuardianNeeded,
)
from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.linked import cancellations
from concierge_tui.domain.operation import Act, Draft, Operation
from concierge_tui.domain.policy import limit_of
from concierge_tui.services import ports
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.consents import (
    ConsentGiven,
    ConsentNow,
    ConsentRegister,
    FamilyConsents,
    Read,
    grant,
    read_of,
    refusal,
    said_again,
    state_of,
    stricter,
)
from concierge_tui.services.leading import refuse_all_but_coordinators
from concierge_tui.services.wordings import Wordings


class Consents:
    """Asks, notes, reads back and withdraws."""

    def __init__(
        self,
        journal: ports.Journal,
        register: ConsentRegister,
        wordings: Wordings,
        areas: AreaPlan,
        staff: ports.StaffRegister,
        drafts: ports.Drafts,
        author: ports.AuthorNow,
        now: Clock,
    ) -> None:
        self._journal = journal
        self._register = register
        self._wordings = wordings
        self._areas = areas
        self._staff = staff
        self._drafts = drafts
        self._author = author
        self._now = now

    def of(self, family: str) -> FamilyConsents:
        """Return where all purposes of a family stand."""
        return self.of_many([family])[family]

    def of_many(self, families: Sequence[str]) -> dict[str, FamilyConsents]:
        """Return where all purposes of some families stand."""
        selves = {name: self._register.selves(name) for name in families}
        ids = {(one, purpose): consent_id(one, purpose)
               for ones in selves.values() for one in ones for purpose in PURPOSES}  # fmt: skip
        histories = self._journal.histories(ids.values())

        def said(one: str) -> tuple[ConsentNow, ...]:
            return tuple(self._state(p, histories[ids[one, p]]) for p in PURPOSES)

        return {
            name: stricter(name, said(name), {one: said(one) for one in ones if one != name})
            for name, ones in selves.items()
        }

    def give(self, seen: FamilyConsents, given: Sequence[ConsentGiven], family: Family) -> Act:
        """Note that a family consents to several purposes, in one act.

        It lifts only the withdrawals that stood there when the family was asked, also those
        under an id that is merged away.

        Raises:
            GuardianNeeded: when whoever answered is too young to consent.
        """
        for consent in given:
            self._refuse_minor(family, consent)
        drafts = [
            grant(seen.family, consent, base=seen.of(consent.purpose).tips) for consent in given
        ]
        asked = {consent.purpose: consent for consent in given}
        drafts += [
            grant(one, asked[now.purpose], base=now.tips)
            for one, now in seen.elsewhere
            if now.purpose in asked
        ]
        if self._comes_back(seen, given):
            drafts += self._links_end(seen.family)
        return self._journal.append(drafts, self._author())

    def _comes_back(self, seen: FamilyConsents, given: Sequence[ConsentGiven]) -> bool:
        """Say whether a family that withdrew registers again: no link outlives that (A2).

        A laptop that did not know of a link, or that two registrations are one, ended none.
        """
        if all(consent.purpose != REGISTRATION for consent in given):
            return False
        now = self.of_many(self._register.selves(seen.family)).values()
        return any(each.of(REGISTRATION).state == "withdrawn" for each in now)

    def _links_end(self, family: str) -> list[Draft]:
        """Return what ends every link of a family, also those keyed before it was found double."""
        selves = self._register.selves(family)
        return cancellations(self._register.links(selves), selves)

    def decline(self, seen: FamilyConsents, consent: ConsentGiven) -> Act:
        """Note the answer no to a purpose that was asked; it wins like a withdrawal."""
        return self._journal.append([refusal(seen.family, consent)], self._author())

    def withdraw(self, family: str, purpose: str, reason: str, by: str = "") -> Act:
        """Note that a family withdraws; without its registration nothing else stands either.

        Its links end with it: should it come back one day, both sides key again (A2).

        The withdrawal of the registration also records the wish to be erased everywhere, and
        drops what was half typed about the family: it must not lie about either.
        """
        body: dict[str, Any] = {"reason": clean_text(reason)}
        if said := clean_text(by):
            body["by"] = said
        withdrawn = [purpose]
        if purpose == REGISTRATION:
            body["erase"] = True
            withdrawn += [p for p in self.of(family).granted if p != REGISTRATION]
        ended = self._links_end(family) if "erase" in body else []
        act = self._append_withdrawals(
            [(family, each, {**body, "purpose": each}) for each in withdrawn], ended
        )
        if purpose == REGISTRATION:
            for name in drafts_about(family):
                self._drafts.drop(name)
        return act

    def confirm(self, seen: FamilyConsents) -> Act | None:
        """Note that what is consented to was read back and is right; None where nothing is."""
        drafts = [
            Draft(
                "consent.grant",
                consent_id(seen.family, now.purpose),
                {**said_again(now.detail, now.at, now.actor), "read_back": True},
                subject=seen.family,
                base=now.tips,
            )
            for now in seen.purposes
            if now.state in ("granted", "outdated") and now.detail.get("method") != ORGANISER
        ]
        return self._journal.append(drafts, self._author()) if drafts else None

    def withdrawn_families(self) -> list[str]:
        """Return the families that nobody at the desk sees any more."""
        return self._register.withdrawn()

    def to_ask_again(self) -> list[str]:
        """Return the families that consented to a text of which there is a new version (E22)."""
        old = [read for read in self._register.read_texts() if self._is_old(read)]
        return self._register.families_under(old)

    @property
    def guardian_age(self) -> int:
        """The age below which a guardian must consent, on every laptop of the area."""
        return limit_of(self._areas.here(), "guardian_age")

    def look_at_withdrawn(self, families: Sequence[str]) -> None:
        """Write down that somebody sees who withdrew; only after this may it be shown (A7).

        Raises:
            CoordinatorOnly: when no coordinator stands at the desk.
        """
        author = self._author()
        refuse_all_but_coordinators(self._staff, author.actor)
        body = {"what": ["withdrawn"]}
        drafts = [Draft("looked.at", family, body, subject=family) for family in families]
        if drafts:
            self._journal.append(drafts, author)

    def minors(self, family: Family) -> tuple[Person, ...]:
        """Return for whom a guardian must consent; a child without a birthday is young."""
        today = self._today()
        return tuple(person for person in family.people if self._is_minor(person, today))

    def answering(self, family: Family) -> tuple[Person, ...]:
        """Return who may answer for the household: its guardians of age."""
        minors = self.minors(family)
        return tuple(p for p in family.people if p.role == "guardian" and p not in minors)

    def _refuse_minor(self, family: Family, consent: ConsentGiven) -> None:
        if consent.method == PROXY:
            return
        too_young = {person.called for person in self.minors(family)}
        if consent.by in too_young or (not consent.by and not self.answering(family)):
            raise GuardianNeeded(self.guardian_age)

    def _is_minor(self, person: Person, today: date) -> bool:
        if person.birthday is None:
            return person.role == "child"
        return age_months(person.birthday, today) < self.guardian_age * 12

    def _today(self) -> date:
        return self._now().astimezone().date()

    def _state(self, purpose: str, history: Sequence[Operation]) -> ConsentNow:
        now = state_of(purpose, history)
        if now.state == "granted" and self._is_old(read_of(now)):
            return now._replace(state="outdated")
        return now

    def _is_old(self, read: Read) -> bool:
        """Say whether a text was replaced; the organiser's basis is not one of ours."""
        if read.method == ORGANISER or read.purpose not in PURPOSES:
            return False
        return self._wordings.get(read.purpose, read.language).version != read.version

    def _append_withdrawals(
        self, withdrawn: Iterable[tuple[str, str, Mapping[str, Any]]], ended: Sequence[Draft] = ()
    ) -> Act:
        drafts = [
            Draft("consent.withdraw", consent_id(family, purpose), body, subject=family)
            for family, purpose, body in withdrawn
        ]
        return self._journal.append([*drafts, *ended], self._author())


def drafts_about(family: str) -> list[str]:
    """Return under which names half typed words about a family may be kept."""
    forms = [f"{form}:{family}" for form in ("household", "sign_up", "sign_up_more")]
    return [*forms, *(f"consent:{family}:{purpose}" for purpose in PURPOSES)]
