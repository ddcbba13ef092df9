"""The sign-up turned to the family: it consents purpose by purpose and reads what was written."""

from collections.abc import Callable
from datetime import date

from concierge_tui.domain.consent import PURPOSES, REUSE
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from concierge_tui.services.sign_up_reading import read_sign_up
from screens.facing.consenting import asked_on_screen, consent_pages
from screens.facing.page import Answer, FacingPage
from screens.facing.read_back import family_page, unwritten
from screens.facing.screen import FacingScreen
from screens.sign_up.consents import ConsentLines
from screens.sign_up.form import SignUpLines


def turned(desk: Desk, lines: SignUpLines, today: date, keep: Callable[[], None]) -> FacingScreen:
    """Return the screen for the family; each answer stands on the form and is kept at once."""

    def take(answer: Answer) -> None:
        keep_answer(desk, lines.rest.consents, answer)
        keep()

    return FacingScreen(desk, pages_of(desk, lines.answers, today), take)


def pages_of(desk: Desk, answers: SignUpAnswers, today: date) -> list[FacingPage]:
    """Return what is not agreed to yet, then what was written, where it can be read already."""
    open_ = [purpose for purpose in PURPOSES if purpose != REUSE and not _agreed(answers, purpose)]
    pages = consent_pages(desk, open_, registered=False)
    try:
        form = read_sign_up(answers, today, desk.postal)
    except ConciergeError:
        return pages
    return [*pages, family_page(unwritten(form))]


def keep_answer(desk: Desk, lines: ConsentLines, answer: Answer) -> None:
    """Write an answer on the line of its purpose, with the text that the family read."""
    line = next((each for each in lines.lines if each.purpose == answer.page), None)
    if line is None or answer.choice not in ("yes", "no"):
        return
    line.take(asked_on_screen(desk, answer))


def _agreed(answers: SignUpAnswers, purpose: str) -> bool:
    asked = answers.consents.get(purpose)
    return asked is not None and asked.answer == "yes"
