"""A time of day as it is typed, turned into a moment of the day of the meetup."""

from datetime import date, datetime, time

from concierge_tui.domain.clock import milliseconds, moment_of
from concierge_tui.domain.schedule import read_time


def moment_on(day: date, typed: str, now: int) -> int:
    """Return the moment that was typed; now where it is the same minute, or cannot be read."""
    local = moment_of(now).astimezone()
    said = read_time(typed)
    if not said or said == f"{local:%H:%M}":
        return now
    hour, _, minute = said.partition(":")
    on_the_day = datetime.combine(day, time(int(hour), int(minute)), local.tzinfo)
    return milliseconds(on_the_day)
