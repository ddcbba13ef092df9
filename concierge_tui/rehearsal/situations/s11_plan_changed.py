"""Somebody for today alone: the kept number is called back, and two people answer for it."""

from typing import Final

from concierge_tui.domain.meetup_day import TemporaryCollector
from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.held import child_of, given_to_staff
from concierge_tui.rehearsal.planted import ALLERGIES
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s11_plan_changed as text


def the_father_may_collect_today_alone(desk: Desk, meetup: str) -> bool:
    """Say whether he is named for this day, by a call back, and whoever was telephoned agreed."""
    family = family_of(desk, ALLERGIES)
    mother = family.representative if family else None
    day = desk.meetups.get(meetup).date
    return mother is not None and any(
        (each.name, each.day, each.called) == (text.FATHER, day, mother.id)
        and text.COORDINATOR in each.second
        for each in desk.day.of(TemporaryCollector, meetup)
    )


def the_child_went_with_him(desk: Desk, meetup: str) -> bool:
    """Say whether he has the child, and it is not in the house any more."""
    child = child_of(desk, meetup, ALLERGIES)
    return child is not None and child.holder == text.FATHER and not child.here


SITUATION: Final = Situation(
    number=11,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=8, typed=None, seconds=120),
    steps=(
        Step(
            text.BOARD,
            (press("f6"), typing(number("custody")), press("enter"), typing("0")),
            shows=text.BOARD_SHOWN,
        ),
        Step(text.NAME, (typing("2"),), shows=text.NAME_SHOWN),
        Step(text.CALL, (typing("11"),), shows=text.CALLED),
        Step(
            text.WHO,
            (typing(text.FATHER), press("enter"), typing(text.RELATION), press("enter")),
            shows=text.WHO_SHOWN,
        ),
        Step(
            text.SECOND,
            (typing("2"), typing(text.COORDINATOR), press("enter", "enter")),
            shows=text.NAMED,
        ),
        Step(text.PROVE, (typing("21211"),), shows=text.PROVEN),
        Step(text.GIVE, (press("enter"),), shows=text.GIVEN),
    ),
    facts=(the_father_may_collect_today_alone, the_child_went_with_him),
    before=lambda desk, meetup: given_to_staff(desk, meetup, ALLERGIES, 30),
)
