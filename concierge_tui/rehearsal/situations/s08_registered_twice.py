"""Two desks registered one family offline: side by side, one choice, and both cards go on."""

from typing import Final

from concierge_tui.domain.consent import CONTACT
from concierge_tui.domain.family import Family
from concierge_tui.domain.fold import fold_consent
from concierge_tui.domain.ids import consent_id
from concierge_tui.rehearsal.facts import everyone_is_here, family_of
from concierge_tui.rehearsal.planted import BY_THE_OTHER_DESK, HERE, THERE
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press
from concierge_tui.rehearsal.two_desks import registered_twice
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s08_registered_twice as text


def _one_family(desk: Desk) -> Family | None:
    here, there = family_of(desk, HERE), family_of(desk, THERE)
    return here if here is not None and there is not None and here.id == there.id else None


def both_cards_lead_to_one_family(desk: Desk, _meetup: str) -> bool:
    """Say whether it is one family under both codes, with the telephone that was chosen."""
    family = _one_family(desk)
    return family is not None and BY_THE_OTHER_DESK in {p.phone for p in family.adults}


def the_stricter_holds(desk: Desk, _meetup: str) -> bool:
    """Say whether the allergy, the barred father and the no to news came along."""
    family = _one_family(desk)
    if family is None:
        return False
    allergies = [c.allergy.text for c in family.children if c.allergy.has == "yes"]
    barred = [person for person in family.people if person.must_not_collect]
    news = fold_consent(desk.journal.history(consent_id(family.id, CONTACT)))
    return allergies == [text.ALLERGY] and len(barred) == 1 and not news.granted


SITUATION: Final = Situation(
    number=8,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=5, typed=None, seconds=30),
    steps=(
        Step(text.HOME, (press("escape"),), shows=text.TOLD),
        Step(text.OPEN, (press("f2", "enter"),), shows=text.BESIDE),
        Step(text.CHOOSE, (press("right"),), shows=text.CHOSEN),
        Step(text.MERGE, (press("enter"),), shows=text.DONE),
    ),
    facts=(both_cards_lead_to_one_family, the_stricter_holds, everyone_is_here(HERE)),
    before=registered_twice,
)
