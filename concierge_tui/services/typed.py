"""Who a family may be while it is still being typed: as soon as a name and a day are there."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.family import Family
from concierge_tui.domain.household_likeness import Household
from concierge_tui.domain.kana import to_katakana
from concierge_tui.domain.likeness import trace_of
from concierge_tui.domain.phone import read_phone
from concierge_tui.services.doubles import Doubles
from concierge_tui.services.ports import Families
from concierge_tui.services.walk_in_answers import Answers, full_kana


def likely_family(
    answers: Answers,
    doubles: Doubles,
    families: Families,
    today: date,
    apart: Collection[str] = (),
) -> Family | None:
    """Return the known family that this may be; those in `apart` were told apart already.

    What cannot be read yet is left out: nobody is disturbed about a half-typed day.
    """
    typed = _typed(answers, today)
    if not typed.adults or not (typed.phones or any(c.birthday for c in typed.children)):
        return None
    for pair in doubles.like(typed):
        if pair.other not in apart:
            return families.many([pair.other]).get(pair.other)
    return None


def _typed(answers: Answers, today: date) -> Household:
    adult = trace_of("", answers.name, to_katakana(answers.kana), None, child=False)
    children = []
    for child in answers.children:
        born: date | None = None
        with suppress(ConciergeError):
            born = read_birthday(child.birthday, today=today).value
        if child.kana or born:
            reading = full_kana(child.kana, answers.kana)
            children.append(trace_of("", "", reading, born, child=True))
    phones = set()
    with suppress(ConciergeError):
        phones.add(read_phone(answers.phone).digits)
    has_name = bool(answers.kana or answers.name)
    return Household(
        "", (adult,) if has_name else (), tuple(children), frozenset(phones), "", answers.city
    )
