"""The ways from the hall, in the order of the day; one line here makes a screen reachable."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concierge_tui.text import hall as text

if TYPE_CHECKING:  # a list of names must not load every screen
    from textual.screen import Screen

    from concierge_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the hall: what it is called, what it is for, how it stands, what it opens."""

    name: str
    title: str
    words: str
    opens: "Callable[[Desk, str], Screen[Any]]"
    """Called with the desk and the meetup; imports its screen itself."""
    stands: "Callable[[Desk, str], tuple[str, str]]"
    """Returns how things stand and the colour of it: done, todo, care, void or nothing."""


def _inside(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.inside.screen import InsideScreen

    return InsideScreen(desk, meetup)


def _people_inside(desk: "Desk", meetup: str) -> tuple[str, str]:
    counts = desk.attendances.counts(meetup)
    return text.people_inside(counts.families_here, counts.children_here), ""


def _incidents(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.incident.list import IncidentsScreen

    return IncidentsScreen(desk, meetup)


def _incidents_stand(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.text import incident

    incidents = desk.incidents(meetup)
    return incident.stands(len(incidents.all()), len(incidents.unsigned()))


def _preparation(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.preparation.screen import PreparationScreen

    return PreparationScreen(desk, meetup)


def _prepared(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.text import preparation

    return preparation.stands(desk.preparation(meetup).lines())


def _shift(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.shift.screen import ShiftScreen

    return ShiftScreen(desk, meetup)


def _shift_stands(desk: "Desk", _meetup: str) -> tuple[str, str]:
    from concierge_tui.text import shift

    me = desk.staff.me()
    return shift.stands(me.name if me else "")


def _closing(desk: "Desk", meetup: str) -> "Screen[Any]":
    if desk.meetups.get(meetup).closed:
        from screens.closing.sheet import ClosingSheetScreen

        return ClosingSheetScreen(desk, meetup)
    from screens.closing.screen import ClosingScreen

    return ClosingScreen(desk, meetup)


def _closing_stands(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.text import closing

    return closing.stands(desk.meetups.get(meetup), len(desk.closing(meetup).obstacles()))


WAYS: Final[tuple[Way, ...]] = (
    Way("preparation", text.PREPARATION, text.PREPARATION_WORDS, _preparation, _prepared),
    Way("inside", text.INSIDE, text.INSIDE_WORDS, _inside, _people_inside),
    Way("incident", text.INCIDENT, text.INCIDENT_WORDS, _incidents, _incidents_stand),
    Way("shift", text.SHIFT, text.SHIFT_WORDS, _shift, _shift_stands),
    Way("closing", text.CLOSING, text.CLOSING_WORDS, _closing, _closing_stands),
)
