"""The bell at the end of a round: it is heard on whatever screen one is, and said once."""

from textual.css.query import NoMatches
from textual.screen import Screen

from concierge_tui.services.round_clock import RoundClock
from concierge_tui.text import table_plan as text
from screens.widgets.notice import Notice

EVERY: float = 1.0
"""Seconds between two looks at the clock."""


def ring_when_over(screen: Screen[object], clock: RoundClock) -> None:
    """Ring when the round has just ended, and say so where a concierge reads it."""
    if not clock.is_due():
        return
    from screens.facing.screen import FacingScreen  # the reception must not wait for it

    app = screen.app
    if not clock.is_muted:
        app.bell()
    if isinstance(app.screen, FacingScreen):
        return  # a family has the laptop before it
    try:
        app.screen.query_one(Notice).say(text.BELL, "care")
    except NoMatches:
        return  # a question lies over everything; the headline of the hall says it afterwards
