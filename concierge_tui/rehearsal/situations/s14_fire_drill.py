"""A fire drill: one key lists everyone inside, ticks are by number, and its length is kept."""

from typing import Final

from concierge_tui.domain.meetup_day import RollCallNow
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s14_fire_drill as text


def a_drill_was_held(desk: Desk, meetup: str) -> bool:
    """Say whether a drill began, somebody was seen, and it ended: so its length is known."""
    calls = desk.day.of(RollCallNow, meetup)
    return any(each.drill and each.seen and each.ended_at is not None for each in calls)


SITUATION: Final = Situation(
    number=14,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=8, typed=1, seconds=180),
    steps=(
        Step(text.OPEN, (press("f5"),), shows=text.OPENED),
        Step(text.BEGIN, (press("f5"), typing("2")), shows=text.BEGUN),
        Step(text.TICK, (press("enter"),), shows=text.TICKED),
        Step(text.END, (press("ctrl+s", "right", "enter"),), shows=text.ASKED),
    ),
    facts=(a_drill_was_held,),
)
