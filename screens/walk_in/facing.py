"""The form of a walk-in turned to the family: it consents by itself and reads what was written."""

from datetime import date

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in_answers import Answers, read_answers
from screens.facing.consenting import consent_pages
from screens.facing.page import Take
from screens.facing.read_back import family_page, unwritten
from screens.facing.screen import FacingScreen


def turned(desk: Desk, answers: Answers, today: date, take: Take) -> FacingScreen:
    """Return the screen for the family; what cannot be read yet is not read back."""
    asks = [] if answers.consented else [REGISTRATION]
    pages = consent_pages(desk, asks, registered=False)
    try:
        form = read_answers(answers, today, desk.postal)
    except ConciergeError:
        return FacingScreen(desk, pages, take)
    return FacingScreen(desk, [*pages, family_page(unwritten(form))], take)
