"""Every page of an encrypted database as it lies in the file, free ones and those of the log too.

A query sees rows; what was deleted is seen only here. The layout is SQLCipher 4's: each page ends
with its initialisation vector and a digest, the first begins with the salt. A raw key encrypts.
"""

from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_PAGE: Final = 4096
_RESERVED: Final = 80
_SALT = _IV = 16
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24


def everything_in(path: Path, key: bytes) -> bytes:
    """Return all pages of a database and of its log, decrypted."""
    stored = path.read_bytes()
    pages = [stored[at : at + _PAGE] for at in range(0, len(stored), _PAGE)]
    log = Path(f"{path}-wal")
    logged = log.read_bytes()[_LOG_HEADER:] if log.exists() else b""
    step = _FRAME_HEADER + _PAGE
    frames = [logged[at : at + step] for at in range(0, len(logged) - step + 1, step)]
    found = [_decrypted(page, key, first=number == 0) for number, page in enumerate(pages)]
    found += [
        _decrypted(frame[_FRAME_HEADER:], key, first=frame[:4] == b"\0\0\0\1") for frame in frames
    ]
    return b"".join(found)


def _decrypted(page: bytes, key: bytes, *, first: bool) -> bytes:
    vector = page[-_RESERVED : -_RESERVED + _IV]
    hidden = page[_SALT if first else 0 : -_RESERVED]
    reader = Cipher(AES(key), CBC(vector)).decryptor()
    return reader.update(hidden) + reader.finalize()
