"""Who may talk to the central service: codes, devices and their spent nonces."""

import json
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    String,
    bindparam,
    case,
    delete,
    exists,
    select,
    update,
)

from concierge_tui.domain.central_errors import EnrolmentCodeRefused
from concierge_tui.domain.enrolment import MINUTES, TRIES, EnrolmentCode
from concierge_tui.domain.lease import LEASE_MS, LeaseGrant
from concierge_tui.services.hub_ports import Known
from db.central import tables, views
from db.central.secret import ensure_clerk, lease_key

_MINUTE_MS: Final = 60 * 1000
NONCE_MS: Final = 10 * _MINUTE_MS
"""How long a nonce is remembered: longer than a signature is accepted."""


class Device(NamedTuple):
    """One laptop of an area."""

    id: str
    area: str
    public_key: bytes
    enrolled_at: int
    revoked: bool
    seen_at: int | None = None
    until: int | None = None
    """When its lease ends."""
    wipe_at: int | None = None
    """Since when it is ordered to lock itself."""
    wiped_at: int | None = None
    """When it said that it had."""


class NewDevice(NamedTuple):
    """What a laptop says of itself when it enrols."""

    id: str
    area: str
    public_key: bytes


def add_area(connection: Connection, area: str, name: str) -> None:
    """Make sure that the area has a feed."""
    known = connection.scalar(select(tables.head.c.area).where(tables.head.c.area == area))
    if known is None:
        connection.execute(tables.head.insert().values(area=area, name=name, n=0))
        ensure_clerk(connection, area)


def area_name(connection: Connection, area: str) -> str:
    """Return the name under which the area's code was made."""
    return str(connection.scalar(select(tables.head.c.name).where(tables.head.c.area == area)))


def add_code(
    connection: Connection,
    area: str,
    code: EnrolmentCode,
    now: int,
    meetups: Collection[str] = (),
) -> None:
    """Keep the digest of a new code, good for a quarter of an hour and one laptop.

    With `meetups` the laptop is let in for these alone.
    """
    connection.execute(
        tables.code.insert().values(
            digest=code.digest,
            area=area,
            expires_at=now + MINUTES * _MINUTE_MS,
            tries=0,
            meetups=json.dumps(sorted(meetups)) if meetups else None,
        )
    )


def enrol(connection: Connection, code: EnrolmentCode, new: NewDevice, now: int) -> str | None:
    """Enrol a laptop, or return why its code is refused; a refusal is to be committed too."""
    columns = tables.code.c
    row = connection.execute(
        select(
            columns.area, columns.expires_at, columns.used_at, columns.tries, columns.meetups
        ).where(columns.digest == code.digest)
    ).first()
    reason = _reason(_Code(*row[:4]), new, now) if row else "unknown"
    if reason == "unknown":
        _count_try(connection, new.area)
    if reason:
        return reason
    connection.execute(update(tables.code).where(columns.digest == code.digest).values(used_at=now))
    _keep(connection, new, now)
    granted = json.loads(row[4]) if row and row[4] else None
    # Who enrols once more with another code is granted what that one says.
    if granted is not None or views.of_device(connection, new.id) is not None:
        views.grant(connection, new.id, granted)
    return None


class _Code(NamedTuple):
    area: str
    expires_at: int
    used_at: int | None
    tries: int


def _reason(code: _Code, new: NewDevice, now: int) -> str | None:
    if code.area != new.area:
        return "unknown"
    if code.used_at is not None:
        return "used"
    if code.expires_at < now:
        return "expired"
    return "tries" if code.tries >= TRIES else None


def _count_try(connection: Connection, area: str) -> None:
    """Let a guess wear out the open codes of the area."""
    columns = tables.code.c
    connection.execute(
        update(tables.code)
        .where(columns.area == area, columns.used_at.is_(None))
        .values(tries=columns.tries + 1)
    )


def _keep(connection: Connection, new: NewDevice, now: int) -> None:
    columns = tables.device.c
    known = connection.execute(
        select(columns.public_key, columns.revoked_at).where(columns.id == new.id)
    ).first()
    if known is None:
        connection.execute(tables.device.insert().values(**new._asdict(), enrolled_at=now))
    elif known.public_key != new.public_key or known.revoked_at is not None:
        raise EnrolmentCodeRefused("unknown")


def admit(connection: Connection, area: str, known: Iterable[Known], now: int) -> None:
    """Let in who is known elsewhere, and shut out who was revoked there; a known key stays."""
    columns = tables.device.c
    here = set(connection.scalars(select(columns.id)))
    for device in known:
        if device.id not in here:
            new = NewDevice(device.id, area, device.key)
            connection.execute(tables.device.insert().values(**new._asdict(), enrolled_at=now))
        if device.revoked:
            connection.execute(
                update(tables.device)
                .where(columns.id == device.id, columns.revoked_at.is_(None))
                .values(revoked_at=now)
            )


def find(connection: Connection, device: str) -> Device | None:
    """Return the device with this id."""
    row = connection.execute(_FIND, {"device": device}).first()
    return Device(*row) if row else None


def listed(connection: Connection) -> list[Device]:
    """Return every laptop, newest first."""
    laptops = select(*_DEVICE).where(tables.device.c.enrolled_at > 0)
    rows = connection.execute(laptops.order_by(tables.device.c.enrolled_at.desc()))
    return [Device(*row) for row in rows]


_DEVICE = (
    tables.device.c.id,
    tables.device.c.area,
    tables.device.c.public_key,
    tables.device.c.enrolled_at,
    tables.device.c.revoked_at.is_not(None),
    tables.device.c.seen_at,
    tables.device.c.certificate_until,
    tables.device.c.wipe_at,
    tables.device.c.wiped_at,
)

# Each request asks these: built once, for building a statement takes longer than asking it.
_FIND: Final = select(*_DEVICE).where(tables.device.c.id == bindparam("device"))
_SEEN: Final = (
    update(tables.device)
    .where(tables.device.c.id == bindparam("device"))
    .values(
        seen_at=bindparam("now"),
        certificate_until=case(
            (tables.device.c.revoked_at.is_(None), bindparam("until", type_=BigInteger)),
            else_=tables.device.c.certificate_until,
        ),
    )
)
_NONCE: Final = tables.nonce.c
_SPEND: Final = (
    tables.nonce.insert()
    .from_select(
        ["device", "nonce", "at"],
        select(
            bindparam("by", type_=String),
            bindparam("number", type_=String),
            bindparam("now", type_=BigInteger),
        ).where(
            ~exists().where(
                _NONCE.device == bindparam("by", type_=String),
                _NONCE.nonce == bindparam("number", type_=String),
            )
        ),
    )
    .returning(_NONCE.at)
)


def seen(connection: Connection, device: str, now: int) -> None:
    """Remember that a device was heard of; unless it was revoked its lease begins anew."""
    connection.execute(_SEEN, {"device": device, "now": now, "until": now + LEASE_MS})


def extended(connection: Connection, device: str, now: int) -> None:
    """Remember until when a device may be read that was given a code of today."""
    columns, until = tables.device.c, now + LEASE_MS
    connection.execute(
        update(tables.device).where(columns.id == device).values(certificate_until=until)
    )


def lease(connection: Connection, device: str, now: int) -> LeaseGrant:
    """Return what a device is told of its lease, which has just begun."""
    return LeaseGrant(now + LEASE_MS, now, lease_key(connection, device))


def spend(connection: Connection, device: str, nonce: str, now: int) -> bool:
    """Remember a nonce; say whether it was new."""
    return connection.scalar(_SPEND, {"by": device, "number": nonce, "now": now}) is not None


def forget_nonces(connection: Connection, now: int) -> None:
    """Forget the nonces of signatures that are too old to be accepted anyway."""
    connection.execute(delete(tables.nonce).where(tables.nonce.c.at < now - NONCE_MS))
