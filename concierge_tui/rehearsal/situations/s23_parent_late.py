"""A parent is late: the countdown is on the board, calls and the coordinator are written down."""

from typing import Final

from concierge_tui.rehearsal.held import child_of, given_to_staff
from concierge_tui.rehearsal.planted import LATE_MOTHER
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s23_parent_late as text


def she_was_called_and_the_coordinator_told(desk: Desk, meetup: str) -> bool:
    """Say whether both are written down, in this order."""
    child = child_of(desk, meetup, LATE_MOTHER)
    if child is None:
        return False
    notes = [(note.what, note.reason) for note in desk.collecting(meetup).notes(child)]
    return notes == [("called", "no_answer"), ("told", "")]


def the_agreed_end_still_stands(desk: Desk, meetup: str) -> bool:
    """Say whether nobody moved the promise to make it look kept."""
    child = child_of(desk, meetup, LATE_MOTHER)
    if child is None or child.now is None or child.where != "away":
        return False
    return child.warned(desk.custody(meetup).now_ms) == 10


SITUATION: Final = Situation(
    number=23,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=3, typed=None, seconds=15),
    steps=(
        Step(text.HALL, (press("f6"), typing(number("custody"))), shows=text.LATE),
        Step(text.OPEN, (press("f2"),), shows=text.OPENED),
        Step(text.CALL, (typing("12"),), shows=text.CALLED),
        Step(text.TELL, (typing("1"),), shows=text.TOLD),
        Step(text.BACK, (press("escape"),), shows=text.BACK_SHOWN),
    ),
    facts=(she_was_called_and_the_coordinator_told, the_agreed_end_still_stands),
    before=lambda desk, meetup: given_to_staff(desk, meetup, LATE_MOTHER, -11),
)
