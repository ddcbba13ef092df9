"""Allergies as a list has room for them, and in full below it."""

import re
from collections.abc import Iterable
from typing import Final

from concierge_tui.domain.family import Family, Person
from concierge_tui.text.people import short_name

WORD: Final = "アレルギー"
_AND_MORE: Final = "ほか"
_ROOM: Final = 6
"""So many letters of what somebody must not eat stand on a list; the rest stands below it."""
_ASIDE: Final = re.compile(r"[((][^))]*[))]")
_BETWEEN: Final = re.compile(r"[、,，・／/\s]+")


def short(person: Person) -> str:
    """Return 卵・乳アレルギー, cut between two things and never within one; nothing for none."""
    if person.allergy.has != "yes":
        return ""
    bare = _ASIDE.sub("", person.allergy.text).replace(WORD, "")
    things = [thing for thing in _BETWEEN.split(bare) if thing]
    kept = things[:1]
    for thing in things[1:]:
        if len("・".join([*kept, thing])) > _ROOM:
            break
        kept.append(thing)
    more = _AND_MORE if len(kept) < len(things) else ""
    return f"{'・'.join(kept)}{more}{WORD}"


def in_full(people: Iterable[Person], family: Family) -> str:
    """Return every allergy as it was told, with whose it is; nothing where nobody has one."""
    return "、".join(
        f"{short_name(person, family)}: {person.allergy.text or 'あり(内容は保護者に確かめる)'}"
        for person in people
        if person.allergy.has == "yes"
    )
