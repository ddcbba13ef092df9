"""The one secret of the service: whatever nobody else may make follows from it.

It is random, made when the store is first opened, and kept in the store. Whoever reads the
store could read everything it protects; a restored store has the same secret, so laptops that
are offline at that time need not enrol again.
"""

import hmac
import secrets
from functools import lru_cache
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, select, update

from concierge_tui.domain.codes import derived_code
from concierge_tui.domain.hand_off import key_of
from concierge_tui.domain.ids import derived_id
from concierge_tui.domain.sign_up_code import sign_up_code
from concierge_tui.sync.signing import DeviceKey
from db.central import tables

_BYTES: Final = 32
_ASKED: Final = select(tables.service.c.secret)


def ensure(connection: Connection) -> None:
    """Make the secret where there is none; of two services that begin at once, one makes it."""
    connection.execute(
        update(tables.service)
        .where(tables.service.c.secret.is_(None))
        .values(secret=secrets.token_bytes(_BYTES))
    )


def hand_off_key(connection: Connection, device: str) -> bytes:
    """Return the key that a device signs its hand-offs with."""
    return key_of(_secret(connection), device)


def pace_key(connection: Connection) -> bytes:
    """Return the key under which it is counted who asked how often."""
    return hmac.digest(_secret(connection), b"pace/1", "sha256")


def lease_key(connection: Connection, device: str) -> bytes:
    """Return the key by which a device knows the codes that are read out to it."""
    return derived(connection, "lease/1", device)


def area_code(connection: Connection, area: str) -> str:
    """Return the code by which families sign up in an area."""
    return sign_up_code(_secret(connection), area)


def area_of_code(connection: Connection, code: str) -> str | None:
    """Return the area whose sign-up code this is, in its written form.

    Where two areas have the same one by chance, it is neither's: no family may come to the
    wrong area.
    """
    secret = _secret(connection)
    areas = connection.scalars(select(tables.head.c.area))
    found = [area for area in areas if sign_up_code(secret, area) == code]
    return found[0] if len(found) == 1 else None


def derived(connection: Connection, purpose: str, name: str = "") -> bytes:
    """Return 32 bytes that only this service can make, the same after a restore."""
    return hmac.digest(_secret(connection), f"{purpose}\0{name}".encode(), "sha256")


def family_code(connection: Connection, family: str) -> str:
    """Return the card code of a family that signed up here, the same after a restore."""
    return derived_code(derived(connection, "card code/1", family))


@lru_cache(maxsize=1024)
def _key_of(raw: bytes) -> DeviceKey:
    return DeviceKey(raw)


class Clerk:
    """The service as a writer of its own in one area: a device that every laptop can verify."""

    def __init__(self, connection: Connection, area: str) -> None:
        self.device = derived_id("clerk", derived(connection, "clerk name/1", area).hex())
        self.key = _key_of(derived(connection, "clerk key/1", area))


def ensure_clerk(connection: Connection, area: str) -> Clerk:
    """Return the clerk of an area, known to all as a device."""
    clerk = Clerk(connection, area)
    device = tables.device
    if connection.scalar(select(device.c.id).where(device.c.id == clerk.device)) is None:
        connection.execute(
            device.insert().values(
                id=clerk.device, area=area, public_key=clerk.key.public, enrolled_at=0
            )
        )
    return clerk


_read: Final[WeakKeyDictionary[Connection, bytes]] = WeakKeyDictionary()
"""Read once a transaction, a dozen keys follow from it; another one may meet a restored store."""


def _secret(connection: Connection) -> bytes:
    if connection not in _read:
        _read[connection] = bytes(connection.execute(_ASKED).scalar_one())
    return _read[connection]
