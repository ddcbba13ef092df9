"""Creates, opens and restores the store, and answers with its desk."""

import secrets
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.device_errors import Wiped
from concierge_tui.domain.errors import (
    FieldMissing,
    StoreDamaged,
    StoreExists,
    StoreLocked,
    StoreMissing,
)
from concierge_tui.domain.ids import area_id, new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.opened import Opened
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.wiring.desk import wire
from db.laptop import backup, connection, keyslots, unfinished, wiping
from db.laptop.identity import SqliteIdentity
from db.laptop.keyslots import Cost
from db.laptop.playing import Stage
from db.laptop.sticks import keep_recovery
from db.locked import locked_at


class NewStore(NamedTuple):
    """What creating a store asks."""

    area: str
    staff: str
    passphrase: str
    certification: str = "none"
    certified_until: date | None = None
    pin: str = ""


def create(
    home: Home, new: NewStore, *, cost: Cost = keyslots.FLOOR, now: Clock = system_clock
) -> tuple[Desk, str]:
    """Create a store with its coordinator; return the desk and the recovery key.

    Raises:
        StoreExists: when the folder holds one.
        HomeUnusable: when nothing can be written there.
        FieldMissing: when the area or the coordinator has no name.
        PassphraseWeak: when a thief could guess the passphrase.
    """
    if home.exists:
        raise StoreExists
    for field, name in (("area", new.area), ("staff_name", new.staff)):
        if not clean_text(name):
            raise FieldMissing(field)
    keyslots.refuse_weak(new.passphrase)
    staff = new_id()
    with unfinished.making(home.store, home.slots) as slots:
        key, recovery = keyslots.create(slots, staff, new.passphrase, cost)
        connection.create_store(home.store, key).close()
        keep_recovery(home.store, key, recovery)
        desk = _begin(Opened(home, key, staff, practice=False, now=now), new)
    return desk, recovery


def open_desk(
    home: Home, passphrase: str, *, now: Clock = system_clock, even_over: bool = False
) -> Desk:
    """Open the store in `home`; `even_over` is for who only renews the lease of this laptop.

    Raises:
        StoreMissing: when there is none.
        StoreLocked: when the passphrase does not open it.
        Wiped: when the service has locked it, and this is no recovery key.
        StoreDamaged: when the passphrase is right and the store does not open.
        LeaseOver: when the service has not been heard of for thirty days.
    """
    if not home.exists:
        raise StoreMissing
    wiping.finish(home.slots)
    try:
        unlocked = keyslots.unlock(home.slots, passphrase)
    except StoreLocked:
        at = locked_at(home.slots)
        if at is None or keyslots.could_be_recovery(passphrase):
            raise
        raise Wiped(at) from None
    opened = _opened(home, unlocked, now)
    try:
        if opened.by_recovery:
            keep_recovery(home.store, opened.key, passphrase)
            wiping.opened_again(home.slots)
        desk = wire(opened)
    except StoreLocked:
        raise StoreDamaged from None
    return desk if even_over else _entered(desk)


def _entered(desk: Desk) -> Desk:
    try:
        desk.lease.enter()
    except BaseException:
        desk.close()
        raise
    return desk


def restore(home: Home, source: Path, passphrase: str, *, now: Clock = system_clock) -> Desk:
    """Bring a backup back and open it, as a new incarnation of the device.

    Raises:
        StoreExists: when the folder holds a store; nothing was written.
        BackupUnreadable: when the file is no backup, or is truncated or altered.
        HomeUnusable: when nothing can be written there.
        StoreLocked: when the passphrase does not open it; nothing was kept.
        LeaseOver: when the backup is too old; it was brought back, and the lease is to be renewed.
    """
    with unfinished.making(home.store, home.slots) as slots:
        backup.restore(source, home.store, slots)
        unlocked = keyslots.unlock(slots, passphrase)
        with closing(connection.open_store(home.store, unlocked.key)) as store:
            SqliteIdentity(store).renew()
    return _entered(wire(_opened(home, unlocked, now)))


def _opened(home: Home, unlocked: keyslots.Unlocked, now: Clock) -> Opened:
    staff = unlocked.staff or keyslots.first_person(home.slots)
    return Opened(home, unlocked.key, staff, False, now, not unlocked.staff)


def practise(*, area: str, staff: str, now: Clock = system_clock) -> Desk:
    """Return a throw-away store; its key is in memory only and closing removes the folder."""
    folder = Path(tempfile.mkdtemp(prefix="concierge-"))
    opened = Opened(Home(folder), secrets.token_bytes(32), new_id(), True, now, stage=Stage())
    connection.create_store(opened.home.store, opened.key).close()
    return _begin(opened, NewStore(area, staff, ""))


def _begin(opened: Opened, new: NewStore) -> Desk:
    name = clean_text(new.area)
    with closing(connection.open_store(opened.home.store, opened.key)) as store:
        SqliteIdentity(store).begin(area_id(name))
    desk = wire(opened)
    try:
        _found(desk, opened, new, name)
    except BaseException:
        desk.close()
        raise
    return replace(desk, area_name=name)


def _found(desk: Desk, opened: Opened, new: NewStore, name: str) -> None:
    desk.journal.append([Draft("area.set", desk.area, {"name": name})], desk.author())
    desk.staff.add(
        new.staff,
        "coordinator",
        staff=opened.staff,
        certification=new.certification,
        certified_until=new.certified_until,
    )
    if new.pin:
        desk.staff.set_pin(opened.staff, new.pin)
