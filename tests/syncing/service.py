"""The central service on loopback, for tests."""

import socket
import threading
import time
from datetime import timedelta
from pathlib import Path

import uvicorn

from concierge_tui.central.app import make_app
from concierge_tui.central.hand_off.phones import Phones
from concierge_tui.central.serving import new_device_code
from concierge_tui.domain.clock import system_clock
from concierge_tui.services.enrolment import Enrolment
from concierge_tui.services.synchronise import Synchronise
from concierge_tui.sync.enrolling import Enrolling
from concierge_tui.sync.exchanging import CentralExchange
from concierge_tui.sync.http import HttpLink
from db.central.store import open_central
from tests.syncing.laptops import AREA, Laptop


class Running:
    """A service on loopback in a thread of its own."""

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.folder = folder
        self.database = database
        self.ahead = timedelta()
        self.engine = open_central(folder, database)
        self.socket = socket.socket(proto=socket.IPPROTO_TCP)
        self.socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        phones = Phones(self.url)
        app = make_app(self.engine, now=lambda: system_clock() + self.ahead, phones=phones)
        config = uvicorn.Config(app, access_log=False, log_level="critical")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],))
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)

    def code(self, area: str = "みその") -> str:
        """Return a one-time code for a laptop."""
        return new_device_code(area, folder=self.folder, database=self.database)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join()
        self.socket.close()
        self.engine.dispose()


def enrolment(laptop: Laptop, area: str = AREA, *, practice: bool = False) -> Enrolment:
    enrolling = Enrolling(laptop.replica, laptop.peer, now=laptop.now)
    return Enrolment(area, enrolling, practice=practice)


def link(laptop: Laptop, url: str | None = None) -> HttpLink:
    address = url or laptop.peer.central_url() or ""
    return HttpLink(address, laptop.replica.stream().device, laptop.replica.key(), now=laptop.now)


def synchronise(laptop: Laptop, *, practice: bool = False) -> Synchronise:
    exchange = CentralExchange(laptop.replica, laptop.peer, now=laptop.now)
    return Synchronise(laptop.peer, exchange, practice=practice)


def enrolled(laptop: Laptop, service: Running) -> Laptop:
    enrolment(laptop).enrol(service.url, service.code())
    return laptop
