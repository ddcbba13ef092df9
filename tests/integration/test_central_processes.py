"""Two processes of the service on one PostgreSQL: no state lies in either of them."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from concierge_tui.domain.clock import system_clock
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import MEDIA_TYPE, Batch, pack_batch
from concierge_tui.sync.signing import Request, sign_request
from tests.postgres.stores import PostgresCentral, bare_database
from tests.syncing.laptops import AREA
from tests.syncing.pens import Pen

ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from pathlib import Path
from concierge_tui.central.serving import serve
serve(sys.argv[1], port=int(sys.argv[2]), folder=Path(sys.argv[3]))
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def database() -> Iterator[str]:
    with bare_database() as address:
        yield address


@pytest.fixture
def urls(database: str, tmp_path: Path) -> Iterator[list[str]]:
    """Start two processes at the same moment on a database in which nothing stands."""
    ports = [free_port(), free_port()]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", SERVE, database, str(port), str(tmp_path)], cwd=ROOT
        )
        for port in ports
    ]
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and not all(map(answers, urls)):
        assert all(process.poll() is None for process in processes)
        time.sleep(0.05)
    yield urls
    for process in processes:
        process.kill()
        process.wait()


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/v1/health").is_success
    except httpx.HTTPError:
        return False


def link(url: str, pen: Pen) -> HttpLink:
    return HttpLink(url, pen.stream.device, pen.raw_key)


def test_what_many_push_to_two_processes_at_once_is_one_feed(
    urls: list[str], database: str, tmp_path: Path
) -> None:
    central = PostgresCentral(tmp_path / "central", database)
    pens = [Pen(AREA).enrol(central.engine) for _ in range(4)]
    shared = pens[0]
    batches = [shared.arrivals(10) for _ in range(5)]

    def carry_shared(url: str) -> None:
        """Push one stream that another process is being sent too."""
        with link(url, shared) as way:
            for batch in batches:
                states = way.push(batch).segments[0]
                assert set(states) in ({"applied"}, {"duplicate"})

    def write_own(numbered: tuple[int, Pen]) -> None:
        number, pen = numbered
        for turn in range(5):
            with link(urls[(number + turn) % 2], pen) as way:
                assert set(way.push(pen.arrivals(7)).segments[0]) == {"applied"}

    with ThreadPoolExecutor(5) as pool:
        shared_ones = [pool.submit(carry_shared, url) for url in urls]
        list(pool.map(write_own, enumerate(pens[1:])))
        for carried in shared_ones:
            carried.result()

    seen = [everything(url, pens[1]) for url in urls]
    assert seen[0] == seen[1]
    assert len(seen[0]) == len(set(seen[0])) == 5 * 10 + 3 * 5 * 7
    assert central.one("SELECT count(*) FROM position") == central.one("SELECT n FROM head")

    central.close()

    # A request is good once, at whichever process: behind one address both may be met.
    request = Request("POST", f"{urls[0]}/v1/push", {"content-type": MEDIA_TYPE})
    body = pack_batch(Batch())
    sign_request(request, body, shared.key, shared.stream.device, system_clock())
    headers = {**request.headers, "host": urls[0].removeprefix("http://")}
    told = [httpx.post(f"{url}/v1/push", headers=headers, content=body) for url in urls]
    assert [reply.status_code for reply in told] == [200, 401]
    assert told[1].json()["error"] == "replay"


def everything(url: str, pen: Pen) -> list[str]:
    with link(url, pen) as way:
        way.hello(AREA)
        page = way.pull(AREA, Cursor(), own=True)
    assert page is not None
    assert not page.more
    return [op.op_id for segment in page.batch.segments for op in segment.operations]
