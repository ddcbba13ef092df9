"""The one opener of the central store; every check of the encryption stands here."""

import os
import secrets
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from concierge_tui.domain.errors import DatabaseUnusable, StoreDamaged, StoreLocked

KEY_BYTES: Final = 32
_PLAIN_HEADER: Final = b"SQLite format 3\x00"
_OF_THE_DISK: Final = (sqlcipher.OperationalError, sqlcipher.DatabaseError)
"""Their subclasses are bugs: a constraint is no matter of the disk."""
AT_ONCE: Final = 8
"""Connections that stay open: one that is opened for a single request costs as much as it."""
WRITES: Final = "writes"
"""Execution option of a connection that will write."""


def read_key(path: Path) -> bytes:
    """Return the key in the file at `path`, made and written there where there is none.

    Raises:
        StoreDamaged: when the file holds no key.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except ValueError:
            raise StoreDamaged from None
        if len(key) != KEY_BYTES:
            raise StoreDamaged from None
        return key
    key = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def open_encrypted(path: Path, key: bytes) -> Engine:
    """Return an engine on the encrypted store at `path`, created where there is none.

    Raises:
        StoreLocked: when the key does not open it.
        StoreDamaged: when it is not an encrypted store.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    engine = create_engine(
        "sqlite://",
        creator=lambda: _persistently(path, key),
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=12,
        hide_parameters=True,
    )
    _begin_as_told(engine)
    _let_go_of_what_failed(engine)
    return engine


def open_database(url: str) -> Engine:
    """Return an engine on the database at `url`, beyond one machine.

    Raises:
        DatabaseUnusable: when this is no address of a database that the program can speak to.
    """
    try:
        # The SQLite of the standard library neither encrypts nor keeps every write.
        if make_url(url).get_backend_name() == "sqlite":
            raise DatabaseUnusable
        return create_engine(
            url, pool_pre_ping=True, pool_size=AT_ONCE, max_overflow=32, hide_parameters=True
        )
    except (SQLAlchemyError, ImportError, ValueError):
        raise DatabaseUnusable from None


def connect(path: Path, key: bytes) -> Any:
    """Return one connection to the encrypted store at `path`, every check done.

    Raises:
        StoreLocked: when the key does not open it.
        StoreDamaged: when it is not an encrypted store.
    """
    try:
        with path.open("rb") as file:
            plain = file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER
    except OSError:
        raise StoreDamaged from None
    if plain:
        raise StoreDamaged
    connection = sqlcipher.connect(
        str(path), isolation_level=None, timeout=30, check_same_thread=False
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        connection.close()
        raise StoreDamaged
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlcipher.DatabaseError:
        connection.close()
        raise StoreLocked from None
    for pragma in ("synchronous = FULL", "fullfsync = ON", "secure_delete = ON",
                   "temp_store = MEMORY", "foreign_keys = ON"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _persistently(path: Path, key: bytes) -> Any:
    try:
        return connect(path, key)
    except (StoreLocked, StoreDamaged):
        # A page that could not be read once looks like another key until all is opened anew.
        return connect(path, key)


def _let_go_of_what_failed(engine: Engine) -> None:
    @event.listens_for(engine, "handle_error")
    def let_go(context: ExceptionContext) -> None:
        # After one page that it could not read SQLCipher refuses everything on a connection.
        if type(context.original_exception) in _OF_THE_DISK:
            context.is_disconnect = True
            context.invalidate_pool_on_disconnect = False


def _begin_as_told(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that reads first and writes later can be refused half-way.
        immediate = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def writing(engine: Engine) -> Any:
    """Return a context of one durable write transaction."""
    return engine.execution_options(**{WRITES: True}).begin()
