"""Runs the hub on this laptop until it is interrupted."""

import errno
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection, Engine

from concierge_tui.central.hub import certificate
from concierge_tui.central.hub.bell import Bell
from concierge_tui.central.hub.carrying import begin_carrying
from concierge_tui.central.hub.copies import Copies
from concierge_tui.central.hub.guests import Guests
from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.enrolment import new_enrolment_code
from concierge_tui.domain.errors import PortTaken, StoreDamaged, StoreLocked
from concierge_tui.domain.hub_errors import HubHostUnusable
from concierge_tui.services.desk import Desk
from concierge_tui.services.hub import PORT
from concierge_tui.services.hub_ports import HubSecrets
from concierge_tui.sync.signing import fingerprint
from db.central import devices
from db.central.store import open_beside
from db.central.transactions import durably

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

HOST: Final = "0.0.0.0"  # noqa: S104 - the desks in the hall come from the network
DATABASE: Final = "hub.db"
_NOT_HERE: Final = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_MOST_AT_ONCE: Final = 200
"""Requests at once: a hall has a dozen laptops, each with one question for news."""

Came = Callable[[bytes], None]
"""Told of each laptop that came in by a code: the bytes of its key that are compared."""


class Running(NamedTuple):
    """A hub that can be reached."""

    addresses: tuple[str, ...]
    port: int
    pin: bytes
    new_code: Callable[[], str]
    """Makes a one-time code for a laptop that the hub does not know."""
    guests: Callable[[], dict[str, int]]
    """Tells which devices spoke to the hub since it began, and when they did last."""


def serve(
    desk: Desk,
    folder: Path,
    *,
    host: str = HOST,
    port: int = PORT,
    started: Callable[[Running], None] = lambda _: None,
    came: Came = lambda _: None,
    stop: Event | None = None,
) -> None:
    """Run the hub of the desk's area; `started` is called when it can be reached.

    Raises:
        HubHostUnusable: when this machine has no such address.
        PortTaken: when something listens there already.
    """
    from concierge_tui.central.hub.app import make_hub_app
    from concierge_tui.central.hub.ending import HubServer
    from concierge_tui.sync.nearby import announce

    ended, bell, guests, copies = stop or Event(), Bell(), Guests(), Copies()
    secrets = desk.hub.house.secrets(certificate.make)
    with closing(_listen(host, port)) as listening, _opened(folder, secrets) as engine:
        know(engine, desk)
        app = make_hub_app(
            engine,
            bell,
            guests,
            copies,
            now=desk.now,
            enrolled=lambda new, _: came(fingerprint(new.public_key)),
        )
        server = HubServer(_configured(app, secrets), bell)

        def leave() -> None:
            ended.wait()
            server.should_exit = True

        reached = (host,) if host != HOST else addresses()
        pin = certificate.print_of(secrets.certificate)
        here = listening.getsockname()[1]

        def be_found() -> None:
            if reached and not any(each.startswith("127.") for each in reached):
                announce(_name_of(desk), reached, here, pin, ended)

        with begin_carrying(desk, engine, bell, copies, ended, leave, be_found):
            started(Running(reached, here, pin, lambda: _new_code(engine, desk), guests.listed))
            server.run(sockets=[listening])


def _configured(app: "FastAPI", secrets: HubSecrets) -> "uvicorn.Config":
    import uvicorn

    return uvicorn.Config(
        app,
        access_log=False,
        log_level="critical",
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=1,
        ssl_context_factory=lambda *_: certificate.context(secrets.key, secrets.certificate),
    )


@contextmanager
def _opened(folder: Path, secrets: HubSecrets) -> Iterator[Engine]:
    engine = _open(folder, secrets)
    try:
        yield engine
    finally:
        engine.dispose()


def know(engine: Engine, desk: Desk) -> None:
    """Let in the devices of the area that this laptop heard of, and shut out those revoked."""
    known, at = desk.hub.house.known(), milliseconds(desk.now())

    def admit(connection: Connection) -> None:
        devices.add_area(connection, desk.area, desk.area_name)
        devices.admit(connection, desk.area, known, at)

    durably(engine, admit)


def addresses() -> tuple[str, ...]:
    """Return the addresses of this machine in its networks, the likeliest first."""
    found: list[str] = []
    # Nothing is sent: the system only says by which address it would go there.
    for far in ("192.0.2.1", "10.255.255.255", "192.168.255.255", "172.31.255.255"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking, suppress(OSError):
            asking.connect((far, 9))
            found.append(str(asking.getsockname()[0]))
    return tuple(dict.fromkeys(each for each in found if not each.startswith("127.")))


def _name_of(desk: Desk) -> str:
    """Return by which name the hub is found: that of the laptop, where it has one."""
    with desk.fork() as own:
        return own.inbox.device_names().get(own.device, own.area_name)


def _new_code(engine: Engine, desk: Desk) -> str:
    code = new_enrolment_code(desk.area)
    at = milliseconds(desk.now())
    durably(engine, lambda connection: devices.add_code(connection, desk.area, code, at))
    return code.written


def _open(folder: Path, secrets: HubSecrets) -> Engine:
    """Open the hub's store; one that does not open is put aside, for every desk has its own."""
    try:
        return open_beside(folder / DATABASE, secrets.store)
    except (StoreLocked, StoreDamaged):
        for suffix in ("", "-wal", "-shm"):
            old = folder / f"{DATABASE}{suffix}"
            if old.exists():
                old.replace(folder / f"hub-old.db{suffix}")
        return open_beside(folder / DATABASE, secrets.store)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except (OSError, UnicodeError):
        raise HubHostUnusable from None
    # Named as TCP, or asyncio leaves Nagle's delay on and every answer takes 40 ms more.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # whoever comes before the service answers waits instead of failing
    except OSError as error:
        listening.close()
        if error.errno in _NOT_HERE:
            raise HubHostUnusable from None
        raise PortTaken(port) from None
    return listening
