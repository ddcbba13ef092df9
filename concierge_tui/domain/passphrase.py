"""What a passphrase and a PIN must be."""

import unicodedata
from typing import Final

MIN_CHARACTERS: Final = 12
MIN_WORDS: Final = 4
MIN_WORD: Final = 2
"""A letter alone is no word."""
PIN_LENGTHS: Final = range(4, 9)

_MISREAD: Final = str.maketrans("018", "OIB")
"""What a hand writes for a letter; base32 knows none of these digits."""


def is_weak(passphrase: str, shown: str = "") -> bool:
    """Say whether a thief could guess it: below four words and below twelve characters.

    So is the example that the screen has `shown`: whoever steals a laptop has read it too.
    """
    text = unicodedata.normalize("NFKC", passphrase).strip()
    words = [word for word in text.split() if len(word) >= MIN_WORD]
    enough = len(text) >= MIN_CHARACTERS or len(words) >= MIN_WORDS
    return not enough or len(set(text)) < MIN_WORDS or words == shown.split()


def read_pin(text: str) -> str | None:
    """Return the digits of a PIN typed in any width, or None where it is none."""
    pin = unicodedata.normalize("NFKC", text).strip()
    return pin if pin.isascii() and pin.isdigit() and len(pin) in PIN_LENGTHS else None


def flat_recovery(recovery: str) -> str:
    """Return a recovery key as it is derived from: without its hyphens, and as it was printed."""
    folded = unicodedata.normalize("NFKC", recovery).upper()
    kept = "".join(character for character in folded if character.isascii() and character.isalnum())
    return kept.translate(_MISREAD)
