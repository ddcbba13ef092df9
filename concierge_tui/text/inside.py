"""Words of the list of who is inside."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.meetup import Counts, Meetup
from concierge_tui.text import times
from concierge_tui.text.people import short_name

TITLE: Final = "いまいる人"
EMPTY: Final = "いま会場にいる人はいません。受付をすると、ここに家庭ごとに出ます。"
LEAVE: Final = "退場"
BACK: Final = "もどる"


def titles(meetup: Meetup) -> tuple[str, ...]:
    """Return where one is, the longest way of saying it first."""
    return (f"{TITLE}  {meetup.title} {times.short_day(meetup.date)}", TITLE)


def counts(now: Counts) -> str:
    """Return how many are inside."""
    adults = now.people_here - now.children_here
    return f"{now.families_here}家庭  {now.people_here}名(大人{adults} 子{now.children_here})"


def people(present: Sequence[Person], family: Family, day: date) -> str:
    """Return who of a family is inside, the children first, with their age."""
    in_order = sorted(present, key=lambda person: person.role != "child")
    return "・".join(_named(person, family, day) for person in in_order)


def _named(person: Person, family: Family, day: date) -> str:
    name = short_name(person, family)
    if person.role != "child" or person.birthday is None:
        return name
    months = age_months(person.birthday, day)
    if months < 0:
        return name
    return f"{name}({months // 12}歳)" if months >= 12 else f"{name}({months}か月)"
