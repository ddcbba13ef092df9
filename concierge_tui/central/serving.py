"""What the command line calls: the service, its codes and its devices."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from concierge_tui.central import bundles
from concierge_tui.central.hand_off.phones import NO_PHONES, Phones
from concierge_tui.domain.bundle_errors import BundleUnwritable
from concierge_tui.domain.central_errors import AddressInsecure
from concierge_tui.domain.clock import Clock, milliseconds, system_clock
from concierge_tui.domain.enrolment import new_enrolment_code
from concierge_tui.domain.errors import FileUnreadable, PortTaken
from concierge_tui.domain.ids import area_id
from concierge_tui.paths import Home, home
from concierge_tui.services.bundles import MAX_BYTES
from concierge_tui.text.kana_words import as_words
from db.central import devices, views
from db.central.devices import NewDevice
from db.central.store import open_central
from db.central.transactions import durably
from db.files import read_regular, write_whole

HOST: Final = "127.0.0.1"
PORT: Final = 8787

_KEPT_OPEN: Final = 60
"""Seconds between two requests: a slow laptop takes a page in before it asks for the next."""

Say = Callable[[str], None]


def serve(
    database: str | None = None,
    host: str = HOST,
    port: int = PORT,
    *,
    folder: Path | None = None,
    phones: Phones = NO_PHONES,
    say: Say | None = None,
    started: Callable[[], None] | None = None,
) -> None:
    """Run the service until it is interrupted; `started` is called when it can be reached.

    Raises:
        DatabaseUnusable: when nothing answers at `database`.
        AddressInsecure: when `host` is not this machine: plain HTTP stays on it.
        PortTaken: when something listens there already.
    """
    import uvicorn

    from concierge_tui.central.app import make_app
    from concierge_tui.central.figures import log_to_standard_error

    listening = _listen(host, port)
    engine = open_central(folder or home().folder, database)
    log_to_standard_error()
    if started:
        started()

    def enrolled(_: NewDevice, print_: bytes) -> None:
        if say:
            say(as_words(print_))

    # No access log: the addresses of hand-offs are keys.
    consents = Home(folder or home().folder).consents
    app = make_app(engine, enrolled=enrolled, phones=phones._replace(consents=consents))
    config = uvicorn.Config(
        app, access_log=False, log_level="warning", timeout_keep_alive=_KEPT_OPEN
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        engine.dispose()
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        raise AddressInsecure from None
    if not address.is_loopback:
        raise AddressInsecure
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    # Named as TCP, or asyncio leaves Nagle's delay on and every answer takes 40 ms more.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((str(address), port))
    except OSError:
        listening.close()
        raise PortTaken(port) from None
    return listening


def new_device_code(
    area: str,
    *,
    meetups: Sequence[str] = (),
    database: str | None = None,
    folder: Path | None = None,
    now: Clock = system_clock,
) -> str:
    """Return a one-time code for a laptop of the area called `area`, good for 15 minutes.

    With `meetups` the laptop is let in for these alone.

    Raises:
        MeetupUnknown: when one of them is none of the area.
    """
    engine = open_central(folder or home().folder, database)
    code = new_enrolment_code(area_id(area))

    def add(connection: Connection) -> None:
        devices.add_area(connection, area_id(area), " ".join(area.split()))
        views.refuse_unknown(connection, area_id(area), meetups)
        devices.add_code(connection, area_id(area), code, milliseconds(now()), meetups)

    try:
        durably(engine, add)
    finally:
        engine.dispose()
    return code.written


def read_bundle(
    file: Path,
    answer: Path,
    *,
    database: str | None = None,
    folder: Path | None = None,
    now: Clock = system_clock,
) -> bundles.Arrived:
    """Store what a laptop wrote on a stick; `answer` then tells the laptop so.

    Raises:
        FileUnreadable: when there is no file.
        BundleRefused: when it is not for this service, not sound, or of a stranger; of a revoked
            laptop it is kept for a coordinator, without an answer.
        BundleUnwritable: when the answer cannot be written; what came is stored all the same.
    """
    content = _content(file)
    engine = open_central(folder or home().folder, database)
    try:
        came = bundles.read(engine, content, now=now)
        told = bundles.answer(engine, came.area, came.device, milliseconds(now()))
    finally:
        engine.dispose()
    try:
        write_whole(told, answer)
    except (OSError, ValueError):
        raise BundleUnwritable from None
    return came


def _content(file: Path) -> bytes:
    try:
        return read_regular(file, MAX_BYTES + 1)
    except (OSError, ValueError):
        raise FileUnreadable from None
