"""What whoever runs the service does about laptops: let in, take out, judge what still comes."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, select

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.clock import Clock, milliseconds, system_clock
from concierge_tui.domain.device_errors import DeviceUnknown
from concierge_tui.domain.lease import extension_code
from concierge_tui.paths import home
from concierge_tui.sync.signing import fingerprint
from concierge_tui.text.kana_words import as_words
from db.central import devices, releasing, revoking, tables, views
from db.central.devices import Device
from db.central.secret import lease_key
from db.central.store import open_central
from db.central.transactions import at_one_moment, durably

T = TypeVar("T")


class KnownDevice(NamedTuple):
    """A laptop that has enrolled."""

    id: str
    name: str
    """What its people call it; empty where they never did."""
    area: str
    fingerprint: str
    """Six words that are compared with those on the laptop's screen."""
    enrolled_at: int
    seen_at: int | None
    until: int | None
    """When its lease ends, unless it speaks to the service before."""
    state: str
    """active, revoked, wiping (it is ordered to lock itself) or wiped (it said that it did)."""
    meetups: list[str] | None
    """The ids of the meetups that it was let in for; the whole area where they are None."""
    held: int
    """How much waits in its name for a coordinator."""


class Administration:
    """Answers the commands about laptops, on the store in one folder or database."""

    def __init__(
        self,
        *,
        database: str | None = None,
        folder: Path | None = None,
        now: Clock = system_clock,
    ) -> None:
        self._database = database
        self._folder = folder
        self._now = now

    def known(self) -> list[KnownDevice]:
        """Return every enrolled laptop, newest first."""
        return self._with(lambda engine: at_one_moment(engine, _listed))

    def revoke(self, beginning: str, *, wipe: bool) -> KnownDevice:
        """Trust nothing more of the laptop whose id begins so; on request it is to lock itself.

        Raises:
            DeviceUnknown: when there is none.
            DeviceAmbiguous: when there are several.
        """

        def revoke(connection: Connection) -> KnownDevice:
            device = revoking.named(connection, beginning)
            revoking.revoke(connection, device, self._at(), wipe=wipe)
            return next(each for each in _listed(connection) if each.id == device.id)

        return self._written(revoke)

    def grant(self, beginning: str, meetups: Sequence[str] | None) -> KnownDevice:
        """Let a laptop see these meetups only from now on; the whole area where they are None.

        Raises:
            MeetupUnknown: when one of them is none of its area.
            DeviceUnknown: when there is no such laptop.
            DeviceAmbiguous: when there are several.
        """

        def grant(connection: Connection) -> KnownDevice:
            device = revoking.named(connection, beginning)
            views.refuse_unknown(connection, device.area, meetups or ())
            views.grant(connection, device.id, meetups)
            return next(each for each in _listed(connection) if each.id == device.id)

        return self._written(grant)

    def extension(self, beginning: str) -> str:
        """Return a code of today that is read out to a laptop that cannot reach the service.

        Raises:
            DeviceUnknown: when there is no such laptop, or it was revoked.
            DeviceAmbiguous: when there are several.
        """

        def make(connection: Connection) -> str:
            device = revoking.named(connection, beginning)
            if device.revoked:
                raise DeviceUnknown
            devices.extended(connection, device.id, self._at())
            return extension_code(lease_key(connection, device.id), self._at())

        return self._written(make)

    def held(self, beginning: str) -> list[releasing.Held]:
        """Return what waits in the name of the laptop whose id begins so."""

        def find(connection: Connection) -> list[releasing.Held]:
            return releasing.waiting(connection, revoking.named(connection, beginning).id)

        return self._with(lambda engine: at_one_moment(engine, find))

    def release(self, beginning: str, operations: Sequence[str]) -> int:
        """Let what waits count for everyone; all of it where no operation is named."""
        return self._decide(releasing.release, beginning, operations)

    def refuse(self, beginning: str, operations: Sequence[str]) -> int:
        """Let what waits never count; all of it where no operation is named."""
        return self._decide(releasing.refuse, beginning, operations)

    def _decide(self, decide: Callable[..., int], beginning: str, operations: Sequence[str]) -> int:
        def settle(connection: Connection) -> int:
            device = revoking.named(connection, beginning)
            names = list(operations) or None
            return decide(connection, device.area, device.id, names, self._at())

        return self._written(settle)

    def _at(self) -> int:
        return milliseconds(self._now())

    def _written(self, work: Callable[[Connection], T]) -> T:
        return self._with(lambda engine: durably(engine, work))

    def _with(self, ask: Callable[[Engine], T]) -> T:
        engine = open_central(self._folder or home().folder, self._database)
        try:
            return ask(engine)
        finally:
            engine.dispose()


def _listed(connection: Connection) -> list[KnownDevice]:
    held = releasing.counts(connection)
    rows = connection.execute(select(tables.head.c.area, tables.head.c.name))
    areas = {row[0]: row[1] for row in rows}
    names = _names(connection)
    granted = views.of_devices(connection, [each.id for each in devices.listed(connection)])
    return [
        KnownDevice(
            each.id,
            names.get(each.id, ""),
            areas[each.area],
            as_words(fingerprint(each.public_key)),
            each.enrolled_at,
            each.seen_at,
            each.until,
            _state(each),
            sorted(granted[each.id].meetups) if each.id in granted else None,
            held.get(each.id, 0),
        )
        for each in devices.listed(connection)
    ]


def _state(device: Device) -> str:
    if device.wiped_at is not None:
        return "wiped"
    if device.wipe_at is not None:
        return "wiping"
    return "revoked" if device.revoked else "active"


def _names(connection: Connection) -> dict[str, str]:
    """Return what laptops were called last; a name is written like everything else."""
    columns = tables.operation.c
    rows = connection.execute(
        select(columns.entity, columns.body)
        .where(columns.kind == "device.set", columns.body.is_not(None))
        .order_by(columns.hlc)
    )
    found: dict[str, str] = {}
    for device, body in rows:
        name = json.loads(body).get("name")
        if isinstance(name, str):
            found[device] = clean_text(name)
    return found
