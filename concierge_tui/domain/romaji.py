"""One phonetic key for kana and for every usual spelling in Latin letters.

Hepburn, Kunrei, the passport's spelling and the one with "oh" meet in one key; long vowels and
doubled letters are single in it. What has been typed so far gives the beginning of the key of
the whole reading, so an index of keys answers after every letter.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from concierge_tui.domain.kana import to_katakana

_ROWS: Final = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
    "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
    "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_ODD: Final = {
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ン": "n",
    "ヂ": "zi", "ヅ": "zu", "ヴ": "bu", "ッ": "", "ー": "", "・": "", "゠": "",
    "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ヵ": "ka", "ヶ": "ke",
    "ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa",
}  # fmt: skip
_SMALL_Y: Final = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}
_SMALL_VOWELS: Final = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}


def _syllables() -> dict[str, str]:
    table = {
        kana: row + vowel
        for row, letters in _ROWS.items()
        for kana, vowel in zip(letters, "aiueo", strict=True)
    } | _ODD
    for kana, sound in list(table.items()):
        if len(sound) == 2 and sound[1] == "i":
            table |= {kana + small: sound[0] + y for small, y in _SMALL_Y.items()}
            table[kana + "ェ"] = f"{sound[0]}ye"
    for kana in "フヴツテデトド":
        table |= {kana + small: table[kana][0] + v for small, v in _SMALL_VOWELS.items()}
    for kana in "フヴテデ":
        table |= {kana + small: table[kana][0] + y for small, y in _SMALL_Y.items()}
    for kana in "クグ":
        table |= {kana + small: f"{table[kana][0]}w{v}" for small, v in _SMALL_VOWELS.items()}
        table[kana + "ヮ"] = f"{table[kana][0]}wa"
    return table | {
        "ドゥ": "zu", "ウィ": "wi", "ウェ": "we", "ウォ": "o", "イェ": "ye",
        "スィ": "si", "ズィ": "zi", "シィ": "si", "チィ": "ti", "ジィ": "zi",
    }  # fmt: skip


_SYLLABLES: Final = _syllables()
_SYLLABLE: Final = re.compile("|".join(sorted(map(re.escape, _SYLLABLES), key=len, reverse=True)))
_ANY_KANA: Final = re.compile("[ァ-ヺーヽヾ・゠]")
_ALL_KANA: Final = re.compile("[ァ-ヺー ]+")
# Without ゥ and ォ, whose spelling depends on what stands before them.
_USUAL_KANA: Final = re.compile("[ァ-イウ-エオ-ヶー ]+")
_NO_SPACES: Final = {ord(" "): ""}
_SMALL: Final = (*_SMALL_Y, *_SMALL_VOWELS, "ヮ", "")
_REPEATED: Final = re.compile("(.)([ヽヾ])")
_IGNORED: Final = re.compile(r"[\s!-/:-@\[-`{-~'’‘´‐‑‒–—―−・]+")
_PLAIN: Final = re.compile("[ -~]*")

_LETTERS: Final = str.maketrans("flvq", "hrbk")
# Each step keeps the key of a beginning the beginning of the key; the order matters.
_SAME_SOUND: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile("ph"), "h"),
    (re.compile("c(?=c)"), ""),
    (re.compile("sh(?=[aueo])"), "sy"),
    (re.compile("sh"), "s"),
    (re.compile("ch(?=[aueo])"), "ty"),
    (re.compile("ch|c(?=y|$)|t[hs]"), "t"),
    (re.compile("c(?=[ei])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("d?j(?=[aueo])"), "zy"),
    (re.compile("d?j|dz|zh|d(?=u)"), "z"),
    (re.compile("m(?=[bpm])"), "n"),
    (re.compile("wo"), "o"),
)
_LONG_O: Final = re.compile("o[ou]+")
_DOUBLED: Final = re.compile(r"(.)\1+")
_ONE_LENGTH: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile("oh(?![aiueoy])"), "o"),
    (_LONG_O, "o"),
    (_DOUBLED, r"\1"),
)


def fold_kana(s: str) -> str:
    """Return the phonetic key of a reading in kana; Latin letters within it are folded too."""
    if _ALL_KANA.fullmatch(s):
        # The table already writes one letter for one sound, so only lengths are left to fold.
        spelled = _SYLLABLE.sub(lambda match: _SYLLABLES[match[0]], s.translate(_NO_SPACES))
        return _DOUBLED.sub(r"\1", _LONG_O.sub("o", spelled))
    return fold_romaji(_spell(s))


def fold_kana_parts(parts: Sequence[str]) -> str:
    """Return the phonetic key of the parts of a reading in this order, as of one word."""
    spelled = [_spelled_alone(part) for part in parts]
    if "" in spelled:
        return fold_kana("".join(parts))
    return _DOUBLED.sub(r"\1", _LONG_O.sub("o", "".join(spelled)))


def _spelled_alone(part: str) -> str:
    """Return a word in letters, or nothing where the word before it may change its sound."""
    if part[:1] in _SMALL or not _ALL_KANA.fullmatch(part):
        return ""
    return _spelled_exactly(part)


@lru_cache(maxsize=8192)
def _spelled_exactly(word: str) -> str:
    """Return a word of kana in letters: the table already writes one letter for one sound."""
    return _SYLLABLE.sub(lambda match: _SYLLABLES[match[0]], word.translate(_NO_SPACES))


def fold_romaji(s: str) -> str:
    """Return the phonetic key of what was typed in Latin letters."""
    return _replaced(_same_sound(s), _ONE_LENGTH)


def fold_exactly(s: str) -> str:
    """Return a key that keeps long vowels and doubled letters: おおの apart from おの."""
    if _USUAL_KANA.fullmatch(s):
        return "".join(map(_spelled_exactly, s.split(" ")))
    return _same_sound(_spell(s))


def phonetic_prefixes(s: str) -> tuple[str, ...]:
    """Return every key beginning that the text typed so far may stand for, the likeliest first.

    A trailing m may be ん before b, m or p; a trailing き may become きゃ; "oh" before a vowel
    may be a long o; "mm" may be doubled or follow ん.
    """
    spelled = _spell(s)
    key = fold_romaji(spelled)
    found = [key]
    if key.endswith("m"):
        found.append(fold_romaji(spelled[:-1] + "n") if spelled[-1:] in "mM" else key[:-1] + "n")
    if key.endswith("i") and len(key) > 1 and spelled != s:
        found.append(key[:-1] + "y")
    if re.search("oh[aiueoy]", spelled):
        found.append(fold_romaji(re.sub("oh(?=[aiueoy])", "o", spelled)))
    if "nm" in key and "mm" in spelled:
        found.append(key.replace("nm", "m"))
    return tuple(dict.fromkeys(found))


def _same_sound(s: str) -> str:
    plain = s if _PLAIN.fullmatch(s) else _without_accents(s)
    return _replaced(_IGNORED.sub("", plain.lower()).translate(_LETTERS), _SAME_SOUND)


def _replaced(text: str, steps: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, letters in steps:
        text = pattern.sub(letters, text)
    return text


def _spell(s: str) -> str:
    """Return the text with its kana spelled out, whatever else it holds left as it is."""
    if _PLAIN.fullmatch(s):
        return s
    katakana = to_katakana(s)
    if not _ANY_KANA.search(katakana):
        return katakana
    katakana = _REPEATED.sub(_repeat, katakana)
    return _SYLLABLE.sub(lambda match: _SYLLABLES[match[0]], katakana)


def _repeat(match: re.Match[str]) -> str:
    first, mark = match.groups()
    voiced = unicodedata.normalize("NFC", first + "\u3099") if mark == "ヾ" else first
    return first + (voiced if len(voiced) == 1 else first)


def _without_accents(s: str) -> str:
    decomposed = unicodedata.normalize("NFKD", s)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
