"""Transactions of the central store, begun again where the database gave one up for others.

Every engine may do so: PostgreSQL to end a deadlock, distributed engines whenever two transactions
met. What is begun again has left nothing behind, so it is done once in any case.
"""

import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from db.central.opening import writing

_LOG: Final = logging.getLogger(__name__)
T = TypeVar("T")
SERIALIZATION: Final = "40001"
DEADLOCK: Final = "40P01"
TAKEN: Final = "23505"
"""Somebody else wrote the same key first; the next look sees it."""
PASSING: Final = frozenset({SERIALIZATION, DEADLOCK, TAKEN})
TRIES: Final = 7
_FIRST_WAIT_MS: Final = 16
again: Final = Counter[str]()
"""How often this process began a transaction again, by the reason the database gave."""


def durably(engine: Engine, work: Callable[[Connection], T], passing: Any = PASSING) -> T:
    """Do `work` in one durable transaction; it may be called several times, and counts once.

    Raises:
        DBAPIError: when the database gave it up for another reason, or too often.
    """
    return _persistently(lambda: _written(engine, work), passing)


def at_one_moment(engine: Engine, work: Callable[[Connection], T]) -> T:
    """Answer from what was stored at one moment, whatever is written meanwhile."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return _persistently(lambda: _read(engine, work), PASSING)


def _written(engine: Engine, work: Callable[[Connection], T]) -> T:
    with writing(engine) as connection:
        return work(connection)


def _read(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return work(connection)


def _persistently(work: Callable[[], T], passing: Any) -> T:
    for turn in range(1, TRIES):
        try:
            return work()
        except DBAPIError as error:
            state = sqlstate(error)
            if state not in passing:
                raise
            again[state] += 1
            _LOG.info("transaction begun again: %s", state)
            # Not all at the same moment, or they meet again.
            most = _FIRST_WAIT_MS << turn
            time.sleep((most / 2 + secrets.randbelow(most // 2)) / 1000)
    return work()


def sqlstate(error: DBAPIError) -> str:
    """Return the five characters by which the engine says why; empty where it says none."""
    return str(getattr(error.orig, "sqlstate", None) or "")
