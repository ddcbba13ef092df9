"""The way to the form of an incident from any screen of the hall, and what follows it."""

from typing import TYPE_CHECKING, Any, Protocol

from concierge_tui.domain.meetup_day import Incident
from concierge_tui.services.wordings import ACCIDENT
from concierge_tui.text import incident as text
from concierge_tui.text import paper

if TYPE_CHECKING:
    from textual.app import App

    from concierge_tui.domain.family import Family, Person
    from concierge_tui.services.desk import Desk
    from screens.widgets.notice import Notice


class Told(Protocol):
    """A screen that can say something."""

    @property
    def app(self) -> "App[Any]":
        """Where screens are opened."""
        ...

    @property
    def notice(self) -> "Notice":
        """Where something is said."""
        ...


def report_incident(page: Told, desk: "Desk", meetup: str) -> None:
    """Open the form; a grave one goes on with the card, one to be told with its steps."""
    from screens.incident.screen import IncidentScreen

    if any(isinstance(each, IncidentScreen) for each in page.app.screen_stack):
        page.notice.say(text.BEING_WRITTEN, "care")
        return

    def then(noted: Incident | None) -> None:
        if noted is not None:
            _go_on(page, desk, noted)

    page.app.push_screen(IncidentScreen(desk, meetup), then)


def _go_on(page: Told, desk: "Desk", noted: Incident) -> None:
    if noted.level == "minor":
        page.notice.say(said_of(desk, noted), "done")
        return
    from screens.incident.record import RecordScreen

    page.app.push_screen(RecordScreen(desk, noted.meetup, noted.id))
    if noted.level == "grave":
        show_card(page, desk, noted.meetup, noted)


def show_card(page: Told, desk: "Desk", meetup: str, about: Incident | None = None) -> None:
    """Show the emergency card, with whom it is about where that is known."""
    from screens.incident.card import EmergencyScreen

    page.app.push_screen(EmergencyScreen(desk, meetup, about))


def said_of(desk: "Desk", incident: Incident) -> str:
    """Return the line that says what was written down."""
    family, person = whom_of(desk, incident)
    return text.noted(incident, person, family)


def manual_of(desk: "Desk") -> str:
    """Return the manual for accidents as F1 shows it, with its version (A17)."""
    steps = desk.manuals.get(ACCIDENT)
    return f"{paper.manual(steps.version)}\n{steps.text}"


def whom_of(desk: "Desk", incident: Incident) -> "tuple[Family | None, Person | None]":
    """Return the family and the person that a record is about, where they are on a list."""
    family = desk.families.many([incident.family]).get(incident.family) if incident.family else None
    return family, family.person(incident.person) if family else None
