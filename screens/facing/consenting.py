"""Pages on which a family consents, and on which its answers are read back."""

from collections.abc import Sequence

from concierge_tui.domain.consent import REGISTRATION, SCREEN
from concierge_tui.domain.family import Family
from concierge_tui.services.consents import ConsentGiven, having_read
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in_answers import Asked
from concierge_tui.text import facing as text
from screens.facing.page import Answer, Choice, FacingPage, Lines
from screens.widgets.large_text import Words

READ_BACK = "read_back"


def consent_pages(
    desk: Desk, purposes: Sequence[str], *, registered: bool = True
) -> list[FacingPage]:
    """Return one page a purpose, with the text that a coordinator may have replaced.

    A family that is registered cannot leave by one key: what that does is explained first.
    """
    talks = {REGISTRATION} if registered else set()
    return [
        FacingPage(
            purpose,
            text.PURPOSES[purpose],
            _wording(desk, purpose),
            (
                Choice("talk", text.TALK) if purpose in talks else Choice("no", text.NO),
                Choice("yes", text.YES),
            ),
        )
        for purpose in purposes
    ]


def given_by(desk: Desk, answer: Answer) -> ConsentGiven:
    """Return what was read on a screen, in the language in which it was read."""
    return having_read(desk.wordings.get(answer.page, answer.language), SCREEN)


def asked_on_screen(desk: Desk, answer: Answer) -> Asked:
    """Return an answer as a form keeps it, with the text that the family read."""
    read = given_by(desk, answer)
    return Asked(
        answer=answer.choice,
        method=SCREEN,
        language=read.language,
        version=read.version,
        text_hash=read.text_hash,
    )


def keep_consent(desk: Desk, family: Family, answer: Answer) -> None:
    """Note one answer at once, under the text in the language that was read.

    Raises:
        GuardianNeeded: when nobody of the family is old enough to consent.
    """
    if answer.choice not in ("yes", "no"):
        return
    seen = desk.consents.of(family.id)
    given = given_by(desk, answer)
    if answer.choice == "yes":
        desk.consents.give(seen, [given], family)
    else:
        desk.consents.decline(seen, given)


def read_back_page(desk: Desk, family: Family) -> FacingPage:
    """Return the page that says what was answered, for the family to confirm."""

    def lines(language: str) -> tuple[Words, ...]:
        return tuple(
            Words(
                f"{text.of(text.PURPOSES[now.purpose], language)}: "
                f"{text.of(text.ANSWERS[now.state], language)}"
            )
            for now in desk.consents.of(family.id).purposes
        )

    return FacingPage(READ_BACK, text.CONSENT_READ_BACK, lines, right_or_wrong())


def right_or_wrong() -> tuple[Choice, ...]:
    """Return the two answers to what is read back."""
    return (Choice("wrong", text.WRONG), Choice("right", text.RIGHT))


def _wording(desk: Desk, purpose: str) -> Lines:
    def lines(language: str) -> tuple[Words, ...]:
        return tuple(Words(line) for line in desk.wordings.get(purpose, language).text.splitlines())

    return lines
