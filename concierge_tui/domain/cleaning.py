"""Makes whatever was typed, pasted, imported or received safe to keep and to show.

Escape sequences, direction marks and other unseen characters would reach the terminal or turn
one name into another that looks the same.
"""

import re
import unicodedata
from typing import Final

_UNSEEN: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1 controls, without those that end a line
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef"
    "\ud800-\udfff"  # halves of a pair, which no file can hold
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]+"
)
_LINE_ENDS: Final = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_SPACES: Final = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]+")
_LONE_SELECTORS: Final = re.compile("(?:(?<=[ \n])|^)[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_SPACED_LINE_END: Final = re.compile(" *\n *")
# NFC would put another form of the character here; a name keeps the form it is written in.
_AS_WRITTEN: Final = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
# Letters, kana and everyday kanji need nothing done: NFC leaves every one of them alone.
_PLAIN_RUN: Final = "[!-~\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]+"
_PLAIN: Final = re.compile(f"{_PLAIN_RUN}(?: {_PLAIN_RUN})*")


def clean_text(raw: str, *, multiline: bool = False) -> str:
    """Return the text without unseen characters, in NFC, single-spaced and stripped.

    Variation selectors stay, and so do CJK compatibility ideographs: they are how a person
    writes her name. Cleaning twice changes nothing more.
    """
    if _PLAIN.fullmatch(raw):
        return raw
    text = _LINE_ENDS.sub("\n" if multiline else " ", raw)
    text = _SPACES.sub(" ", _UNSEEN.sub("", text))
    text = _LONE_SELECTORS.sub("", text)
    text = _SPACED_LINE_END.sub("\n", _SPACES.sub(" ", _composed(text)))
    return text.strip(" \n")


def _composed(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    parts = _AS_WRITTEN.split(text)
    return "".join(
        part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts)
    )
