"""Names by which families are told apart where several stand side by side.

Whoever takes one for the other copies a card onto the wrong family, or hands it a child.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.family import Family
from concierge_tui.text.people import called, family_name, public_name

Way = Callable[[Family], str]
"""How a family may be called."""


def told_apart(families: Iterable[Family], *ways: Way) -> dict[str, str]:
    """Return what each family is called, by its id and in the order given: no two alike.

    The first of the ways that no other family shares is hers; where the last is shared too, a
    number stands behind it.
    """
    known = {family.id: family for family in families}
    left = sorted(known.values(), key=lambda family: family.id)
    names: dict[str, str] = {}
    for way in ways:
        words = {family.id: way(family) for family in left}
        shared = Counter([*words.values(), *names.values()])
        names |= {family: name for family, name in words.items() if shared[name] == 1}
        left = [family for family in left if family.id not in names]
    taken = {*names.values()}
    for family in left:
        names[family.id] = _numbered(ways[-1](family), taken)
        taken.add(names[family.id])
    return {family: names[family] for family in known}


def by_name(families: Iterable[Family]) -> dict[str, str]:
    """Return whole names for a list that the staff reads: 佐藤 花, or 佐藤 花(結翔)."""
    return told_apart(families, called, _with_child, _with_children, _with_town)


def by_house(families: Iterable[Family]) -> dict[str, str]:
    """Return names of houses for the staff: 佐藤家, or 佐藤 花 where two houses share that."""
    return told_apart(families, family_name, called, _with_child, _with_children, _with_town)


def by_public_name(families: Iterable[Family], day: date) -> dict[str, str]:
    """Return what other families may read: neither towns nor the names of children."""
    return told_apart(families, public_name, lambda family: _with_ages(family, day))


def ages_of(family: Family, day: date) -> str:
    """Return the ages of the children on a day, as anybody in the hall sees them: 2歳・0歳."""
    born = (child.birthday for child in family.children if child.birthday)
    return "・".join(f"{age_months(birthday, day) // 12}歳" for birthday in born if birthday <= day)


def _with_child(family: Family) -> str:
    """One child is enough as a rule, and a narrow column cuts no more than that."""
    return _with(called(family), next(iter(_children(family)), ""))


def _with_children(family: Family) -> str:
    return _with(called(family), "・".join(_children(family)))


def _children(family: Family) -> list[str]:
    return [child.given for child in family.children if child.given]


def _with_town(family: Family) -> str:
    return _with(called(family), family.city)


def _with_ages(family: Family, day: date) -> str:
    return _with(public_name(family), ages_of(family, day))


def _with(name: str, more: str) -> str:
    return f"{name}({more})" if more else name


def _numbered(name: str, taken: set[str]) -> str:
    number = 1
    while f"{name}({number})" in taken:
        number += 1
    return f"{name}({number})"
