"""Which part of an address is public (A5): only a city that exists, never a house number."""

from collections.abc import Sequence
from typing import NamedTuple

from concierge_tui.domain.address import PostalPlace, read_postal
from concierge_tui.services.ports import Postal


class AddressParts(NamedTuple):
    """An address as it is stored."""

    postal: str = ""
    prefecture: str = ""
    city: str = ""
    rest: str = ""


def city_of(places: Sequence[PostalPlace]) -> PostalPlace | None:
    """Return a place of the one city that these places lie in."""
    return places[0] if len({(p.prefecture, p.city) for p in places}) == 1 else None


def town_of(places: Sequence[PostalPlace]) -> str:
    """Return the town, where the code names exactly one."""
    return places[0].town if len(places) == 1 else ""


def address_parts(postal: str, city: str, rest: str, book: Postal) -> AddressParts:
    """Return what was written; a city that nobody knows is kept among what is private."""
    code = read_postal(postal)
    named = next((place for place in book.places(code) if place.city == city), None)
    prefecture = named.prefecture if named else book.prefecture_of(city) if city else None
    if city and prefecture is None:
        return AddressParts(code, "", "", f"{city}{rest}")
    return AddressParts(code, prefecture or "", city, rest)
