"""What the desk must know about the household it has before it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from concierge_tui.domain.area import Nearness
from concierge_tui.domain.eligibility import age_months, eligible_from, eligible_until
from concierge_tui.domain.family import Family, Person
from concierge_tui.services.desk import Desk
from concierge_tui.services.left_for_later import gaps_of
from concierge_tui.services.reception import Household
from concierge_tui.services.trials_at import to_check
from concierge_tui.text import area, consenting, link, people, times
from concierge_tui.text import reception as text
from screens.widgets.fact_list import Fact, Part
from screens.widgets.tick_list import Tick


class Open(NamedTuple):
    """What is left to do about a family: fields to ask, and problems of its roster."""

    fields: tuple[str, ...] = ()
    problems: int = 0
    host: Family | None = None
    """The family that brought this one."""
    near: Nearness = "unknown"
    """How near the family lives (D22)."""
    outdated: tuple[str, ...] = ()
    """Purposes whose text is new: they are asked again (E22)."""
    never_asked: tuple[str, ...] = ()
    linked: tuple[Family, ...] = ()
    """With whom it is linked (シェア友)."""
    unchecked: tuple[Person, ...] = ()
    """Children that are to be entrusted today, before anybody took their temperature (TK2)."""
    inviting: tuple[Family, ...] = ()
    """With whom an invitation is still open (A33)."""


def open_of(family: Family, desk: Desk, meetup: str = "") -> Open:
    """Return what is left to do about a family, who brought it, and whom it is linked with."""
    tasks, problems = desk.lists.left_for(family.id)
    fields = gaps_of(tasks)
    host = desk.families.many([family.host]).get(family.host) if family.host else None
    if host is not None and host.withdrawn:
        host = None
    near = desk.areas.here().nearness(family.city)
    consents = desk.consents.of(family.id)
    linking = desk.linking(meetup)
    linked = tuple(linking.partners(family.id))
    inviting = tuple(linking.inviting(family.id))
    return Open(
        tuple(fields),
        problems,
        host,
        near,
        consents.outdated,
        consents.never_asked,
        linked,
        to_check(desk, meetup, family) if meetup else (),
        inviting,
    )


def ticks_of(household: Household, day: date) -> list[Tick]:
    """Return everyone of a household, ticked as they usually come."""
    usual = household.awaited
    return [_tick(person, household, day, is_usual=person.id in usual)
            for person in household.family.people]  # fmt: skip


def _tick(person: Person, household: Household, day: date, *, is_usual: bool) -> Tick:
    family, row = household.family, household.attendance.get(person.id)
    words = people.short_name(person, family)
    if person.role == "child":
        if person.birthday and age_months(person.birthday, day) >= 0:
            words = f"{words} {text.age(age_months(person.birthday, day))}"
    elif person.relation:
        words = f"{words} {person.relation}"
    if row is not None and row.here:
        note = text.state("here", row.arrived_at)
        return Tick(person.id, words, is_locked=True, note=note, state="done")
    if row is not None and row.left_at is not None:
        note = f"{text.LEAVE} {times.clock_time(row.left_at)}"
        return Tick(person.id, words, is_ticked=False, note=note, state="void")
    if person.must_not_collect:
        return Tick(person.id, words, is_ticked=False, note=text.MUST_NOT, state="care")
    return Tick(person.id, words, is_ticked=is_usual, note=_trial_note(person, day), state="todo")


def _trial_note(person: Person, day: date) -> str:
    if person.role != "child" or person.birthday is None:
        return ""
    if day < eligible_from(person.birthday):
        return text.trial_from(eligible_from(person.birthday))
    return text.TRIAL_OVER if day >= eligible_until(person.birthday) else ""


def facts_of(household: Household, day: date, open_: Open, *, revealed: bool) -> list[Fact]:
    """Return the lines below the people; each begins with what it is about."""
    family = household.family
    facts = [*_trial(household, day), _allergies(family), *_rights(family)]
    if open_.unchecked:
        names = [people.short_name(child, family) for child in open_.unchecked]
        asked = Part(text.health_asked(names), "todo")
        facts.insert(0, Fact(text.HEALTH, (asked, Part(f"  {text.HEALTH_KEY}", "quiet"))))
    if open_.host is not None:
        said = text.guest_of(open_.host, may_collect=family.host_may_collect)
        facts.append(_fact(text.GUEST_OF, said, "" if family.host_may_collect else "todo"))
    if open_.linked:
        facts.append(_fact(link.TITLE, link.partners(open_.linked)))
    if open_.inviting:
        facts.append(_fact(link.STATES["invited"], link.to_key(open_.inviting), "todo"))
    if revealed:
        lines = people.contact_revealed(family)
        facts += [_fact(text.CONTACT if not at else "", words) for at, words in enumerate(lines)]
    else:
        masked = Part(people.contact_masked(family, area.nearness(open_.near)))
        facts.append(Fact(text.CONTACT, (masked, Part(f" {text.HIDDEN}", "quiet"))))
    if family.withdrawn:
        facts.append(_fact(consenting.PANEL, consenting.PANEL_INSIDE, "care"))
    elif open_.outdated or open_.never_asked:
        facts.append(_consents(open_))
    if open_.fields or open_.problems:
        facts.append(_fact(text.TO_DO, text.to_do(open_.fields, open_.problems), "todo"))
    return facts


def _consents(open_: Open) -> Fact:
    said = consenting.panel(open_.outdated, open_.never_asked)
    words = Part(said, "care" if open_.outdated else "quiet")
    return Fact(consenting.PANEL, (words, Part(f"  {consenting.PANEL_KEY}", "quiet")))


def _fact(label: str, words: str, state: str = "") -> Fact:
    return Fact(label, (Part(words, state),))


def _trial(household: Household, day: date) -> Iterator[Fact]:
    """Yield why some are too young; the day stands here once the tick says 済 instead."""
    family, came = household.family, household.attendance
    young = [c for c in family.children if c.birthday and day < eligible_from(c.birthday)]
    by_day: dict[date, list[str]] = {}
    for child in young:
        row = came.get(child.id)
        if child.birthday and row is not None and (row.here or row.left_at is not None):
            who = people.short_name(child, family)
            by_day.setdefault(eligible_from(child.birthday), []).append(who)
    if young:
        from_ = "".join(text.trial_of(names, first) for first, names in by_day.items())
        yield _fact(text.TRIAL, from_ + text.TRIAL_REASON)


def _allergies(family: Family) -> Fact:
    named = [(people.short_name(person, family), person) for person in family.people]
    some = [(p.allergy.text, name) for name, p in named if p.allergy.has == "yes"]
    unknown = [n for n, p in named if p.role == "child" and p.allergy.has == "unknown"]
    if not any(person.called for person in family.people):
        unknown = [people.NAMELESS]  # she is still writing: nobody knows of her children
    if not (some or unknown or family.children):
        return _fact(text.ALLERGY, text.NO_CHILDREN)  # nobody was asked: "none" would be a guess
    state = "care" if some else "todo" if unknown else ""
    return _fact(text.ALLERGY, text.allergies(some, unknown), state)


def _rights(family: Family) -> Iterator[Fact]:
    may = [p for p in family.adults if p.may_collect and not p.must_not_collect]
    barred = [p for p in family.people if p.must_not_collect]
    limited = [words for p in family.adults if (words := text.carer_rights(p, family))]
    parts = [Part(text.list_of(_named(may, family)) or text.NOBODY_YET)]
    if limited:
        parts.append(Part(f"  {text.list_of(limited)}", "quiet"))
    yield Fact(text.COLLECT, tuple(parts))
    if barred:
        yield _fact(text.MUST_NOT, text.list_of(_named(barred, family)), "care")


def _named(several: Sequence[Person], family: Family) -> list[str]:
    return [people.with_relation(person, family) for person in several]
