"""Puts the variant forms of a name's kanji into one, for search and comparison only.

A family's own form is kept and shown; 髙 is never written 高.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

_SELECTORS: Final = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KANJI: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_REPEATED: Final = re.compile("(.)[々〻]")
_PLACE_KANA: Final = {"ヶ": "ケ", "ヵ": "カ"}


def fold_kanji(s: str) -> str:
    """Return the text with each kanji in the plainest form of its family."""
    folded = unicodedata.normalize("NFKC", _SELECTORS.sub("", s))
    return _REPEATED.sub(r"\1\1", folded.translate(_plain_forms()))


def has_kanji(s: str) -> bool:
    """Return whether any character is a kanji."""
    return bool(_KANJI.search(s))


@cache
def _plain_forms() -> dict[int, str]:
    table = files("concierge_tui.domain") / "data" / "kanji_variants.txt"
    variants, plain = table.read_text(encoding="utf-8").split("\n")[:2]
    return {ord(v): p for v, p in zip(variants, plain, strict=True)} | str.maketrans(_PLACE_KANA)
