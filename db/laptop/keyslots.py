"""Who can open the store: one slot a person, and one for the recovery key.

The data key is random; each slot keeps it sealed under what one person knows. The file
lies beside the store, holds nothing secret and is ready for more staff.
"""

import base64
import json
import os
import secrets
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from concierge_tui.domain.errors import PassphraseWeak, StoreDamaged, StoreLocked
from concierge_tui.domain.passphrase import flat_recovery, is_weak
from concierge_tui.text.welcome import EXAMPLE
from db.files import replace
from db.laptop.connection import KEY_BYTES

FORMAT = "concierge-slots-1"
RECOVERY = "recovery"
_RECOVERY_BYTES = 20
_SALT_BYTES = 16
_NONCE_BYTES = 12


class Cost(NamedTuple):
    """What one guess costs: memory in KiB, passes, lanes."""

    memory: int
    passes: int
    lanes: int


FLOOR = Cost(64 * 1024, 3, 4)
"""The least that a store on disk may have."""

_CEILING = Cost(1024 * 1024, 3, 4)
_RECOVERY_COST = Cost(64 * 1024, 1, 1)
"""A recovery key has 160 random bits; stretching it gains nothing."""


class Unlocked(NamedTuple):
    """The data key and whose slot opened it."""

    key: bytes
    staff: str


def refuse_weak(passphrase: str) -> None:
    """Refuse a passphrase that a thief could guess.

    Raises:
        PassphraseWeak: below four words and below twelve characters.
    """
    if is_weak(passphrase, EXAMPLE):
        raise PassphraseWeak


def create(path: Path, staff: str, passphrase: str, cost: Cost) -> tuple[bytes, str]:
    """Write a new slot file; return the data key and the recovery key to print once."""
    key, recovery = secrets.token_bytes(KEY_BYTES), new_recovery()
    slots = [
        _sealed(key, staff, passphrase, cost),
        _sealed(key, RECOVERY, flat_recovery(recovery), _RECOVERY_COST),
    ]
    _write(path, slots)
    return key, recovery


def new_recovery() -> str:
    """Return a recovery key as it is copied by hand; it opens nothing before it is sealed."""
    return _grouped(secrets.token_bytes(_RECOVERY_BYTES))


def replace_recovery(path: Path, key: bytes, recovery: str) -> None:
    """Let `recovery` open the store, and the recovery key before it no more.

    Raises:
        StoreDamaged: when the file cannot be read.
    """
    add(path, key, RECOVERY, flat_recovery(recovery), _RECOVERY_COST)


def add(path: Path, key: bytes, staff: str, passphrase: str, cost: Cost) -> None:
    """Give one more person a way in, replacing an older slot of the same person."""
    slots = [slot for slot in _read(path) if slot["id"] != staff]
    _write(path, [*slots, _sealed(key, staff, passphrase, cost)])


def first_person(path: Path) -> str:
    """Return whose slot is the oldest: the recovery key lies with them. Empty without any.

    Raises:
        StoreDamaged: when the file cannot be read.
    """
    return next((slot["id"] for slot in _read(path) if slot["id"] != RECOVERY), "")


def keep_recovery_alone(path: Path) -> None:
    """Take away every person's way in; only the recovery key opens the store from now on.

    Raises:
        StoreDamaged: when the file cannot be read.
    """
    _write(path, [slot for slot in _read(path) if slot["id"] == RECOVERY])


def renew(path: Path, key: bytes, staff: str, passphrase: str) -> None:
    """Replace the passphrase of one person; a guess costs what it cost before.

    Raises:
        PassphraseWeak: when a thief could guess it; nothing was written.
        StoreDamaged: when the file cannot be read.
    """
    refuse_weak(passphrase)
    costs = (Cost(*slot["cost"]) for slot in _read(path) if slot["id"] == staff)
    add(path, key, staff, passphrase, next(costs, FLOOR))


def could_be_recovery(typed: str) -> bool:
    """Say whether somebody typed as much as a recovery key has."""
    return len(flat_recovery(typed)) == _RECOVERY_BYTES * 8 // 5


def unlock(path: Path, passphrase: str) -> Unlocked:
    """Return the data key that `passphrase` or the recovery key opens.

    Raises:
        StoreLocked: when it opens no slot.
        StoreDamaged: when the file cannot be read.
    """
    slots = _read(path)
    as_recovery = flat_recovery(passphrase)
    for slot in slots:
        recovery = slot["id"] == RECOVERY
        if recovery and not could_be_recovery(passphrase):
            continue
        key = _opened(slot, as_recovery if recovery else passphrase)
        if key:
            return Unlocked(key, "" if recovery else slot["id"])
    raise StoreLocked


def _grouped(raw: bytes) -> str:
    text = base64.b32encode(raw).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes,
        memory_cost=cost.memory,
    )  # fmt: skip
    return kdf.derive(secret)


def _sealed(key: bytes, staff: str, passphrase: str, cost: Cost) -> dict[str, Any]:
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    slot: dict[str, Any] = {"id": staff, "salt": salt.hex(), "cost": list(cost)}
    sealed = AESGCM(_derive(passphrase, salt, cost)).encrypt(nonce, key, _header(slot))
    return slot | {"nonce": nonce.hex(), "sealed": sealed.hex()}


def _opened(slot: dict[str, Any], passphrase: str) -> bytes | None:
    try:
        cost = Cost(*slot["cost"])
        if cost.memory > _CEILING.memory or cost.passes > 100 or cost.lanes > 64:
            raise StoreDamaged
        wrapping = _derive(passphrase, bytes.fromhex(slot["salt"]), cost)
        sealed, nonce = bytes.fromhex(slot["sealed"]), bytes.fromhex(slot["nonce"])
        return AESGCM(wrapping).decrypt(nonce, sealed, _header(slot))
    except InvalidTag:
        return None
    except (KeyError, TypeError, ValueError, MemoryError):
        raise StoreDamaged from None


def _header(slot: dict[str, Any]) -> bytes:
    return json.dumps([FORMAT, slot["id"], slot["salt"], slot["cost"]]).encode()


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        slots = stored["slots"]
        if stored["format"] != FORMAT or not all(isinstance(slot["id"], str) for slot in slots):
            raise StoreDamaged
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise StoreDamaged from None
    return list(slots)


def _write(path: Path, slots: Sequence[dict[str, Any]]) -> None:
    text = json.dumps({"format": FORMAT, "slots": list(slots)}, indent=1)
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    replace(fresh, path)
