"""The keys of files on sticks: all of them follow from the service's secret."""

from sqlalchemy import Connection, select

from concierge_tui.sync.age_keys import identity_text, recipient_of
from concierge_tui.sync.protocol import BundleGrant, KnownDevice
from db.central import tables, views
from db.central.secret import Clerk, derived


def own_identity(connection: Connection) -> str:
    """Return the secret key by which this service opens files."""
    return identity_text(derived(connection, "bundle central/1"))


def device_identity(connection: Connection, device: str) -> str:
    """Return the secret key by which one laptop opens what is meant for it alone."""
    return identity_text(derived(connection, "bundle device/1", device))


def area_identities(connection: Connection, area: str) -> list[str]:
    """Return the secret keys of an area, the present one first; each revocation made a new one."""
    revoked = sum(known.revoked for known in _devices(connection, area))
    return [
        identity_text(derived(connection, "bundle area/1", f"{area}\0{number}"))
        for number in range(revoked, -1, -1)
    ]


def grant(connection: Connection, device: str, area: str) -> BundleGrant:
    """Return what a device needs to write files, and to read those of its neighbours."""
    own = device_identity(connection, device)
    # Who was let in for single meetups opens no file that holds the whole area.
    sees_all = views.of_device(connection, device) is None
    areas = area_identities(connection, area) if sees_all else []
    return BundleGrant(
        central=recipient_of(own_identity(connection)),
        keys=(*areas, own),
        clerk=Clerk(connection, area).device,
        devices=tuple(_devices(connection, area)),
    )


def _devices(connection: Connection, area: str) -> list[KnownDevice]:
    clerk, columns = Clerk(connection, area), tables.device.c
    rows = connection.execute(
        select(columns.id, columns.public_key, columns.revoked_at)
        .where(columns.area == area)
        .order_by(columns.id)
    )
    return [
        KnownDevice(name, key, clerk.key.certify(area, name, key), revoked_at is not None)
        for name, key, revoked_at in rows
    ]
