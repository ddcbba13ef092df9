"""The one door through which anything is written to a laptop's store."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher

from concierge_tui.domain.errors import (
    ConciergeError,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreTrouble,
)
from db.laptop.connection import Connection

_FULL = "full"
_READ_ONLY = "readonly"
_LOCKED = "locked"
_OF_THE_DISK = (sqlcipher.OperationalError, sqlcipher.DatabaseError)
"""Their subclasses are bugs: a constraint is no matter of the disk."""


@contextmanager
def writing(connection: Connection) -> Iterator[Connection]:
    """Run one durable write transaction; inside another one, join it.

    Raises:
        StoreFull: when the disk is full; nothing was written.
        StoreReadOnly: when the store cannot be written to.
        StoreBusy: when another window writes and does not end.
        StoreDamaged: when a page cannot be read.
        StoreTrouble: when the disk reports anything else.
    """
    if connection.in_transaction:
        yield connection
        return
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlcipher.DatabaseError as error:
        if type(error) not in _OF_THE_DISK:
            raise
        fact = _fact(error)
        if isinstance(fact, StoreReadOnly) and not _is_readable(connection):
            fact = StoreDamaged()
        raise fact from None


def _is_readable(connection: Connection) -> bool:
    """Say whether the connection still reads from the disk.

    After one page that it could not read, SQLCipher refuses to write as if the store were
    read-only, until all is opened anew.
    """
    try:
        connection.execute("PRAGMA shrink_memory")  # what is in memory proves nothing
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError:
        return False
    return True


def as_fact(error: BaseException) -> BaseException:
    """Return what the disk says by an error of the database; any other error as it is."""
    return _fact(error) if type(error) in _OF_THE_DISK else error


def _fact(error: BaseException) -> ConciergeError:
    if type(error) is sqlcipher.DatabaseError:
        return StoreDamaged()
    said = str(error)
    if _FULL in said:
        return StoreFull()
    if _READ_ONLY in said:
        return StoreReadOnly()
    if _LOCKED in said:
        return StoreBusy()
    return StoreTrouble(said)
