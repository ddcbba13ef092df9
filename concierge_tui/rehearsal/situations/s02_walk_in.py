"""A walk-in: the least that safety needs, the rest later, checked in at once."""

from typing import Final

from concierge_tui.domain.consent import REGISTRATION, SPOKEN
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import consent_id
from concierge_tui.rehearsal.facts import registered
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s02_walk_in as text


def registered_and_here(desk: Desk, meetup: str) -> bool:
    """Say whether mother and child were registered and checked in."""
    family = registered(desk, text.KANA)
    if family is None:
        return False
    household = desk.reception(meetup).household(family.id)
    return len(family.children) == 1 and household.presence == "here"


def safety_was_asked(desk: Desk, _meetup: str) -> bool:
    """Say whether allergy and emergency contact were asked."""
    family = registered(desk, text.KANA)
    return (
        family is not None
        and family.emergency is not None
        and [child.allergy.has for child in family.children] == ["no"]
    )


def consent_was_read(desk: Desk, _meetup: str) -> bool:
    """Say whether one spoken consent is in the journal."""
    family = registered(desk, text.KANA)
    if family is None:
        return False
    history = desk.journal.history(consent_id(family.id, REGISTRATION))
    return [body_of(operation).get("method") for operation in history] == [SPOKEN]


def the_rest_is_a_task(desk: Desk, _meetup: str) -> bool:
    """Say whether what was left out waits as a task."""
    family = registered(desk, text.KANA)
    return family is not None and any(task.family == family.id for task in desk.lists.tasks())


SITUATION: Final = Situation(
    number=2,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=12, typed=40, seconds=60),
    steps=(
        Step(text.OPEN, (press("f3"),), shows=text.OPENED),
        Step(
            text.WHO,
            (typing("mita yui"), press("enter", "enter"), typing("09001239876"), press("enter")),
            shows=text.WHO_SHOWN,
        ),
        Step(
            text.CHILD,
            (
                typing("mei"),
                press("enter"),
                typing("R5.6.1"),
                press("enter"),
                typing("1"),
                press("enter"),
            ),
            shows=text.CHILD_SHOWN,
        ),
        Step(
            text.EMERGENCY,
            (typing("09001239877"), press("enter", "enter", "enter")),
            shows=text.READ,
        ),
        Step(text.CONSENT, (press("enter"),), shows=text.DONE),
    ),
    facts=(registered_and_here, safety_was_asked, consent_was_read, the_rest_is_a_task),
)
