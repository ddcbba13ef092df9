"""Overwrites what erased rows left in the files of the central store."""

from contextlib import closing
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from concierge_tui.domain.errors import DatabaseUnusable
from db.central.bulk import POSTGRESQL

_HOLD_WORDS: Final = ("operation", "position", "hand_off")
"""The tables in which something stood that a family said."""


def scrub(engine: Engine) -> None:
    """Write the tables anew, so that no free page holds what was erased.

    Meanwhile nobody else writes. The archived log and other copies are not reached.

    Raises:
        DatabaseUnusable: when others do not let go, or there is no room for a second copy.
    """
    try:
        _overwrite(engine)
    except (SQLAlchemyError, sqlcipher.Error):
        raise DatabaseUnusable from None


def _overwrite(engine: Engine) -> None:
    if engine.dialect.name == POSTGRESQL:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in _HOLD_WORDS:
                connection.execute(text(f"VACUUM (FULL) {table}"))
        return
    with closing(engine.raw_connection()) as raw:
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            raw.cursor().execute(statement).fetchall()
