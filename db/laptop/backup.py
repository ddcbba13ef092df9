"""One file that holds the encrypted store and its key slots, and nothing readable."""

import errno
import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import sqlcipher3.dbapi2 as sqlcipher

from concierge_tui.domain.errors import (
    BackupUnreadable,
    BackupUnwritable,
    StoreDamaged,
    StoreExists,
    StoreFull,
)
from concierge_tui.services.ports import Cancelled, Progress
from db.files import may_hold, new_private, open_regular, replace
from db.laptop.connection import Connection

_FORMAT = "concierge-backup-1"
_PIECE = 1 << 20
_MAX_HEADER = 1 << 20
_JOURNALS = ("-wal", "-shm", "-journal")


class _Stopped(Exception):
    """Whoever waits wants no backup any more."""


def write(
    connection: Connection,
    key: bytes,
    slots: Path,
    target: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bool:
    """Write a backup to `target`, readable with the passphrases of `slots` only.

    False when it was `cancelled`: then whatever lay there lies there still.

    Raises:
        BackupUnwritable: when nothing can be written there, or the store itself lies there.
        StoreFull: when there is no room for it.
        StoreDamaged: when the store itself cannot be read whole; an older backup stays.
    """
    copy = target.parent / f"{target.name or '-'}.part"
    go_on = _stopping_at(cancelled)
    try:
        # Never in the place of the store itself, of a folder or of a device.
        if target.resolve() in _own_files(connection, slots) or not may_hold(target):
            raise BackupUnwritable
        copy.unlink(missing_ok=True)
        _copy(connection, key, copy, progress, go_on)
        _join(_head_of(copy, slots), copy, target, go_on)
    except _Stopped:
        return False
    except (OSError, ValueError, RuntimeError) as error:
        raise (StoreFull if _is_full(error) else BackupUnwritable) from None
    except (StoreDamaged, sqlcipher.DatabaseError) as error:
        if _is_full(error):
            raise StoreFull from None
        # Which of the two is it: the store, or the copy on somebody's old stick?
        raise (BackupUnwritable if _is_sound(connection) else StoreDamaged) from None
    finally:
        with suppress(OSError, ValueError):
            copy.unlink(missing_ok=True)
    return True


def _head_of(copy: Path, slots: Path) -> str:
    """Return what stands before the store: the ways in, and how to know that it is whole."""
    header = {
        "format": _FORMAT,
        "slots": slots.read_text(encoding="utf-8"),
        "size": copy.stat().st_size,
        "sha256": _digest(copy),
    }
    return json.dumps(header)


def _stopping_at(cancelled: Cancelled | None) -> Callable[[], None]:
    def go_on() -> None:
        if cancelled and cancelled():
            raise _Stopped

    return go_on


def _is_full(error: Exception) -> bool:
    return getattr(error, "errno", None) == errno.ENOSPC or "full" in str(error)


def _own_files(connection: Connection, slots: Path) -> set[Path]:
    store = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    beside = {store.with_name(store.name + ending) for ending in ("", *_JOURNALS)}
    return {path.resolve() for path in (*beside, slots)}


def _copy(
    connection: Connection,
    key: bytes,
    target: Path,
    progress: Progress | None,
    go_on: Callable[[], None],
) -> None:
    target.touch(mode=0o600)
    copied = sqlcipher.connect(str(target), isolation_level=None)
    try:
        copied.execute("PRAGMA cipher_log_level = NONE")
        copied.execute(f"PRAGMA key = \"x'{key.hex()}'\"")

        def tell(_status: int, remaining: int, total: int) -> None:
            go_on()
            if progress:
                progress(total - remaining, total)

        connection.backup(copied, pages=500, progress=tell)
        # A page that cannot be read is copied as an empty one; an older backup is worth more.
        if copied.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise StoreDamaged
        copied.execute("PRAGMA journal_mode = DELETE")
    finally:
        copied.close()


def _is_sound(connection: Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlcipher.DatabaseError:
        return False


def _join(header: str, body: Path, target: Path, go_on: Callable[[], None]) -> None:
    fresh = target.with_name(target.name + ".new")
    try:
        with new_private(fresh) as file, body.open("rb") as source:
            file.write(header.encode() + b"\n")
            while piece := source.read(_PIECE):
                go_on()
                file.write(piece)
        go_on()
        replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)


def restore(source: Path, store: Path, slots: Path) -> None:
    """Put the store and the slots of a backup in place.

    Raises:
        StoreExists: when there is a store already; nothing was written.
        BackupUnreadable: when the file is no backup, or is truncated or altered.
        StoreFull: when there is no room for it.
    """
    if store.exists() or slots.exists():
        raise StoreExists
    store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = store.with_name(store.name + ".part")
    try:
        with open_regular(source) as file:
            header = _header(file.readline(_MAX_HEADER))
            with new_private(part) as target:
                while piece := file.read(_PIECE):
                    target.write(piece)
        if part.stat().st_size != header.size or _digest(part) != header.sha256:
            raise BackupUnreadable
        with new_private(slots) as target:
            target.write(header.slots.encode())
        remove_journals(store)
        replace(part, store)
    except (OSError, ValueError) as error:
        slots.unlink(missing_ok=True)
        raise (StoreFull if _is_full(error) else BackupUnreadable) from None
    finally:
        part.unlink(missing_ok=True)


def remove_journals(store: Path) -> None:
    """Remove what another database left beside `store`: SQLite would play it into this one."""
    for ending in _JOURNALS:
        store.with_name(store.name + ending).unlink(missing_ok=True)


class _Header(NamedTuple):
    slots: str
    size: int
    sha256: str


def _header(line: bytes) -> _Header:
    try:
        header = json.loads(line)
        if header["format"] != _FORMAT:
            raise BackupUnreadable
        return _Header(str(header["slots"]), int(header["size"]), str(header["sha256"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BackupUnreadable from None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
