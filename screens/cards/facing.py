"""The pages on which a family says for itself whom it would like to meet again."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from concierge_tui.domain.family import Family
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.services.cards import MARKS, Mark
from concierge_tui.text import cards as text
from concierge_tui.text.facing import of
from concierge_tui.text.names import ages_of
from concierge_tui.text.people import family_name
from screens.facing.page import Answer, Choice, FacingPage, Lines
from screens.facing.read_back import readings_of
from screens.widgets.large_text import Words


def card_pages(others: Sequence[Family], day: date) -> list[FacingPage]:
    """Return one page for each family that was met by this day."""
    choices = tuple(Choice(mark, text.CHOICES[mark]) for mark in MARKS)
    shared = Counter(_surname(other) for other in others)
    whole = Counter(other.representative.called for other in others if other.representative)
    pages = []
    for other in others:
        person = other.representative
        is_same = person is not None and whole[person.called] > 1
        ages = ages_of(other, day) if is_same else ""
        about = _about(other, ages, is_shared=shared[_surname(other)] > 1)
        pages.append(FacingPage(other.id, text.HEADING, about, choices))
    return pages


def mark_of(answer: Answer) -> Mark:
    """Return the mark that was chosen."""
    return next(mark for mark in MARKS if mark == answer.choice)


def _surname(other: Family) -> str:
    person = other.representative
    return (person.surname or person.called) if person else ""


def _about(other: Family, ages: str, *, is_shared: bool) -> Lines:
    """Return what the page says: the surname; the whole name, and ages, where two share it."""
    person = other.representative
    called = _surname(other) or family_name(other)
    reading = to_hiragana(person.kana).partition(" ")[0] if person else ""
    readings = {called: reading} if reading else {}
    if is_shared and person is not None:
        called, readings = person.called, readings_of(person)

    def lines(language: str) -> tuple[Words, ...]:
        return (
            Words(of(text.ABOUT, language).format(called), readings),
            *([Words(of(text.WITH_AGES, language).format(ages))] if ages else []),
            Words(of(text.PROMISE, language)),
        )

    return lines
