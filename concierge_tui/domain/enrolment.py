"""One-time codes by which a laptop joins the central service.

A code names its area, so that a laptop of another area is refused before it sends
anything. The check character finds every single wrong character.
"""

import hashlib
import re
import secrets
import unicodedata
from typing import Final, NamedTuple

from concierge_tui.domain.central_errors import EnrolmentCodeUnreadable
from concierge_tui.domain.codes import ALPHABET

MINUTES: Final = 15
"""How long a code is good."""
TRIES: Final = 5
"""How many wrong codes an area's open codes survive."""

_AREA: Final = 3
_SECRET: Final = 8
_BETWEEN: Final = re.compile(r"[\s\-‐‑‒–—―−ーｰ_.]+")
_SHAPE: Final = re.compile(rf"[{ALPHABET}]{{{_AREA + _SECRET + 1}}}")


class EnrolmentCode(NamedTuple):
    """A code as it is typed, without its hyphens."""

    characters: str

    @property
    def written(self) -> str:
        """The code in groups of four."""
        return "-".join(self.characters[i : i + 4] for i in range(0, len(self.characters), 4))

    @property
    def digest(self) -> bytes:
        """What the central service keeps instead of the code."""
        return hashlib.sha256(b"mbsync/1 code\0" + self.characters.encode()).digest()

    def is_for(self, area: str) -> bool:
        """Say whether the code was made for `area`."""
        return self.characters[:_AREA] == _tag(area)


def new_enrolment_code(area: str) -> EnrolmentCode:
    """Return a fresh code for the area with this id."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(_SECRET))
    body = _tag(area) + secret
    return EnrolmentCode(body + _check(body))


def read_enrolment_code(text: str) -> EnrolmentCode:
    """Return the code that was typed, in full or half width, with or without hyphens.

    Raises:
        EnrolmentCodeUnreadable: when the text has another shape or its check differs.
    """
    folded = _BETWEEN.sub("", unicodedata.normalize("NFKC", text).strip().upper())
    if not _SHAPE.fullmatch(folded):
        raise EnrolmentCodeUnreadable("shape", text)
    if folded[-1] != _check(folded[:-1]):
        raise EnrolmentCodeUnreadable("check", text)
    return EnrolmentCode(folded)


def _tag(area: str) -> str:
    number = int.from_bytes(hashlib.sha256(b"mbsync/1 area\0" + area.encode()).digest())
    size = len(ALPHABET)
    return "".join(ALPHABET[number // size**i % size] for i in range(_AREA))


def _check(body: str) -> str:
    weighted = sum(i * ALPHABET.index(character) for i, character in enumerate(body, start=2))
    return ALPHABET[-weighted % len(ALPHABET)]
