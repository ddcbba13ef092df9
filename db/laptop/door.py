"""The one door through which anything is written to a laptop's store."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher

from concierge_tui.domain.errors import StoreFull, StoreReadOnly, StoreTrouble
from db.laptop.connection import Connection

_FULL = "full"
_READ_ONLY = "readonly"


@contextmanager
def writing(connection: Connection) -> Iterator[Connection]:
    """Run one durable write transaction; inside another one, join it.

    Raises:
        StoreFull: when the disk is full; nothing was written.
        StoreReadOnly: when the store cannot be written to.
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
    except sqlcipher.OperationalError as error:
        raise _fact(error) from None


def _fact(error: Exception) -> StoreTrouble:
    said = str(error)
    if _FULL in said:
        return StoreFull()
    if _READ_ONLY in said:
        return StoreReadOnly()
    return StoreTrouble(said)
