"""The one opener of a laptop's store; every check of the encryption stands here."""

import errno
import shutil
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from concierge_tui.domain.errors import (
    HomeUnusable,
    StoreDamaged,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
)
from db.laptop import migrations

Connection = Any
"""An sqlcipher3 connection: the package ships no types."""

KEY_BYTES = 32
_PLAIN_HEADER = b"SQLite format 3\x00"
_ROOM = 128 * 1024
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "secure_delete = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -32000",
)


def create_store(path: Path, key: bytes) -> Connection:
    """Create the encrypted store at `path` and return its connection.

    Raises:
        FileExistsError: when there is a file already.
        StoreFull: when there is no room for it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    connection = _opened(path, key)
    _refuse_plaintext(path)
    return connection


def open_store(path: Path, key: bytes) -> Connection:
    """Open the encrypted store at `path` for this thread.

    Raises:
        StoreMissing: when there is no file.
        StoreLocked: when the key does not open it.
        StoreDamaged: when it is not an encrypted store, or is damaged.
        StoreFull: when there is no room to open it.
        StoreReadOnly: when it cannot be written here.
        HomeUnusable: when it may not even be read.
        StoreNewer: when a newer program wrote it.
    """
    if not path.is_file():
        raise StoreMissing
    if path.stat().st_size == 0:
        raise StoreDamaged
    _refuse_plaintext(path)
    try:
        return _opened(path, key)
    except (StoreLocked, StoreDamaged):
        # A page that could not be read once looks like another key until all is opened anew.
        return _opened(path, key)


def _opened(path: Path, key: bytes) -> Connection:
    connection = _connect(path, key)
    _bring_up_to_date(connection, path)
    return connection


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    try:
        migrations.bring_up_to_date(connection)
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise _fact(error, path) from None
    except BaseException:
        connection.close()
        raise


def _connect(path: Path, key: bytes) -> Connection:
    if len(key) != KEY_BYTES:
        raise StoreLocked
    connection = sqlcipher.connect(str(path), isolation_level=None, timeout=10)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        connection.close()
        raise StoreDamaged
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlcipher.OperationalError as error:
        connection.close()
        raise _fact(error, path) from None
    except sqlcipher.DatabaseError:
        connection.close()
        raise StoreLocked from None
    return connection


def _fact(error: Exception, path: Path) -> Exception:
    """Return what the disk said: only a file that is no database can mean another key."""
    if not isinstance(error, sqlcipher.OperationalError):
        return StoreDamaged()
    # Without room for its shared memory SQLite only says that it cannot open the file.
    is_full = "full" in str(error) or shutil.disk_usage(path.parent).free < _ROOM
    return StoreFull() if is_full else StoreReadOnly()


def _refuse_plaintext(path: Path) -> None:
    try:
        with path.open("rb") as file:
            plain = file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER
    except OSError as error:
        raise (StoreDamaged if error.errno == errno.EIO else HomeUnusable) from None
    if plain:
        raise StoreDamaged
