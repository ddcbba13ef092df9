"""A thousand laptops that come back on one Sunday evening: errors, cost, and how it grows."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import httpx
from sqlalchemy import Engine, func, select, text

from concierge_tui.domain.ids import area_id, new_id
from concierge_tui.sync import http
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.protocol import Batch
from db.central import devices, tables
from db.central.store import open_central
from db.central.transactions import durably
from tests.bench import measure
from tests.bench.bench_postgres import postmaster_of, server
from tests.syncing.pens import Pen

ROOT: Final = Path(__file__).resolve().parents[2]
AREAS: Final = 50
STEPS: Final = (50, 200, 1000)
ARRIVALS: Final = 60
"""What one laptop wrote since its last sync: the families of a meetup."""
PROCESSES: Final = 2
SERVE: Final = """
import sys
from pathlib import Path
from concierge_tui.central.serving import serve
serve(sys.argv[1], port=int(sys.argv[2]), folder=Path(sys.argv[3]))
"""


class Evening(NamedTuple):
    """What became of the laptops of one evening."""

    seconds: float
    times: measure.Times
    operations: int
    processor: float
    """Seconds of all processors: the laptops, the services and the database."""
    served: float
    """Of these what the services and the database used; the laptops are threads of this process."""
    errors: Counter[str]
    """Laptops that were not served, by the reason."""


@contextmanager
def services(database: str, folder: Path) -> Iterator[list[str]]:
    """Run several processes of the service on one database."""
    ports = []
    for _ in range(PROCESSES):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            ports.append(free.getsockname()[1])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SERVE, database, str(port), str(folder)],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    try:
        while not all(map(_answers, urls)):
            time.sleep(0.1)
        yield urls
    finally:
        for process in running:
            process.terminate()
            process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/v1/health").is_success
    except httpx.HTTPError:
        return False


class Returning:
    """A laptop that comes back: it compares and pushes its work."""

    def __init__(self, pen: Pen, url: str) -> None:
        self._pen = pen
        self._url = url
        self._batch: Batch = pen.arrivals(ARRIVALS, new_id())
        self.seconds = 0.0
        self.failed = ""
        """Why it was not served; empty where it was."""

    def come(self) -> None:
        started = time.perf_counter()
        try:
            with HttpLink(self._url, self._pen.stream.device, self._pen.raw_key) as way:
                way.hello(self._pen.stream.area)
                states = way.push(self._batch).segments[0]
                self.failed = "" if set(states) == {"applied"} else str(set(states))
        except Exception as error:  # noqa: BLE001 - a bench counts what goes wrong
            self.failed = type(error).__name__
        self.seconds = time.perf_counter() - started


def evening(engine: Engine, urls: Sequence[str], laptops: int, postmaster: int) -> Evening:
    """Let so many new laptops of all areas come back at once."""
    pens = [Pen(area_id(f"地域{number % AREAS}")).enrol(engine) for number in range(laptops)]
    returning = [Returning(pen, urls[at % len(urls)]) for at, pen in enumerate(pens)]
    everyone = (os.getpid(), postmaster)
    used, started = measure.processor_seconds(everyone), time.perf_counter()
    own = time.process_time()
    with ThreadPoolExecutor(laptops) as pool:
        list(pool.map(Returning.come, returning))
    taken, own = time.perf_counter() - started, time.process_time() - own
    used = measure.processor_seconds(everyone) - used
    times = measure.percentiles([each.seconds for each in returning])
    errors = Counter(filter(None, (each.failed for each in returning)))
    return Evening(taken, times, laptops * ARRIVALS, used, used - own, errors)


def report(laptops: int, seen: Evening, first: Evening) -> None:
    measure.title(f"{laptops:,}台が同時に戻る({AREAS}地域、一台 {ARRIVALS}件)")
    why = ", ".join(f"{name} {count}" for name, count in seen.errors.items())
    measure.line("うまくいかなかった台数", f"{seen.errors.total()} {why}".rstrip())
    measure.line("全部が終わるまで", measure.ms(seen.seconds))
    measure.line("一台(問い合わせと送信)", str(seen.times))
    cost, before = seen.seconds / seen.operations, first.seconds / first.operations
    measure.line("一件あたり", f"{cost * 1e6:.0f} µs")
    if seen is not first:
        measure.ratio(f"一件あたり({STEPS[0]}台のときと)", cost, before, 1.5)
    worked, at_first = seen.processor / seen.operations, first.processor / first.operations
    measure.line("一件あたりの計算時間(全部で)", f"{worked * 1e6:.0f} µs")
    if seen is not first and at_first:
        measure.ratio(f"計算時間({STEPS[0]}台のときと)", worked, at_first, 1.15)
    served, at_first = seen.served / seen.operations, first.served / first.operations
    measure.line("うち本部とデータベース", f"{served * 1e6:.0f} µs")
    if seen is not first and at_first > 0:
        measure.ratio(f"本部の計算時間({STEPS[0]}台のときと)", served, at_first, 1.15)


def fill(engine: Engine) -> None:
    def add(number: int) -> None:
        name = f"地域{number}"
        durably(engine, lambda connection: devices.add_area(connection, area_id(name), name))

    for number in range(AREAS):
        add(number)


def main() -> None:
    # A laptop that waits looks ten times a second whether a person has had enough. A thousand of
    # them in one process would measure themselves.
    http._LOOK_EVERY = 2.0
    folder = Path(tempfile.mkdtemp(prefix="bench-laptops-"))
    with server() as database:
        engine = open_central(folder, database)
        fill(engine)
        with services(database, folder) as urls:
            postmaster = postmaster_of(database)
            evening(engine, urls, 20, postmaster)
            seen = [evening(engine, urls, laptops, postmaster) for laptops in STEPS]
        for laptops, each in zip(STEPS, seen, strict=True):
            report(laptops, each, seen[0])
        with engine.begin() as connection:
            stored = connection.scalar(select(func.count()).select_from(tables.operation)) or 0
            size = connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
        measure.line("保存された操作", f"{stored:,} 件、一件あたり {size / stored:.0f} B(索引とも)")
        engine.dispose()


if __name__ == "__main__":
    main()
