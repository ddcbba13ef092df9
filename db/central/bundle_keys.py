"""The keys of files on sticks: all of them follow from the service's secret."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import Connection, bindparam, select

from concierge_tui.sync.age_keys import identity_text, recipient_of
from concierge_tui.sync.protocol import BundleGrant, KnownDevice
from concierge_tui.sync.signing import DeviceKey
from db.central import tables, views
from db.central.secret import Clerk, derived

_DEVICES: Final = (
    select(tables.device.c.id, tables.device.c.public_key, tables.device.c.revoked_at)
    .where(tables.device.c.area == bindparam("area"))
    .order_by(tables.device.c.id)
)


def own_identity(connection: Connection) -> str:
    """Return the secret key by which this service opens files."""
    return identity_text(derived(connection, "bundle central/1"))


def device_identity(connection: Connection, device: str) -> str:
    """Return the secret key by which one laptop opens what is meant for it alone."""
    return identity_text(derived(connection, "bundle device/1", device))


def _identities(connection: Connection, area: str, devices: Sequence[KnownDevice]) -> list[str]:
    revoked = sum(known.revoked for known in devices)
    return [
        identity_text(derived(connection, "bundle area/1", f"{area}\0{number}"))
        for number in range(revoked, -1, -1)
    ]


def grant(connection: Connection, device: str, area: str) -> BundleGrant:
    """Return what a device needs to write files, and to read those of its neighbours."""
    own = device_identity(connection, device)
    # Who was let in for single meetups opens no file that holds the whole area.
    sees_all = views.of_device(connection, device) is None
    devices = _devices(connection, area)
    areas = _identities(connection, area, devices) if sees_all else []
    return BundleGrant(
        central=recipient_of(own_identity(connection)),
        keys=(*areas, own),
        clerk=Clerk(connection, area).device,
        devices=tuple(devices),
    )


def _devices(connection: Connection, area: str) -> list[KnownDevice]:
    clerk = Clerk(connection, area)
    rows = connection.execute(_DEVICES, {"area": area})
    return [
        KnownDevice(name, key, _certified(clerk.key, area, name, key), revoked_at is not None)
        for name, key, revoked_at in rows
    ]


# Each greeting names every laptop of the area: what vouches for one is the same each time.
@lru_cache(maxsize=20_000)
def _certified(clerk: DeviceKey, area: str, name: str, key: bytes) -> bytes:
    return clerk.certify(area, name, key)
