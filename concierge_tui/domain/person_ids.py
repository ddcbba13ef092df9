"""Ids of people that two writers who never met derive alike.

A family hands its registration on to her own telephone while the laptop is offline. Both halves
may name the same child; the same id makes them one child, and whatever they say differently
becomes a conflict that a person sees.
"""

import hashlib
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from concierge_tui.domain.ids import derived_id
from concierge_tui.domain.kana import to_katakana
from concierge_tui.domain.romaji import fold_kana


class Known(NamedTuple):
    """What of a person tells her from the others of her family."""

    role: str
    kana: str = ""
    birthday: str = ""


def person_ids(family: str, people: Iterable[Known]) -> list[str]:
    """Return the id of each of `people`: adults by their place, children by their given name.

    A child whose reading nobody wrote goes by the birthday. Two who cannot be told apart go by
    their place: twins are never one child.
    """
    seen: dict[tuple[str, str], int] = {}
    ids = []
    for person in people:
        mark = _mark(person)
        place = seen[mark] = seen.get(mark, 0) + 1
        ids.append(_after(family, derived_id("person", family, *mark, str(place))))
    return ids


def _mark(person: Known) -> tuple[str, str]:
    if person.role != "child":
        return person.role, ""
    reading = to_katakana(person.kana)
    given = reading.partition(" ")[2] or reading
    return "child", fold_kana(given) or person.birthday


def _after(family: str, derived: str) -> str:
    """Return an id of version 8 that stands with its family in order of time."""
    digest = hashlib.sha256(derived.encode()).digest()
    try:
        moment = uuid.UUID(family).bytes[:6]
    except ValueError:
        moment = digest[16:22]
    raw = bytearray(moment + digest[:10])
    raw[6] = 0x80 | (raw[6] & 0x0F)
    raw[8] = 0x80 | (raw[8] & 0x3F)
    return str(uuid.UUID(bytes=bytes(raw)))
