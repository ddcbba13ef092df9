"""What a guardian reads of an incident on the screen that is turned to her, and her signature."""

from typing import TYPE_CHECKING

from concierge_tui.domain.errors import WantsToTalk
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.text import incident as text
from screens.facing.page import Answer, Choice, FacingPage, Take
from screens.widgets.large_text import Words

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family, Person
    from concierge_tui.domain.meetup_day import Incident
    from concierge_tui.services.incidents import Incidents


def reading_page(
    incident: "Incident", person: "Person | None", family: "Family | None"
) -> FacingPage:
    """Return the record as a page to read, with the answer that signs it."""
    lines = text.told(incident, person, family, to_staff=False)
    readings = _readings(person) if person else {}

    def words(language: str) -> tuple[Words, ...]:
        del language  # what happened was written in Japanese
        return tuple(Words(line, readings) for line in lines)

    choices = (Choice("talk", text.NOT_RIGHT), Choice("agreed", text.AGREED))
    return FacingPage("incident", text.READ, words, choices)


def _readings(person: "Person") -> dict[str, str]:
    """Return how the parts of a name are read, where it is written and read in as many."""
    written, read = person.name.split(), to_hiragana(person.kana).split()
    return dict(zip(written, read, strict=True)) if len(written) == len(read) else {}


def signed_on_screen(incidents: "Incidents", incident: str, by: str) -> Take:
    """Return what keeps the answer: signed at once, or a call for the staff."""

    def take(answer: Answer) -> None:
        if answer.choice != "agreed":
            raise WantsToTalk
        incidents.sign(incident, by, "screen")

    return take
