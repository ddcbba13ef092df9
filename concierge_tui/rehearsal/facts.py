"""What situations ask of the journal, as small questions to the desk."""

from concierge_tui.domain.family import Family
from concierge_tui.rehearsal.invented import code_of
from concierge_tui.rehearsal.planted import BOOKED
from concierge_tui.rehearsal.situation import Fact
from concierge_tui.services.desk import Desk
from concierge_tui.services.reception import Household


def family_of(desk: Desk, key: str) -> Family | None:
    """Return a planted family as it is now; None where it was not furnished."""
    family = desk.families.by_code(code_of(key))
    return None if family is None else desk.families.get(family)


def household_of(desk: Desk, meetup: str, key: str) -> Household | None:
    """Return a planted family as the meetup sees it."""
    family = desk.families.by_code(code_of(key))
    return None if family is None else desk.reception(meetup).household(family)


def meetup_of_lessons(desk: Desk) -> str | None:
    """Return the furnished meetup; None where somebody practises with a store of their own."""
    family = desk.families.by_code(code_of(BOOKED))
    if family is None:
        return None
    known = (meetup.id for meetup in desk.meetups.all())
    return next((name for name in known if desk.attendances.visit(name, family)), None)


def everyone_is_here(key: str) -> Fact:
    """Return the question whether a whole planted family was checked in."""

    def holds(desk: Desk, meetup: str) -> bool:
        household = household_of(desk, meetup, key)
        if household is None:
            return False
        here = {name for name, row in household.attendance.items() if row.here}
        return here == {person.id for person in household.family.people}

    return holds


def nobody_is_here(key: str) -> Fact:
    """Return the question whether nobody of a planted family was checked in."""

    def holds(desk: Desk, meetup: str) -> bool:
        household = household_of(desk, meetup, key)
        return household is not None and not any(r.here for r in household.attendance.values())

    return holds


def registered(desk: Desk, kana: str) -> Family | None:
    """Return the family of the one person with this kana, registered during practice."""
    for name in desk.families.ids():
        family = desk.families.get(name)
        if any(person.kana == kana for person in family.people):
            return family
    return None
