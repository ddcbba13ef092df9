"""Siblings of 2 years and 10 months, then twins of 10 months: all attend, and all is explained.

The limit of the situation is for the explanation, which costs no key: the reason and the day
stand beside the child. The two keys are the two families' own.
"""

from typing import Final

from concierge_tui.domain.eligibility import eligible
from concierge_tui.rehearsal.facts import everyone_is_here, family_of
from concierge_tui.rehearsal.planted import SIBLINGS, TWINS
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s04_siblings_and_twins as text


def only_the_elder_may_try(desk: Desk, meetup: str) -> bool:
    """Say whether A19 lets the elder sibling take part in a trial, and no infant."""
    families = family_of(desk, SIBLINGS), family_of(desk, TWINS)
    day = desk.meetups.get(meetup).date
    return [
        child.birthday is not None and eligible(child.birthday, day)
        for family in families
        if family is not None
        for child in family.children
    ] == [True, False, False, False]


SITUATION: Final = Situation(
    number=4,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=2, typed=None, seconds=10),
    steps=(
        Step(text.SIBLINGS, (typing("ogaw"),), shows=text.SIBLINGS_SHOWN),
        Step(text.SIBLINGS_IN, (press("enter"),), shows=text.DONE),
        Step(text.TWINS, (typing("mori"),), shows=text.TWINS_SHOWN),
        Step(text.TWINS_IN, (press("enter"),), shows=text.DONE),
    ),
    facts=(everyone_is_here(SIBLINGS), everyone_is_here(TWINS), only_the_elder_may_try),
)
