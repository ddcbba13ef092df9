"""Splits an address into the part that may be public and the rest, which is not (A5, A7).

Only prefecture and city are told apart, and written in their official form; everything behind
them stays as it was typed. What was left out is taken from the postal code or the city's name.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.kanji import fold_kanji


@dataclass(frozen=True, slots=True)
class PostalPlace:
    """One place that a postal code names."""

    postal: str
    prefecture: str
    city: str
    town: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address: prefecture and city may be shown (A5), `rest` and `postal` are private."""

    postal: str = ""
    prefecture: str = ""
    city: str = ""
    rest: str = ""


class Cities(Protocol):
    """Knows the cities of the country."""

    def city_names(self) -> frozenset[str]:
        """Return every city in its official form."""
        ...

    def prefecture_of(self, city: str) -> str | None:
        """Return its prefecture, or none when two share the name."""
        ...


PREFECTURES: Final = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県",
    "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県",
    "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府",
    "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県",
    "鹿児島県", "沖縄県",
)  # fmt: skip

_HYPHENS: Final = re.compile("[‐‑‒–—―−ーｰ]")
_POSTAL: Final = re.compile(r"〒? ?([0-9]{3})[- ]?([0-9]{4})")
_POSTAL_AHEAD: Final = re.compile(
    r"(〒? ?[0-9０-９]{3}[-‐‑‒–—―−ー－ｰ]?[0-9０-９]{4})(?![0-9０-９]) ?"
)
_UNSEEN: Final = re.compile("[ \ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DISTRICT: Final = re.compile("^.+?郡(?=.+[町村]$)")
_WARD: Final = re.compile("^(.+?市)(.+区)$")
_SECTION: Final = re.compile("^(大字|字)")
_STREET_NUMBER: Final = re.compile("[0-9]|[〇一二三四五六七八九十百]+(丁目|番地)|\\s.*$")
_ALIKE: Final = {"が": "ケ", "ガ": "ケ", "竈": "釜"}
_READ_AHEAD: Final = 24
"""No prefecture and city together are longer."""


def read_postal(text: str) -> str:
    """Return the seven digits of a postal code, or nothing when there are none.

    Six digits are a code whose leading 0 a spreadsheet dropped.
    """
    plain = _HYPHENS.sub("-", unicodedata.normalize("NFKC", clean_text(text)))
    if re.fullmatch("[0-9]{6}", plain):
        plain = f"0{plain}"
    match = _POSTAL.fullmatch(plain)
    return "".join(match.groups()) if match else ""


def short_city(city: str) -> str:
    """Return what tells most where there is little room: the ward, the town without district."""
    ward = _WARD.match(city)
    return ward[2] if ward else _DISTRICT.sub("", city)


def town_of(rest: str) -> str:
    """Return the name of the part of a city with which the rest of an address begins.

    Its usual ways of writing are the same: it serves to compare, not to be shown.
    """
    plain = unicodedata.normalize("NFKC", rest).strip()
    number = _STREET_NUMBER.search(plain)
    town = _SECTION.sub("", plain[: number.start()] if number else plain)
    return _fold(_UNSEEN.sub("", town))


def split_address(text: str, postal: str, places: Sequence[PostalPlace], cities: Cities) -> Address:
    """Return the address in its parts; `places` are those of its postal code.

    What is written wins over what the postal code says.
    """
    written = clean_text(text)
    code = read_postal(postal)
    if ahead := _POSTAL_AHEAD.match(written):
        code = code or read_postal(ahead[1])
        written = written[ahead.end() :]
    line = _Line(written)
    prefecture = next((name for name in PREFECTURES if line.take(name)), "")
    near = [place for place in places if prefecture in ("", place.prefecture)]
    found = _city_nearby(line, near) or _city_anywhere(line, near, cities)
    if found:
        return Address(code, prefecture or found[0], found[1], line.rest)
    return Address(code, prefecture, "", line.rest)


class _Line:
    """An address that is read from its beginning, spaces and variant kanji apart."""

    def __init__(self, written: str) -> None:
        self._written = written
        kept = [at for at, character in enumerate(written) if not _UNSEEN.match(character)]
        self._positions = kept[:_READ_AHEAD]
        self._exact = "".join(written[at] for at in self._positions)
        self._folded = _fold(self._exact)

    def take(self, name: str) -> bool:
        """Read over the name if the line begins with it."""
        folded = _fold(name)
        if not (folded and self._folded.startswith(folded)):
            return False
        self._skip(len(folded))
        return True

    def take_longest(self, names: Mapping[str, str]) -> str:
        """Read over the longest name that the line begins with, and return its city."""
        for length in range(len(self._folded), 1, -1):
            if city := names.get(self._exact[:length]) or names.get(self._folded[:length]):
                self._skip(length)
                return city
        return ""

    def begins(self, name: str) -> bool:
        """Return whether the line begins with the name."""
        return bool(name) and self._folded.startswith(_fold(name))

    @property
    def rest(self) -> str:
        """What is left, as it was typed."""
        return self._written[self._positions[0] :].strip() if self._positions else ""

    def _skip(self, length: int) -> None:
        self._exact = self._exact[length:]
        self._folded = self._folded[length:]
        self._positions = self._positions[length:]


def _city_nearby(line: _Line, near: Sequence[PostalPlace]) -> tuple[str, str] | None:
    """Return the prefecture and city of a place of the postal code that the line names."""
    for place in near:
        if any(line.take(form) for form in _forms(place.city)):
            return place.prefecture, place.city
    for place in near:
        if line.begins(place.town):
            return place.prefecture, place.city
    return None


def _city_anywhere(
    line: _Line, near: Sequence[PostalPlace], cities: Cities
) -> tuple[str, str] | None:
    names = _names(cities.city_names())
    if city := line.take_longest(names.official):
        # Only 「さいたま市」 was written: the postal code may know the ward.
        inside = [place for place in near if place.city.startswith(city)]
        if _is_one_city(inside):
            return inside[0].prefecture, inside[0].city
        return cities.prefecture_of(names.member.get(city, city)) or "", city
    if _is_one_city(near):
        return near[0].prefecture, near[0].city
    if not near and (city := line.take_longest(names.without_district)):
        return cities.prefecture_of(city) or "", city
    return None


def _is_one_city(places: Sequence[PostalPlace]) -> bool:
    """Return whether there are places and all lie in one city."""
    return len({(place.prefecture, place.city) for place in places}) == 1


def _forms(city: str) -> Iterator[str]:
    """Yield how people write a city: in full, without its district, by its ward alone."""
    yield city
    if _DISTRICT.match(city):
        yield _DISTRICT.sub("", city)
    if ward := _WARD.match(city):
        yield ward[2]


@dataclass(frozen=True, slots=True)
class _Names:
    """Cities by their names, exact and folded; `member` gives one ward of a city with wards."""

    official: dict[str, str]
    without_district: dict[str, str]
    member: dict[str, str]


@lru_cache(maxsize=4)
def _names(cities: frozenset[str]) -> _Names:
    short = [(_fold(_DISTRICT.sub("", city)), city) for city in cities if _DISTRICT.match(city)]
    count = Counter(name for name, _ in short)
    wards = [(match[1], match[0]) for match in map(_WARD.match, sorted(cities)) if match]
    official = [*(city for city, _ in wards), *sorted(cities)]
    # The exact name goes before the folded one: 鹿嶋市 and 鹿島市 are two cities.
    return _Names(
        official={_fold(city): city for city in official} | {city: city for city in official},
        without_district={name: city for name, city in short if count[name] == 1},
        member=dict(wards),
    )


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return "".join(map(_fold_character, name))


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    folded = fold_kanji(_ALIKE.get(character, character))
    return folded if len(folded) == 1 else character
