"""Finding a family in a list by what the reception finds it by: a reading, romaji, a card."""

from collections.abc import Callable
from functools import lru_cache

from concierge_tui.domain.family import Family
from concierge_tui.domain.search import Kind, read_query, search_keys, suffixes

Finder = Callable[[Family], bool]


def finder(typed: str) -> Finder | None:
    """Return what tells whether a family is meant, or None where nobody is asked for.

    Digits find nobody: the end of a telephone number is no name.
    """
    needle = read_query(typed)
    if needle.kind is Kind.NOTHING:
        return None

    def by_name(family: Family) -> bool:
        return any(
            needle.admits(person.name, person.kana)
            for person in family.people
            if any(key.startswith(needle.keys) for key in _keys(person.name, person.kana))
            or (needle.infix and any(s.startswith(needle.infix) for s in suffixes(person.name)))
        )

    def by_code(family: Family) -> bool:
        return bool(family.code) and any(
            key in needle.keys for key, _ in search_keys("", "", code=family.code)
        )

    def nobody(family: Family) -> bool:
        del family
        return False

    if needle.kind in (Kind.SOUND, Kind.WRITTEN):
        return by_name
    return by_code if needle.kind is Kind.CODE else nobody


@lru_cache(maxsize=4096)
def _keys(name: str, kana: str) -> tuple[str, ...]:
    return tuple(key for key, _ in search_keys(name, kana))
