"""The sign-up code of an area: what somebody types who cannot scan the QR on the paper.

It stands on every slip and on the wall, so it is no secret. It opens an empty form for a family
of whom nothing is known yet, in that one area, and nothing else: whoever guesses one has guessed
an empty form.
"""

import hmac
import re
from typing import Final

from concierge_tui.domain.codes import ALPHABET, characters_of, check_character, folded
from concierge_tui.domain.errors import CodeUnreadable

_PURPOSE: Final = b"concierge sign-up/1\0area\0"
_BODY: Final = 7
_GROUP: Final = 4
_SHAPE: Final = re.compile(rf"[{ALPHABET}]{{{_BODY + 1}}}")


def sign_up_code(secret: bytes, area: str) -> str:
    """Return the code of an area, such as 7KQ2-WXBD; the same as long as the secret is."""
    body = characters_of(hmac.digest(secret, _PURPOSE + area.encode(), "sha256"), _BODY)
    return _written(body + check_character(body))


def read_sign_up_code(text: str) -> str:
    """Return the code in its one written form, however it was typed.

    Raises:
        CodeUnreadable: when the text has another shape or its check character differs.
    """
    typed = folded(text)
    if not _SHAPE.fullmatch(typed):
        raise CodeUnreadable("shape", text)
    if typed[-1] != check_character(typed[:-1]):
        raise CodeUnreadable("check", text)
    return _written(typed)


def address_to_scan(url: str, code: str) -> str:
    """Return the address that the QR carries: all in capitals, which a QR packs tightest."""
    return f"{url.upper()}/S/{code}"


def address_to_type(url: str) -> str:
    """Return the address as it is printed beside the code: without its scheme."""
    return f"{url.partition('://')[2]}/s"


def _written(characters: str) -> str:
    return f"{characters[:_GROUP]}-{characters[_GROUP:]}"
