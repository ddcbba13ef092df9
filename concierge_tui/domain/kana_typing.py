"""Turns a reading typed in half-width letters into kana, as an input method would.

Volunteers type with the input method off; 「tanaka misaki」 is as clear as たなか みさき.
"""

import re
from typing import Final

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
