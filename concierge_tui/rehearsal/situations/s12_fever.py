"""A child with a fever: its trial is off, seen at once on the gate."""

from typing import Final

from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.planted import BOOKED
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.rehearsal.tried import trial_now, two_families_meet
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s12_fever as text


def the_fever_is_written_down(desk: Desk, meetup: str) -> bool:
    """Say whether the temperature of the elder child is known."""
    now = trial_now(desk, meetup)
    if now is None:
        return False
    health = trials_at(desk, meetup).facts.health(now.children[0])
    return health is not None and health.tenths == text.TENTHS


def the_trial_is_off(desk: Desk, meetup: str) -> bool:
    """Say whether the gate is red because of it, and nothing has started."""
    now = trial_now(desk, meetup)
    if now is None or now.course.state != "draft":
        return False
    red = trials_at(desk, meetup).gate(now.trial.id).of("red")
    return [(rule.name, rule.reason) for rule in red] == [("health", "fever")]


def begin(desk: Desk, meetup: str) -> None:
    """Plan a trial of the elder child, whom nobody has measured yet."""
    family = family_of(desk, BOOKED)
    if family is not None:
        elder = [family.children[0].id]
        two_families_meet(desk, meetup, ("link", "plan"), children=elder, acquainted=elder)


SITUATION: Final = Situation(
    number=12,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=4, typed=None, seconds=10),
    steps=(
        Step(text.HALL, (press("f6"), typing(number("trials"))), shows=text.LISTED),
        Step(text.OPEN, (press("enter", "enter"),), shows=text.ASKED),
        Step(text.MEASURE, (typing("378"), press("enter")), shows=text.OFF),
    ),
    facts=(the_fever_is_written_down, the_trial_is_off),
    before=begin,
)
