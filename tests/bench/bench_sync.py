"""Sync over real HTTP with a central service in a process of its own, beside bare writes."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import httpx
import sqlcipher3.dbapi2 as sqlcipher

from concierge_tui.central.serving import new_device_code
from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.operation import Draft, Operation
from concierge_tui.services.enrolment import Enrolment
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.enrolling import Enrolling
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.meanwhile import meanwhile
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.verifying import Verifier
from db.laptop import rows
from tests.bench import measure, population
from tests.syncing.laptops import AREA, Laptop

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = 10_000
PEOPLE = 20_000
BATCH = 500
SERVE = """
import sys
from pathlib import Path
from concierge_tui.central.serving import serve
serve(port=int(sys.argv[2]), folder=Path(sys.argv[1]))
"""
_names = count()


class Counting(httpx.HTTPTransport):
    """Counts every byte of requests and answers, headers too."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = 0
        self.requests = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        reply = super().handle_request(request)
        heads = [*request.headers.raw, *reply.headers.raw]
        self.bytes += sum(len(name) + len(value) + 4 for name, value in heads)
        self.bytes += len(request.content) + int(reply.headers.get("content-length", 0))
        self.requests += 1
        return reply


class Service:
    """The central service as people run it."""

    def __init__(self, folder: Path, *, is_quiet: bool = False) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(folder), str(port)],
            cwd=ROOT,
            stderr=subprocess.DEVNULL if is_quiet else None,
        )
        while not self._answers():
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/v1/health").is_success
        except httpx.HTTPError:
            return False

    def memory(self) -> float:
        """Return the megabytes the process holds, or 0 where the machine does not say."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return 0
        resident = next(row for row in status.read_text().splitlines() if "VmRSS" in row)
        return int(resident.split()[1]) / 1024

    def laptop(self, folder: Path) -> Laptop:
        """Return a laptop that has enrolled."""
        laptop = Laptop(folder, f"laptop{next(_names)}", now=system_clock)
        enrolling = Enrolling(laptop.replica, laptop.peer)
        code = new_device_code("みその", folder=self.folder)
        Enrolment(AREA, enrolling, practice=False).enrol(self.url, code)
        return laptop


@contextmanager
def link(laptop: Laptop, transport: httpx.BaseTransport | None = None) -> Iterator[HttpLink]:
    with HttpLink(
        laptop.peer.central_url() or "",
        laptop.replica.stream().device,
        laptop.replica.key(),
        transport=transport,
    ) as way:
        yield way


def check_ins(number: int, meetup: str) -> list[Draft]:
    """Return arrivals of families of two to five."""
    drafts = []
    for turn in range(number):
        family = new_id()
        people = [new_id() for _ in range(2 + turn % 4)]
        entity = visit_id(meetup, family)
        drafts.append(Draft("visit.arrive", entity, {"people": people}, family, meetup))
    return drafts


def mixed(number: int) -> list[list[Draft]]:
    """Return a day's acts: families with their people, and as many arrivals."""
    acts: list[list[Draft]] = []
    written = 0
    for drafts in population.families(number):
        acts.append(drafts)
        written += len(drafts)
        if written * 2 >= number:
            break
    return [*acts, *([draft] for draft in check_ins(number - written, new_id()))]


def write(laptop: Laptop, acts: Iterable[Sequence[Draft]]) -> None:
    for act in acts:
        laptop.write(*act)


def bare_insert(folder: Path, operations: Sequence[Operation]) -> float:
    """Return how long the same rows take in one encrypted table, durable, 500 at a time."""
    connection = sqlcipher.connect(str(folder / "bare.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    columns = ", ".join(Operation._fields)
    connection.execute(f"CREATE TABLE op ({columns}, PRIMARY KEY (op_id))")
    marks = ", ".join("?" * len(Operation._fields))
    values = [op._replace(base=str(op.base)) for op in operations]  # type: ignore[arg-type]
    started = time.perf_counter()
    for start in range(0, len(values), BATCH):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO op VALUES ({marks})", values[start : start + BATCH])
        connection.execute("COMMIT")
    taken = time.perf_counter() - started
    connection.close()
    (folder / "bare.db").unlink()
    return taken


def operations_of(laptop: Laptop) -> list[Operation]:
    found = laptop.connection.execute(f"SELECT {rows.COLUMNS} FROM op ORDER BY seq").fetchall()
    return [rows.operation_of(row) for row in found]


def rate(name: str, number: int, seconds: float, at_least: float) -> None:
    reached = number / seconds
    verdict = "OK" if reached >= at_least else f"未達(目標の {reached / at_least:.2f} 倍)"
    measure.line(name, f"{reached:,.0f} 件/秒  ≥ {at_least:,.0f} 件/秒: {verdict}")


def push_and_pull(service: Service, folder: Path) -> None:
    measure.title(f"同期  {OPERATIONS:,}件 署名つき HTTP 本部は別プロセス")
    sender, receiver = service.laptop(folder), service.laptop(folder)
    write(sender, mixed(OPERATIONS))
    number = len(sender.ids())
    transport = Counting()
    with link(sender, transport) as way:
        pushed = measure.seconds_of(Engine(sender.replica, way))
    written = operations_of(sender)
    rate("送る", number, pushed, 6000)
    bare = bare_insert(folder, written)
    measure.line("同じ行を書くだけ(暗号化・FULL)", f"{number / bare:,.0f} 件/秒")
    measure.line("書くだけとの比", f"{pushed / bare:.2f} 倍")
    up = transport.bytes / number
    measure.limit("送る通信量 一件", up, 120, lambda value: f"{value:.0f} B")
    with link(receiver) as way:
        wire = measure.seconds_of(lambda: read_through(receiver, way))
    rate("受ける(確かめるまで)", number, wire, 20_000)
    transport = Counting()
    with link(receiver, transport) as way:
        pulled = measure.seconds_of(Engine(receiver.replica, way))
    rate("受ける(画面の表まで)", number, pulled, 20_000)
    down = transport.bytes / number
    measure.limit("受ける通信量 一件", down, 120, lambda value: f"{value:.0f} B")
    assert receiver.shown() == sender.shown()


def read_through(laptop: Laptop, way: HttpLink) -> None:
    """Fetch and verify every page, keeping nothing; the next one comes meanwhile, as always."""
    verifier = Verifier(laptop.replica)
    way.hello(AREA)
    with meanwhile() as requests:
        page = way.pull(AREA, Cursor(), own=False)
        while page:
            cursor, more = Cursor(page.epoch, page.seq, page.mark), page.more
            answer = requests.ask(partial(way.pull, AREA, cursor, own=False)) if more else None
            assert not verifier.judge(page).unsound
            page = answer.result() if answer else None


def queued(service: Service, folder: Path) -> None:
    measure.title("ためた受付 100件")
    laptop = service.laptop(folder)
    laptop_sync(laptop)()
    write(laptop, ([draft] for draft in check_ins(100, new_id())))
    measure.limit("一度に送る", measure.seconds_of(laptop_sync(laptop)), 0.1)
    singly = 0.0
    for draft in check_ins(100, new_id()):
        laptop.write(draft)
        singly += measure.seconds_of(laptop_sync(laptop))
    measure.line("一件ずつ送る(比べる相手)", measure.ms(singly))


def laptop_sync(laptop: Laptop) -> Any:
    def sync() -> None:
        with link(laptop) as way:
            Engine(laptop.replica, way)()

    return sync


def first_fill(service: Service, folder: Path) -> None:
    measure.title(f"新しい端末の最初の受信  {PEOPLE:,}人")
    sender = service.laptop(folder)
    towns = population.families(PEOPLE)
    while some := list(islice(towns, BATCH)):
        sender.write(*(draft for drafts in some for draft in drafts))
    laptop_sync(sender)()
    receiver = service.laptop(folder)
    taken = measure.seconds_of(laptop_sync(receiver))
    bare = bare_insert(folder, operations_of(receiver))
    measure.limit("20,000人", taken, 3.0)
    measure.line("同じ行を書くだけ(暗号化・FULL)", measure.ms(bare))
    measure.line("書くだけとの比", f"{taken / bare:.2f} 倍")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="bench-sync-"))
    services = [Service(folder / f"central{number}") for number in range(2)]
    try:
        service, empty = services
        measure.title("本部のプロセス")
        measure.limit("起動したとき", service.memory(), 200, measure.megabytes)
        push_and_pull(service, folder)
        queued(service, folder)
        first_fill(empty, folder)
        measure.title("本部のプロセス")
        for each in services:
            measure.limit("仕事のあと", each.memory(), 200, measure.megabytes)
    finally:
        for each in services:
            each.process.terminate()
            each.process.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
