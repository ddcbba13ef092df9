"""Turns a reading typed in half-width letters into kana, as an input method would.

Volunteers type with the input method off; 「tanaka misaki」 is as clear as たなか みさき.
"""

import re
import unicodedata
from typing import Final

from concierge_tui.domain.kana import to_hiragana

_VOWELS: Final = "aiueo"
_ROWS: Final = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
    "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
    "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_CONTRACTED: Final = {
    "ky": "キ", "sy": "シ", "sh": "シ", "ty": "チ", "ch": "チ", "cy": "チ", "ny": "ニ",
    "hy": "ヒ", "my": "ミ", "ry": "リ", "gy": "ギ", "zy": "ジ", "jy": "ジ", "j": "ジ",
    "by": "ビ", "py": "ピ", "dy": "ヂ",
}  # fmt: skip
_SMALL: Final = {"a": "ャ", "u": "ュ", "o": "ョ", "e": "ェ"}
_SINGLE: Final = {
    "ya": "ヤ", "yu": "ユ", "yo": "ヨ", "wa": "ワ", "wo": "ヲ", "shi": "シ", "chi": "チ",
    "tsu": "ツ", "fu": "フ", "ji": "ジ", "fa": "ファ", "fi": "フィ", "fe": "フェ", "fo": "フォ",
    "va": "ヴァ", "vi": "ヴィ", "vu": "ヴ", "ve": "ヴェ", "vo": "ヴォ", "thi": "ティ",
    "dhi": "ディ", "we": "ウェ", "wi": "ウィ", "n'": "ン", "xn": "ン", "-": "ー",
}  # fmt: skip


def _syllables() -> dict[str, str]:
    table = {
        consonant + vowel: kana
        for consonant, row in _ROWS.items()
        for vowel, kana in zip(_VOWELS, row, strict=True)
    }
    for consonant, kana in _CONTRACTED.items():
        table |= {consonant + vowel: kana + small for vowel, small in _SMALL.items()}
    return table | _SINGLE


_SYLLABLES: Final = _syllables()
_TYPED: Final = re.compile(
    "|".join(re.escape(key) for key in sorted(_SYLLABLES, key=len, reverse=True))
    + r"|nn|n(?![aiueoy'])|m(?=[bmp])|([kstcghjzdbpfr])(?=\1)|t(?=ch)|\s+"
)


_KANA_KEYS: Final = dict(zip("ぬふあうえおやゆよわ", (*range(1, 10), 0), strict=True))
"""What the keys of the digits type on a Japanese keyboard whose IME takes kana."""


def digit_from_typing(character: str | None) -> int | None:
    """Return the digit of a key, whatever an IME made of it: 5, ５, or the お of its key."""
    if character is None or len(character) != 1:
        return None
    folded = to_hiragana(unicodedata.normalize("NFKC", character))
    return _KANA_KEYS.get(folded, unicodedata.digit(folded, None) if len(folded) == 1 else None)


def kana_from_typing(text: str) -> str:
    """Return katakana for a reading in letters; anything else comes back as it was."""
    lowered = text.strip().lower()
    if not (lowered.isascii() and lowered):
        return text
    kana: list[str] = []
    at = 0
    while at < len(lowered):
        match = _TYPED.match(lowered, at)
        if match is None:
            return text
        kana.append(_kana(match[0]))
        at = match.end()
    return "".join(kana)


def _kana(typed: str) -> str:
    if typed.isspace():
        return " "
    if typed in _SYLLABLES:
        return _SYLLABLES[typed]
    return "ン" if typed in ("n", "nn", "m") else "ッ"
