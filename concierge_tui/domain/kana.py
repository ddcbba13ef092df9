"""Puts kana of any width and either script into one form."""

import re
import unicodedata
from typing import Final

_TO_KATAKANA: Final = {
    **{code: code + 0x60 for code in range(0x3041, 0x3097)},
    0x309D: 0x30FD,
    0x309E: 0x30FE,
}
_TO_HIRAGANA: Final = {katakana: hiragana for hiragana, katakana in _TO_KATAKANA.items()}
# NFKC would turn a free-standing sound mark into a space and a combining one.
_SOUND_MARKS: Final = {0x309B: 0x3099, 0x309C: 0x309A, 0xFF9E: 0x3099, 0xFF9F: 0x309A}
_SPACES: Final = re.compile(r"\s+")
_DONE: Final = re.compile("[ァ-ヺー一-鿿]+(?: [ァ-ヺー一-鿿]+)*")
_KANA: Final = re.compile("[ァ-ヺーヽヾ・゠ ]*[ァ-ヺ][ァ-ヺーヽヾ・゠ ]*")


def to_katakana(s: str) -> str:
    """Return the text with all kana as full-width katakana and single half-width spaces."""
    if _DONE.fullmatch(s):
        return s
    composed = unicodedata.normalize("NFKC", s.translate(_SOUND_MARKS))
    return _SPACES.sub(" ", composed.translate(_TO_KATAKANA)).strip()


def to_hiragana(s: str) -> str:
    """Return the text with all kana as hiragana and single half-width spaces."""
    return to_katakana(s).translate(_TO_HIRAGANA)


def is_kana(s: str) -> bool:
    """Return whether the text is a reading: kana of any kind, marks and spaces, nothing else."""
    return bool(_KANA.fullmatch(to_katakana(s)))
