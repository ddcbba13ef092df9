"""One file that holds the encrypted store and its key slots, and nothing readable."""

import hashlib
import json
import os
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from concierge_tui.domain.errors import BackupUnreadable, StoreExists
from concierge_tui.services.ports import Progress
from db.laptop.connection import Connection

_FORMAT = "concierge-backup-1"
_PIECE = 1 << 20
_MAX_HEADER = 1 << 20


def write(
    connection: Connection,
    key: bytes,
    slots: Path,
    target: Path,
    *,
    progress: Progress | None = None,
) -> None:
    """Write a backup to `target`, readable with the passphrases of `slots` only."""
    copy = target.with_name(target.name + ".part")
    copy.unlink(missing_ok=True)
    try:
        _copy(connection, key, copy, progress)
        header = {
            "format": _FORMAT,
            "slots": slots.read_text(encoding="utf-8"),
            "size": copy.stat().st_size,
            "sha256": _digest(copy),
        }
        _join(json.dumps(header), copy, target)
    finally:
        copy.unlink(missing_ok=True)


def _copy(connection: Connection, key: bytes, target: Path, progress: Progress | None) -> None:
    target.touch(mode=0o600)
    copied = sqlcipher.connect(str(target), isolation_level=None)
    try:
        copied.execute("PRAGMA cipher_log_level = NONE")
        copied.execute(f"PRAGMA key = \"x'{key.hex()}'\"")

        def tell(_status: int, remaining: int, total: int) -> None:
            if progress:
                progress(total - remaining, total)

        connection.backup(copied, pages=500, progress=tell)
        copied.execute("PRAGMA journal_mode = DELETE")
    finally:
        copied.close()


def _join(header: str, body: Path, target: Path) -> None:
    fresh = target.with_name(target.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file, body.open("rb") as source:
        file.write(header.encode() + b"\n")
        while piece := source.read(_PIECE):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)


def restore(source: Path, store: Path, slots: Path) -> None:
    """Put the store and the slots of a backup in place.

    Raises:
        StoreExists: when there is a store already; nothing was written.
        BackupUnreadable: when the file is no backup, or is truncated or altered.
    """
    if store.exists() or slots.exists():
        raise StoreExists
    store.parent.mkdir(parents=True, exist_ok=True)
    part = store.with_name(store.name + ".part")
    try:
        with source.open("rb") as file:
            header = _header(file.readline(_MAX_HEADER))
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as target:
                while piece := file.read(_PIECE):
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())
        if part.stat().st_size != header["size"] or _digest(part) != header["sha256"]:
            raise BackupUnreadable
        slots.touch(mode=0o600)
        slots.write_text(str(header["slots"]), encoding="utf-8")
        part.replace(store)
    except OSError:
        raise BackupUnreadable from None
    finally:
        part.unlink(missing_ok=True)


def _header(line: bytes) -> dict[str, object]:
    try:
        header = json.loads(line)
        if header["format"] != _FORMAT:
            raise BackupUnreadable
    except (ValueError, KeyError, TypeError):
        raise BackupUnreadable from None
    return dict(header)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
