"""Too many children for the room, and a helper who is not certified: seen with no key."""

from typing import Final

from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.rehearsal.tried import SUPERVISOR, trial_now, two_families_meet
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s22_not_certified as text


def a_certified_one_supervises(desk: Desk, meetup: str) -> bool:
    """Say whether the plan names somebody who is certified."""
    now = trial_now(desk, meetup)
    return now is not None and now.trial.supervisor == SUPERVISOR


def only_the_room_is_left_to_agree_upon(desk: Desk, meetup: str) -> bool:
    """Say whether nothing is red any more, and the room still asks for a second person."""
    now = trial_now(desk, meetup)
    if now is None or now.course.state != "draft":
        return False
    gate = trials_at(desk, meetup).gate(now.trial.id)
    return not gate.is_red and [rule.name for rule in gate.of("amber")] == ["ratio"]


def begin(desk: Desk, meetup: str) -> None:
    """Plan a trial in a room for one, seen over by whoever stands at the desk."""
    desk.meetups.correct(meetup, {"room_capacity": 1})
    besides = ("link", "health", "plan")
    two_families_meet(desk, meetup, besides, supervisor=desk.author().actor)


SITUATION: Final = Situation(
    number=22,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=4, typed=None, seconds=30),
    steps=(
        Step(text.HALL, (press("f6"), typing(number("trials")), press("enter")), shows=text.SEEN),
        Step(text.MEND, (press("enter"),), shows=text.OPENED),
        Step(text.CHOOSE, (typing("3"), press("ctrl+s")), shows=text.LEFT, hides=text.GONE),
    ),
    facts=(a_certified_one_supervises, only_the_room_is_left_to_agree_upon),
    before=begin,
)
