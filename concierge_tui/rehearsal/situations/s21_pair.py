"""Two families are linked and begin a trial: from nothing to the start."""

from typing import Final

from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.planted import BOOKED, HOST
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.rehearsal.situations.linking import linking
from concierge_tui.rehearsal.tried import trial_now, two_families_meet
from concierge_tui.services.desk import Desk
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s21_pair as text


def both_are_linked(desk: Desk, meetup: str) -> bool:
    """Say whether each side keyed the digits of the other."""
    host, guest = family_of(desk, HOST), family_of(desk, BOOKED)
    if host is None or guest is None:
        return False
    return desk.linking(meetup).between(host.id, guest.id).state == "made"


def the_trial_runs(desk: Desk, meetup: str) -> bool:
    """Say whether it was started."""
    now = trial_now(desk, meetup)
    return now is not None and now.course.state == "running"


def the_children_are_with_the_host(desk: Desk, meetup: str) -> bool:
    """Say whether every child of the trial is marked as being with the host."""
    now = trial_now(desk, meetup)
    if now is None:
        return False
    hands = [desk.custody(meetup).child(child.id).now for child in now.children]
    return bool(hands) and all(hand is not None and hand.role == "host" for hand in hands)


SITUATION: Final = Situation(
    number=21,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=20, typed=None, seconds=180),
    steps=(
        Step(text.HALL, (press("f6"), typing(number("trials")), press("f3")), shows=text.SEARCH),
        Step(
            text.CHOOSE,
            (typing("nish"), press("enter"), typing("sato r"), press("enter")),
            shows=text.PLANNED,
        ),
        Step(
            text.PLAN,
            (press("enter"), typing("12"), press("enter"), typing("1234"), press("ctrl+s")),
            shows=text.JUDGED,
        ),
        Step(text.LINK, (press("enter"),), shows=text.LINK_OPENED),
        *linking("4321", "0707"),
        Step(text.READ, (press("escape", "enter"),), shows=text.ALLERGY),
        Step(text.AGREE, (press("right", "enter", "escape"),), shows=text.READY),
        Step(text.START, (press("ctrl+s"),), shows=text.STARTED),
    ),
    facts=(both_are_linked, the_trial_runs, the_children_are_with_the_host),
    before=lambda desk, meetup: two_families_meet(desk, meetup, ("health",)),
)
