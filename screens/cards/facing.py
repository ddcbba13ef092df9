"""The pages on which a family says for itself whom it would like to meet again."""

from collections.abc import Sequence

from concierge_tui.domain.family import Family
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.services.cards import MARKS, Mark
from concierge_tui.text import cards as text
from concierge_tui.text.facing import of
from concierge_tui.text.people import family_name
from screens.facing.page import Answer, Choice, FacingPage, Lines
from screens.widgets.large_text import Words


def card_pages(others: Sequence[Family]) -> list[FacingPage]:
    """Return one page for each family that was met."""
    choices = tuple(Choice(mark, text.CHOICES[mark]) for mark in MARKS)
    return [FacingPage(other.id, text.HEADING, _about(other), choices) for other in others]


def mark_of(answer: Answer) -> Mark:
    """Return the mark that was chosen."""
    return next(mark for mark in MARKS if mark == answer.choice)


def _about(other: Family) -> Lines:
    person = other.representative
    surname = (person.surname or person.called) if person else ""
    reading = to_hiragana(person.kana).partition(" ")[0] if person else ""

    def lines(language: str) -> tuple[Words, ...]:
        called = surname or family_name(other)
        return (
            Words(of(text.ABOUT, language).format(called), {called: reading} if reading else {}),
            Words(of(text.PROMISE, language)),
        )

    return lines
