"""What a passphrase and a PIN must be."""

import unicodedata
from typing import Final

MIN_CHARACTERS: Final = 12
MIN_WORDS: Final = 4
MIN_WORD: Final = 2
"""A letter alone is no word."""
PIN_LENGTHS: Final = range(4, 9)


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
