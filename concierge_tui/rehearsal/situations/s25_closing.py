"""A closing refuses while a record is unsigned, asks who is inside, and checks nobody out."""

from typing import Final

from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.planted import UNSIGNED
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s25_closing as text

WAY: Final = number("closing")
"""The number of the closing in the hall."""


def the_graze_is_signed(desk: Desk, meetup: str) -> bool:
    """Say whether somebody of the family signed what happened this morning."""
    family = family_of(desk, UNSIGNED)
    return family is not None and not desk.incidents(meetup).unsigned_of(family.id)


def the_meetup_is_closed(desk: Desk, meetup: str) -> bool:
    """Say whether it is closed."""
    return desk.meetups.get(meetup).closed


def nobody_was_checked_out(desk: Desk, meetup: str) -> bool:
    """Say whether everyone who stood as inside still does: only a person says who went home."""
    family = family_of(desk, UNSIGNED)
    here = {row.family for row in desk.attendances.of_meetup(meetup) if row.here}
    return family is not None and family.id in here


SITUATION: Final = Situation(
    number=25,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=6, typed=None, seconds=120),
    steps=(
        Step(text.OPEN.format(WAY), (press("f6"), typing(WAY)), shows=text.OPENED),
        Step(
            text.SIGN,
            (press("enter"), typing("4"), typing("2"), press("enter")),
            shows=text.SIGNED,
        ),
        Step(text.BACK, (press("escape", "ctrl+s"),), shows=text.ASKED),
        Step(text.LOOK, (typing("2"),), shows=text.CLOSED),
    ),
    facts=(the_graze_is_signed, the_meetup_is_closed, nobody_was_checked_out),
)
