"""How often somebody may ask, counted for every process of the service that shares the store.

A row holds one moment: when the allowance of its key is whole again. Every act moves it on by one
step, and passes while it stays within the allowance. The key is a digest under the secret of the
service, so the address of a telephone is never written down.
"""

import hmac
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, case, delete, or_, select, update

from db.central import tables
from db.central.secret import pace_key
from db.central.transactions import durably

_HOUR_MS: Final = 60 * 60 * 1000


class Rate(NamedTuple):
    """How many acts of one kind pass within how many seconds."""

    act: str
    most: int
    seconds: int

    @property
    def step(self) -> int:
        """After how many milliseconds one more act passes."""
        return self.seconds * 1000 // self.most


def allows(engine: Engine, rate: Rate, who: str, now: int) -> bool:
    """Say whether one more act of `who` may pass at `now`, and count it."""
    return durably(engine, lambda connection: _count(connection, rate, who, now))


def _count(connection: Connection, rate: Rate, who: str, now: int) -> bool:
    _forget(connection, now)
    key = hmac.digest(pace_key(connection), f"{rate.act}\0{who}".encode(), "sha256")
    whole_at = tables.pace.c.whole_at
    begun: ColumnElement[int] = case((whole_at > now, whole_at), else_=now)
    # One statement looks and counts: two processes cannot both take the last act.
    counted = connection.execute(
        update(tables.pace)
        .where(tables.pace.c.key == key, whole_at <= now + (rate.most - 1) * rate.step)
        .values(whole_at=begun + rate.step)
    )
    if counted.rowcount:
        return True
    if connection.scalar(select(whole_at).where(tables.pace.c.key == key)) is not None:
        return False
    connection.execute(tables.pace.insert().values(key=key, whole_at=now + rate.step))
    return True


def _forget(connection: Connection, now: int) -> None:
    """Drop who is free again, and what a clock that was far ahead has left."""
    whole_at = tables.pace.c.whole_at
    connection.execute(delete(tables.pace).where(or_(whole_at < now, whole_at > now + _HOUR_MS)))
