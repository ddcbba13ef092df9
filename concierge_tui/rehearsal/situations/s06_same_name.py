"""Two mothers called 田中 美咲: nobody is chosen until someone has asked."""

from typing import Final

from concierge_tui.rehearsal.facts import everyone_is_here, nobody_is_here
from concierge_tui.rehearsal.planted import TANAKA_IWATSUKI, TANAKA_MISONO
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.text.situations import s06_same_name as text

SITUATION: Final = Situation(
    number=6,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=2, typed=None, seconds=10),
    steps=(
        Step(text.SEARCH, (typing("tana"),), shows=text.SHOWN),
        Step(text.CHOOSE, (typing("1"),), shows=text.CHOSEN),
        Step(text.CHECK_IN, (press("enter"),), shows=text.DONE),
    ),
    facts=(everyone_is_here(TANAKA_IWATSUKI), nobody_is_here(TANAKA_MISONO)),
)
