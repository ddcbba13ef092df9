"""The desk goes to the next concierge: a summary that is read aloud, both PINs, her name after."""

from typing import Final

from concierge_tui.domain.meetup_day import Shift
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s20_shift_change as text

WAY: Final = number("shift")
"""The number of the hand-over in the hall."""


def the_next_one_writes(desk: Desk, _meetup: str) -> bool:
    """Say whether what is written from now on carries her name."""
    me = desk.staff.me()
    return me is not None and me.name == text.TAKER


def what_was_said_is_kept(desk: Desk, meetup: str) -> bool:
    """Say whether the hand-over stands, with what was read aloud."""
    shifts = desk.day.of(Shift, meetup)
    return bool(shifts) and bool(shifts[-1].summary)


SITUATION: Final = Situation(
    number=20,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=4, typed=None, seconds=40),
    steps=(
        Step(text.OPEN.format(WAY), (press("f6"), typing(WAY)), shows=text.OPENED),
        Step(
            text.PINS,
            (press("enter"), typing("1234"), press("enter"), typing("5678"), press("enter")),
            shows=text.DONE,
        ),
    ),
    facts=(the_next_one_writes, what_was_said_is_kept),
)
