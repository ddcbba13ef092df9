"""The codes on cards and slips: short enough to type, safe against a slip of the finger.

A code says nothing about its owner. The alphabet has 29 characters, a prime, so the check
character finds every single wrong character and every pair that changed places.
"""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Final, Protocol

from concierge_tui.domain.errors import CodeUnreadable

PREFIX: Final = "MS1"
ALPHABET: Final = "23456789BCDFGHJKLMNPQRSTVWXYZ"
"""No 0 O 1 I, which look alike, and no vowels, which make words."""
_BODY_LENGTH: Final = 6
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}
_BETWEEN: Final = re.compile(r"[\s\-‐‑‒–—―−ーｰ_.]+")
_SHAPE: Final = re.compile(rf"(?:{PREFIX})?([{ALPHABET}]{{{_BODY_LENGTH}}})([{ALPHABET}])")


class Chooser(Protocol):
    """Whatever picks one character: `secrets`, or a seeded `random.Random` for rehearsals."""

    def choice(self, seq: Sequence[str], /) -> str:
        """Return one element of `seq`."""
        ...


def new_code(rng: Chooser = secrets) -> str:
    """Return a fresh random code, such as MS1-7KQ2WX-D."""
    body = "".join(rng.choice(ALPHABET) for _ in range(_BODY_LENGTH))
    return _written(body)


def derived_code(seed: bytes) -> str:
    """Return the code that follows from `seed`, at least 16 random bytes: always the same."""
    return _written(characters_of(seed, _BODY_LENGTH))


def characters_of(seed: bytes, count: int) -> str:
    """Return `count` characters of the alphabet that follow from `seed`."""
    value, found = int.from_bytes(seed), []
    for _ in range(count):
        value, place = divmod(value, len(ALPHABET))
        found.append(ALPHABET[place])
    return "".join(found)


def read_code(text: str) -> str:
    """Return the code in its one written form, from what was typed or scanned.

    Raises:
        CodeUnreadable: when the text has another shape or its check character differs.
    """
    match = _SHAPE.fullmatch(folded(text))
    if match is None:
        raise CodeUnreadable("shape", text)
    body, check = match.groups()
    if check != check_character(body):
        raise CodeUnreadable("check", text)
    return _written(body)


def folded(text: str) -> str:
    """Return what was typed in the one form in which codes are compared."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).strip().upper())


def _written(body: str) -> str:
    return f"{PREFIX}-{body}-{check_character(body)}"


def check_character(body: str) -> str:
    """Return what finds a slip of the finger in a body of up to 27 characters."""
    weighted = sum(weight * _VALUES[character] for weight, character in enumerate(body, start=2))
    return ALPHABET[-weighted % len(ALPHABET)]
