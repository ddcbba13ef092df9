"""The token of a hand-off (スマホへ引き継ぎ): what a QR carries from the desk to a telephone.

It names the device that issued it and the family whose registration is handed on, and bears a
tag by a key that only the central service and this device have. So the service can take a
registration before the laptop has been online.
"""

import base64
import binascii
import hashlib
import hmac
import uuid
from typing import Final, NamedTuple

from concierge_tui.domain.errors import ConciergeError

HOURS: Final = 48
"""How long a hand-off is good unless the service says otherwise."""
PHONE: Final = "phone"
"""The actor of what a family wrote on its own telephone: no member of staff."""

_MINUTE_MS: Final = 60_000
_VERSION: Final = 1
_TAG_BYTES: Final = 16
_LENGTH: Final = 1 + 16 + 16 + 4 + _TAG_BYTES
_PURPOSE: Final = b"concierge hand-off/1\0"
_MOST_CHARACTERS: Final = 100


class HandOffRefused(ConciergeError):
    """The token of a hand-off is not accepted.

    Codes: shape, wrong (also of a device that is no longer trusted), expired, early, elsewhere
    (another telephone wrote with it first).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class HandOffUnavailable(ConciergeError):
    """This laptop cannot hand on to a telephone. Reasons: not_enrolled, no_page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Token(NamedTuple):
    """What a token says."""

    device: str
    family: str
    issued: int
    """Minutes since 1970 by the clock of the device, as far as it knew it to be right."""

    @property
    def issued_ms(self) -> int:
        """The moment of issue in milliseconds."""
        return self.issued * _MINUTE_MS


class Carried(NamedTuple):
    """A token as it was read, with the tag that is still to be checked."""

    token: Token
    signed: bytes
    tag: bytes

    @property
    def digest(self) -> bytes:
        """What the service keeps of a token: nobody can make the token from it."""
        return hashlib.sha256(self.signed + self.tag).digest()

    def is_genuine(self, key: bytes) -> bool:
        """Say whether whoever holds `key` issued it; the time taken tells nothing."""
        return hmac.compare_digest(self.tag, _tag(self.signed, key))


def minutes_of(ms: int) -> int:
    """Return whole minutes of milliseconds."""
    return ms // _MINUTE_MS


def write_token(token: Token, key: bytes) -> str:
    """Return the token as capital letters and digits: a QR packs those tightest.

    Raises:
        HandOffRefused: when device or family is not named by a UUID.
    """
    try:
        names = uuid.UUID(token.device).bytes + uuid.UUID(token.family).bytes
    except ValueError:
        raise HandOffRefused("shape") from None
    signed = bytes([_VERSION]) + names + token.issued.to_bytes(4)
    return base64.b32encode(signed + _tag(signed, key)).decode().rstrip("=")


def read_token(text: str) -> Carried:
    """Return what `text` carries; nothing is checked but its shape.

    Raises:
        HandOffRefused: when it is no token.
    """
    typed = text.strip().upper()
    if len(typed) > _MOST_CHARACTERS or not typed.isascii():
        raise HandOffRefused("shape")
    try:
        raw = base64.b32decode(typed + "=" * (-len(typed) % 8))
    except binascii.Error:
        raise HandOffRefused("shape") from None
    # One token has one spelling: the bits left over at its end are zero.
    respelled = base64.b32encode(raw).decode().rstrip("=")
    if len(raw) != _LENGTH or raw[0] != _VERSION or respelled != typed:
        raise HandOffRefused("shape")
    token = Token(
        str(uuid.UUID(bytes=raw[1:17])),
        str(uuid.UUID(bytes=raw[17:33])),
        int.from_bytes(raw[33:37]),
    )
    return Carried(token, raw[:-_TAG_BYTES], raw[-_TAG_BYTES:])


def key_of(secret: bytes, device: str) -> bytes:
    """Return the hand-off key of a device, derived from the secret of the service."""
    return hmac.digest(secret, _PURPOSE + b"device\0" + device.encode(), "sha256")


def _tag(signed: bytes, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + signed, "sha256")[:_TAG_BYTES]


def address_of(url: str, token: str) -> str:
    """Return the address that the QR carries; scheme and host may be capitals as well.

    Raises:
        HandOffRefused: when the address of the service is none.
    """
    if not url.startswith(("http://", "https://")):
        raise HandOffRefused("shape")
    return f"{url.upper()}/H/{token}"
