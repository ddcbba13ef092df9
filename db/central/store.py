"""The central store, opened and brought up to date."""

import secrets
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from concierge_tui.domain.errors import DatabaseUnusable, HomeUnusable
from db.central import secret, tables
from db.central.migrations import bring_up_to_date
from db.central.opening import open_database, open_encrypted, read_key, writing

DATABASE: Final = "central.db"
KEY: Final = "central.key"


def open_central(folder: Path, database: str | None = None) -> Engine:
    """Return the central store: in `folder`, or at the URL `database`.

    Raises:
        StoreLocked: when the key does not open it.
        StoreDamaged: when it is not an encrypted store.
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
    try:
        with writing(engine) as connection:
            bring_up_to_date(connection)
            if connection.scalar(select(tables.service.c.epoch)) is None:
                connection.execute(tables.service.insert().values(id=1, epoch=secrets.token_hex(8)))
            secret.ensure(connection)
            # After a restore a laptop may bring back what the clerk wrote: it is verified again.
            for area in connection.scalars(select(tables.head.c.area)).all():
                secret.ensure_clerk(connection, area)
    except DBAPIError:
        engine.dispose()
        raise DatabaseUnusable from None
    return engine


def begin_new_epoch(engine: Engine) -> None:
    """Tell every laptop that this store was restored: they compare and push again."""
    with writing(engine) as connection:
        connection.execute(tables.service.update().values(epoch=secrets.token_hex(8)))
