"""A booked family, mother and two children: one search, one key."""

from typing import Final

from concierge_tui.rehearsal.facts import everyone_is_here
from concierge_tui.rehearsal.planted import BOOKED
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.text.situations import s01_booked_family as text

SITUATION: Final = Situation(
    number=1,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=3, typed=4, seconds=8),
    steps=(
        Step(text.SEARCH, (typing("sato"),), shows=text.SHOWN),
        Step(text.CHECK_IN, (press("enter"),), shows=text.DONE),
    ),
    facts=(everyone_is_here(BOOKED),),
)
