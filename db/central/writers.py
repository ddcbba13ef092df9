"""Whose work a batch holds: what has to be known of each device, read once."""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, select

from db.central import tables
from db.central.views import View, view_in


class Writer(NamedTuple):
    """A device of the area, as it stands while its work is taken in."""

    key: bytes
    is_revoked: bool
    view: View | None
    """What it was granted; None for the whole area."""


_COLUMNS: Final = tables.device.c
_WRITERS: Final = select(
    _COLUMNS.id, _COLUMNS.public_key, _COLUMNS.revoked_at, _COLUMNS.meetups, _COLUMNS.grant_number
).where(
    _COLUMNS.area == bindparam("area"),
    _COLUMNS.id.in_(bindparam("devices", expanding=True)),
)

Writers = Mapping[str, Writer]


def writers(connection: Connection, area: str, devices: Collection[str]) -> Writers:
    """Return those of `devices` that are of the area."""
    rows = connection.execute(_WRITERS, {"area": area, "devices": list(devices)})
    return {
        row[0]: Writer(bytes(row[1]), row[2] is not None, view_in(row[3], row[4])) for row in rows
    }
