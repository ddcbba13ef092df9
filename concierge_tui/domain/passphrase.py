"""What a passphrase and a PIN must be."""

import unicodedata
from typing import Final

MIN_CHARACTERS: Final = 12
MIN_WORDS: Final = 4
MIN_WORD: Final = 2
"""A letter alone is no word."""
EXAMPLE: Final = "かえる ふで やま あめ"
"""What the screen shows as an example: whoever steals a laptop has read it too."""
PIN_LENGTHS: Final = range(4, 9)


def is_weak(passphrase: str) -> bool:
    """Say whether a thief could guess it: below four words and below twelve characters."""
    text = unicodedata.normalize("NFKC", passphrase).strip()
    words = [word for word in text.split() if len(word) >= MIN_WORD]
    enough = len(text) >= MIN_CHARACTERS or len(words) >= MIN_WORDS
    return not enough or len(set(text)) < MIN_WORDS or words == EXAMPLE.split()


def read_pin(text: str) -> str | None:
    """Return the digits of a PIN typed in any width, or None where it is none."""
    pin = unicodedata.normalize("NFKC", text).strip()
    return pin if pin.isascii() and pin.isdigit() and len(pin) in PIN_LENGTHS else None
