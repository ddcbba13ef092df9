"""Keys of age (X25519) from 32 bytes, so that they can be derived and need no place of their own.

Age writes its keys in Bech32 (BIP 173); pyrage reads that text and nothing else.
"""

import hmac
from typing import Final

import pyrage

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX: Final = "age-secret-key-"
_CHECK_LETTERS: Final = 6
_RECOVERY: Final = b"concierge bundle recovery/1"


def identity_text(raw: bytes) -> str:
    """Return the secret key of 32 bytes as age writes it."""
    data = _regrouped(raw)
    values = [*_expanded(_PREFIX), *data, *[0] * _CHECK_LETTERS]
    check = _polymod(values) ^ 1
    tail = [check >> 5 * (_CHECK_LETTERS - 1 - i) & 31 for i in range(_CHECK_LETTERS)]
    letters = "".join(_LETTERS[value] for value in [*data, *tail])
    return f"{_PREFIX}1{letters}".upper()


def recipient_of(identity: str) -> str:
    """Return to whom one seals what `identity` shall open."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def recovery_identity(flat: str) -> str:
    """Return the secret key that follows from a recovery key, given without its hyphens."""
    return identity_text(hmac.digest(flat.encode(), _RECOVERY, "sha256"))


def _regrouped(raw: bytes) -> list[int]:
    """Return the bits of `raw` in groups of five, the last one filled up with zeros."""
    bits = len(raw) * 8
    groups = -(-bits // 5)
    number = int.from_bytes(raw) << (groups * 5 - bits)
    return [number >> 5 * (groups - 1 - i) & 31 for i in range(groups)]


def _expanded(prefix: str) -> list[int]:
    codes = prefix.encode()
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(_GENERATOR):
            check ^= generator if top >> i & 1 else 0
    return check
