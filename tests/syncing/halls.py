"""A hub that really runs, with TLS on loopback, and desks around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from concierge_tui.bootstrap import NewStore, create
from concierge_tui.central.hub.serving import Running, serve
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.hub_ports import Carried
from db.laptop.keyslots import Cost

PASSPHRASE = "あさひ いちご うさぎ えほん"


def laptop(folder: Path) -> Desk:
    """Return the desk of a laptop with a store of its own."""
    desk, _ = create(
        Home(folder), NewStore("みその", "山田 花子", PASSPHRASE), cost=Cost(1024, 1, 1)
    )
    return desk


class RunningHub:
    """A hub on loopback in a thread of its own, on the store of `desk`."""

    def __init__(self, desk: Desk, folder: Path, port: int = 0) -> None:
        self._desk, self._folder, self._port = desk, folder, port
        self._stop, self._ready = Event(), Event()
        self.came: list[bytes] = []
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()
        assert self._ready.wait(30)

    def _serve(self) -> None:
        with self._desk.fork() as own:
            serve(
                own, self._folder, host="127.0.0.1", port=self._port,
                started=self._started, came=self.came.append, stop=self._stop,
            )  # fmt: skip

    def _started(self, running: Running) -> None:
        self.running = running
        self._ready.set()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.running.port}"

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()


def join(desk: Desk, hub: RunningHub) -> None:
    """Join as two people do who compared the words."""
    seen = desk.hub.look(hub.address)
    assert seen.pin == hub.running.pin
    desk.hub.join(seen, hub.running.new_code())


@contextmanager
def carrying(*desks: Desk) -> Iterator[list[Carried]]:
    """Keep desks and hub alike meanwhile; what was told is yielded."""
    ended, told = Event(), list[Carried]()

    def carry(desk: Desk) -> None:
        with desk.fork() as own:
            own.hub.carry(told.append, ended.is_set)

    threads = [Thread(target=carry, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    try:
        yield told
    finally:
        ended.set()
        for thread in threads:
            thread.join()
