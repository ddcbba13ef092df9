"""Takes a device out of its area, and orders it to lock itself."""

from sqlalchemy import Connection, update

from concierge_tui.domain.device_errors import DeviceAmbiguous, DeviceUnknown
from concierge_tui.sync.signing import WipeOrder, wiped_verifies
from db.central import devices, tables
from db.central.devices import Device
from db.central.placing import lock
from db.central.secret import Clerk


def named(connection: Connection, beginning: str) -> Device:
    """Return the laptop whose id begins so.

    Raises:
        DeviceUnknown: when there is none.
        DeviceAmbiguous: when there are several.
    """
    wanted = beginning.strip().lower()
    found = [each for each in devices.listed(connection) if each.id.startswith(wanted)]
    if not wanted or not found:
        raise DeviceUnknown
    if len(found) > 1:
        raise DeviceAmbiguous
    return found[0]


def revoke(connection: Connection, device: Device, now: int, *, wipe: bool) -> None:
    """Trust nothing that is new in the name of `device`; done already, only add the order."""
    columns = tables.device.c
    # The area's feed stands still meanwhile, so that a push is before it or behind it.
    lock(connection, device.area, 0)
    connection.execute(
        update(tables.device)
        .where(columns.id == device.id, columns.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    if wipe:
        connection.execute(
            update(tables.device)
            .where(columns.id == device.id, columns.wipe_at.is_(None))
            .values(wipe_at=now)
        )


def order_for(connection: Connection, device: Device) -> tuple[WipeOrder, bytes] | None:
    """Return what a device is ordered, and the clerk's signature; None where nothing is."""
    if device.wipe_at is None:
        return None
    order = WipeOrder(device.area, device.id, device.wipe_at)
    clerk = Clerk(connection, device.area)
    return order, clerk.key.order_wipe(order, device.public_key)


def obeyed(connection: Connection, order: WipeOrder, signature: bytes, now: int) -> bool:
    """Remember that a device obeyed; say whether it is that device which says so."""
    device = devices.find(connection, order.device)
    if device is None or (device.area, device.wipe_at) != (order.area, order.at):
        return False
    if not wiped_verifies(device.public_key, order, signature):
        return False
    columns = tables.device.c
    connection.execute(
        update(tables.device)
        .where(columns.id == device.id, columns.wiped_at.is_(None))
        .values(wiped_at=now)
    )
    return True
