"""A barred father: red at once, neutral words, no name on the screen, and it is written down."""

from typing import Final

from concierge_tui.rehearsal.held import child_of, given_to_staff
from concierge_tui.rehearsal.planted import BARRED_FATHER
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s10_wrong_person as text


def the_attempt_is_written_down(desk: Desk, meetup: str) -> bool:
    """Say whether it is known that somebody came."""
    child = child_of(desk, meetup, BARRED_FATHER)
    if child is None:
        return False
    return any(note.what == "refused" for note in desk.collecting(meetup).notes(child))


def the_child_is_where_it_was(desk: Desk, meetup: str) -> bool:
    """Say whether the staff still holds the child."""
    child = child_of(desk, meetup, BARRED_FATHER)
    return child is not None and child.here and child.where == "away"


SITUATION: Final = Situation(
    number=10,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=2, typed=None, seconds=8),
    steps=(
        Step(text.HALL, (press("f6"), typing(number("custody"))), shows=text.BOARD_SHOWN),
        Step(text.WHO, (press("enter"),), shows=text.WHO_SHOWN),
        Step(text.OTHER, (typing("0"),), shows=text.RED, hides=text.NAMES),
    ),
    facts=(the_attempt_is_written_down, the_child_is_where_it_was),
    before=lambda desk, meetup: given_to_staff(desk, meetup, BARRED_FATHER, 35),
)
