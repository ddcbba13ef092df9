"""What a search line asks for, and under which keys a person is found.

The index holds one row a key. Names stand under what they sound like and how they are written,
in full and by given name; numbers and codes stand under a mark, so that no name can be mistaken
for one. Everything is a beginning, except numbers and codes, which must be whole.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import Final

from concierge_tui.domain.codes import PREFIX, read_code
from concierge_tui.domain.errors import CodeUnreadable, PhoneUnreadable
from concierge_tui.domain.form_numbers import read_form_number
from concierge_tui.domain.kana import to_katakana
from concierge_tui.domain.kanji import fold_kanji, has_kanji
from concierge_tui.domain.paper_errors import FormNumberUnreadable
from concierge_tui.domain.phone import read_phone
from concierge_tui.domain.romaji import fold_exactly, fold_kana, fold_kana_parts, phonetic_prefixes

LAST_FOUR_MARK: Final = "#"
PHONE_MARK: Final = "+"
CODE_MARK: Final = "@"
FORM_MARK: Final = "%"

INDEX: Final = 2
"""Counts up when people stand under other keys; a store of an older program is indexed anew."""

_NUMBER: Final = re.compile(r"[0-9+()\-. ]*[0-9][0-9+()\-. ]*")
_HYPHENS: Final = re.compile("[‐‑‒–—―−ーｰ]")
_BARE_CODE: Final = re.compile("[0-9A-Z]{6}-?[0-9A-Z]")
_FORM: Final = re.compile("[A-Z][0-9A-Z]{2}[ ‐‑‒–—―−ーｰ-]?[0-9OI]{3,4}[ ‐‑‒–—―−ーｰ-]?[0-9A-Z]")
_SOUND: Final = re.compile("[A-Za-zÀ-ɏぁ-ゖァ-ヺーｦ-ﾝＡ-Ｚａ-ｚ]")
_KANJI_THEN_KANA: Final = re.compile("(.*[^ァ-ヺー ]) *([ァ-ヺー ]+)")
_BETWEEN: Final = re.compile(r"[\s・.,'’\-‐#+@]+")
# No letter before or after changes how such a part is folded.
_STANDS_ALONE: Final = re.compile("[ァ-ヺー一-鿿][ァ-ヺー一-鿿々]*")
_SHORTEST_PHONE: Final = 9
_LONGEST_SURNAME: Final = 3
"""Kanji of a surname that is written without a space before the given name."""


class Kind(StrEnum):
    """What sort of thing was typed."""

    NOTHING = "nothing"
    SOUND = "sound"
    WRITTEN = "written"
    LAST_FOUR = "last_four"
    PHONE = "phone"
    CODE = "code"
    FORM = "form"


class Rank(IntEnum):
    """The order among the people whom one beginning finds; lower stands first."""

    FULL = 0
    GIVEN = 1
    FORMER = 2


@dataclass(frozen=True, slots=True)
class Needle:
    """What to look up: any of `keys`, as beginnings, or as whole keys when `whole`.

    `infix` also matches the inside of a written name (the index of suffixes). With `given`,
    whoever is found must also pass `admits`.
    """

    kind: Kind
    keys: tuple[str, ...] = ()
    infix: str = ""
    given: tuple[str, ...] = ()
    typed: str = ""

    @property
    def whole(self) -> bool:
        """Whether the keys must be met in full."""
        return self.kind in (Kind.LAST_FOUR, Kind.PHONE, Kind.CODE, Kind.FORM)

    def admits(self, name: str, kana: str) -> bool:
        """Return whether the kana typed after the kanji fit: 田中 み is no 田中 陽子."""
        if not self.given or self.keys[0] in _written_key(name):
            return True
        return any(fold_kana(token).startswith(self.given) for token in _tokens(kana or name))

    def closeness(self, name: str, kana: str) -> int:
        """Return 0 for a person whose name begins just as typed, 1 for one who only resembles it.

        Sort by it first: おおの and おの share a key, 斎藤 and 斉藤 too.
        """
        if self.kind is Kind.WRITTEN:
            return int(not _as_written(name).startswith(self.typed))
        if self.kind is not Kind.SOUND:
            return 0
        reading = kana or name
        if fold_exactly(reading).startswith(self.typed):
            return 0
        return int(not any(fold_exactly(t).startswith(self.typed) for t in _tokens(reading)))


_NOTHING: Final = Needle(Kind.NOTHING)
_FULL: Final = int(Rank.FULL)
_GIVEN: Final = int(Rank.GIVEN)


def read_query(text: str) -> Needle:
    """Return what the search line asks for; a blank one asks for nobody."""
    folded = text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    number = folded if folded.isascii() else _HYPHENS.sub("-", folded)
    if _NUMBER.fullmatch(number):
        return _read_number(number)
    upper = number.upper()
    if upper.startswith(PREFIX) or _BARE_CODE.fullmatch(upper):
        code = _code_key(upper)
        if code or upper.startswith(PREFIX):
            return Needle(Kind.CODE, (code,)) if code else _NOTHING
    if _FORM.fullmatch(upper) and (form := _form_key(upper)):
        return Needle(Kind.FORM, (form,))
    if folded.isascii() or (_SOUND.search(folded) and not has_kanji(folded)):
        return _read_sound(text)
    return _read_written(folded)


def search_keys(
    name: str,
    kana: str,
    phone: str = "",
    code: str = "",
    old_names: Iterable[tuple[str, str]] = (),
) -> list[tuple[str, int]]:
    """Return every key under which a person stands, each once, with its rank.

    `old_names` are pairs of a former name and reading: who was registered under a wrong reading
    is still found by it.
    """
    found: dict[str, int] = {}
    for key, rank in _name_keys(name, kana):
        found.setdefault(key, rank)
    for old_name, old_kana in old_names:
        for key, _ in _name_keys(old_name, old_kana):
            found.setdefault(key, int(Rank.FORMER))
    if len(phone) >= _SHORTEST_PHONE:
        found[LAST_FOUR_MARK + phone[-4:]] = int(Rank.FULL)
        found[PHONE_MARK + phone] = int(Rank.FULL)
    if code:
        found[CODE_MARK + code] = int(Rank.FULL)
    return sorted(found.items(), key=lambda item: (item[1], item[0]))


def suffixes(name: str) -> list[str]:
    """Return the written name from its second, third … character on, for kanji inside a name."""
    key = _written_parts(_tokens(name))
    return [key[start:] for start in range(1, len(key))] if has_kanji(key) else []


def _read_number(number: str) -> Needle:
    digits = re.sub("[^0-9]", "", number)
    if len(digits) == 4:
        return Needle(Kind.LAST_FOUR, (LAST_FOUR_MARK + digits,))
    if len(digits) < _SHORTEST_PHONE:
        return _NOTHING
    try:
        return Needle(Kind.PHONE, (PHONE_MARK + read_phone(number).digits,))
    except PhoneUnreadable:
        return _NOTHING


def _read_sound(text: str) -> Needle:
    keys = tuple(filter(None, phonetic_prefixes(text)))
    return Needle(Kind.SOUND, keys, typed=fold_exactly(text)) if keys else _NOTHING


def _read_written(folded: str) -> Needle:
    mixed = _KANJI_THEN_KANA.fullmatch(to_katakana(folded))
    if mixed and has_kanji(mixed[1]):
        key = _written_key(mixed[1])
        given = tuple(filter(None, phonetic_prefixes(mixed[2])))
        keys = (_written_key(folded), *(key + sound for sound in given))
        return Needle(Kind.WRITTEN, keys, key, given, _as_written(mixed[1]))
    key = _written_key(folded)
    return Needle(Kind.WRITTEN, (key,), key, typed=_as_written(folded)) if key else _NOTHING


def _name_keys(name: str, kana: str) -> list[tuple[str, int]]:
    sounds = [text for text in (kana, name) if not has_kanji(text) and _SOUND.search(text)]
    keys = [item for text in sounds for item in _from_each_token(text, fold_kana_parts)]
    if name not in sounds:
        keys += _from_each_token(name, _written_parts)
        keys += [(key, _FULL) for key in _mixed_keys(name, kana)]
    return sorted((item for item in keys if item[0]), key=itemgetter(1))


def _mixed_keys(name: str, kana: str) -> list[str]:
    """Return the surname as written with the given name as it sounds: 田中み is one seek."""
    _, _, sound = to_katakana(kana).partition(" ")
    if not sound or not has_kanji(name):
        return []
    given = fold_kana_parts(sound.split(" "))
    surname, space, _ = to_katakana(name).partition(" ")
    if space:
        return [_written_parts([surname]) + given]
    key = _written_parts([surname])
    return [key[:length] + given for length in range(1, min(_LONGEST_SURNAME, len(key) - 1) + 1)]


def _from_each_token(name: str, fold: Callable[[Sequence[str]], str]) -> list[tuple[str, int]]:
    """Return a key beginning with each part of the name, so that either order finds it."""
    tokens = _tokens(name)
    return [
        (fold(tokens[start:] + tokens[:start]), _GIVEN if start else _FULL)
        for start in range(len(tokens))
    ]


def _tokens(name: str) -> list[str]:
    return to_katakana(name).split(" ")


def _as_written(name: str) -> str:
    return _BETWEEN.sub("", to_katakana(name))


def _written_key(name: str) -> str:
    return _BETWEEN.sub("", fold_kanji(to_katakana(name)).lower())


def _written_parts(parts: Sequence[str]) -> str:
    """Return the key of the parts of a name in this order, as of one word."""
    if all(map(_STANDS_ALONE.fullmatch, parts)):
        return "".join(map(_written_part, parts))
    return _written_key("".join(parts))


@lru_cache(maxsize=8192)
def _written_part(part: str) -> str:
    return _written_key(part)


def _form_key(text: str) -> str:
    try:
        return FORM_MARK + read_form_number(text).written
    except FormNumberUnreadable:
        return ""


def _code_key(text: str) -> str:
    try:
        return CODE_MARK + read_code(text)
    except CodeUnreadable:
        return ""
