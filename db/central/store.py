"""The central store, opened and brought up to date."""

import secrets
from pathlib import Path
from typing import Final

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from concierge_tui.domain.errors import DatabaseUnusable, HomeUnusable, StoreNewer
from db.central import erasing, secret, tables
from db.central.migrations import bring_up_to_date
from db.central.opening import open_database, open_encrypted, read_key
from db.central.transactions import PASSING, durably

DATABASE: Final = "central.db"
KEY: Final = "central.key"
_BESIDE_ANOTHER: Final = PASSING | {"42P07", "42701", "42710", "XX000"}
"""What a process meets that brings the store up to date while another one does: a table, a
column or an index that stands already, or a row of the catalogue that was changed."""


def open_central(folder: Path, database: str | None = None) -> Engine:
    """Return the central store: in `folder`, or at the URL `database`.

    Raises:
        StoreLocked: when the key does not open it.
        StoreDamaged: when it is not an encrypted store.
        StoreNewer: when a newer program brought it up to date.
        DatabaseUnusable: when nothing answers there, or the disk refuses.
    """
    if database:
        engine = open_database(database)
    else:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            engine = open_encrypted(folder / DATABASE, read_key(folder / KEY))
        except OSError:
            raise HomeUnusable from None
    return _prepared(engine)


def open_beside(path: Path, key: bytes) -> Engine:
    """Return the store of a hub, whose key lies in the laptop's own store.

    Raises:
        StoreLocked: when the key does not open it.
        StoreDamaged: when it is not an encrypted store.
        StoreNewer: when a newer program brought it up to date.
        DatabaseUnusable: when the disk refuses.
    """
    try:
        return _prepared(open_encrypted(path, key))
    except OSError:
        raise HomeUnusable from None


def _prepared(engine: Engine) -> Engine:
    try:
        durably(engine, _prepare, _BESIDE_ANOTHER)
    except CommandError:  # what Alembic raises where it does not know a step
        engine.dispose()
        raise StoreNewer from None
    except SQLAlchemyError:
        engine.dispose()
        raise DatabaseUnusable from None
    return engine


def _prepare(connection: Connection) -> None:
    """Bring the schema up to date and make what every store has; done already, it does nothing."""
    bring_up_to_date(connection)
    if connection.scalar(select(tables.service.c.epoch)) is None:
        connection.execute(tables.service.insert().values(id=1, epoch=secrets.token_hex(8)))
    secret.ensure(connection)
    erasing.catch_up(connection)
    # After a restore a laptop may bring back what the clerk wrote: it is verified again.
    for area in connection.scalars(select(tables.head.c.area)).all():
        secret.ensure_clerk(connection, area)


def begin_new_epoch(engine: Engine) -> None:
    """Tell every laptop that this store was restored: they compare and push again."""

    def begin(connection: Connection) -> None:
        connection.execute(tables.service.update().values(epoch=secrets.token_hex(8)))

    durably(engine, begin)
