"""Overwrites what erased rows left in free pages and in the log of the database."""

from typing import Final

import sqlcipher3.dbapi2 as sqlcipher

from db.laptop import erased_list
from db.laptop.connection import Connection
from db.laptop.settings import SqliteSettings

SCRUB: Final = "scrub_due"
"""The setting that says that free pages and the log may still hold what was erased."""


def scrub(connection: Connection, *, whole: bool = False) -> bool:
    """Empty the log where an erasure made that due; say if it is done.

    Every deletion was overwritten in its page before (`secure_delete`). With `whole` the file is
    written anew besides, a second lock, during which no other window writes: never beside a
    reception. While another one reads, or without room, it stays due for the next sync.
    """
    settings = SqliteSettings(connection)
    if settings.get(SCRUB) is None:
        return True
    erased_list.keep(connection)
    try:
        if whole:
            connection.execute("VACUUM")
        if _empty_log(connection):
            settings.drop(SCRUB)
            return _empty_log(connection)
    except sqlcipher.DatabaseError:
        pass
    return False


def _empty_log(connection: Connection) -> bool:
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
