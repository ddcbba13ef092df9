"""The sign-up turned to the family: it consents purpose by purpose and reads what was written."""

from collections.abc import Callable
from datetime import date

from concierge_tui.domain.consent import PURPOSES, REUSE, SCREEN
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.family import Family, Person, in_order
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import Asked, SignUpAnswers
from concierge_tui.services.sign_up_reading import read_sign_up
from screens.facing.consenting import consent_pages, given_by
from screens.facing.page import Answer, FacingPage
from screens.facing.read_back import family_page
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
    people = [
        Person.model_validate(
            {name: value for name, value in person if name in Person.model_fields}
            | {"id": str(number), "family": "new"}
        )
        for number, person in enumerate(form.people)
    ]
    return [*pages, family_page(Family(id="new", people=in_order(people)))]


def keep_answer(desk: Desk, lines: ConsentLines, answer: Answer) -> None:
    """Write an answer on the line of its purpose, with the text that the family read."""
    line = next((each for each in lines.lines if each.purpose == answer.page), None)
    if line is None or answer.choice not in ("yes", "no"):
        return
    read = given_by(desk, answer)
    line.take(
        Asked(
            answer=answer.choice,
            method=SCREEN,
            language=read.language,
            version=read.version,
            text_hash=read.text_hash,
        )
    )


def _agreed(answers: SignUpAnswers, purpose: str) -> bool:
    asked = answers.consents.get(purpose)
    return asked is not None and asked.answer == "yes"
