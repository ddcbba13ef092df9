"""The service over real HTTP, and everything that can stand in its place."""

import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import zstandard

from concierge_tui.central.serving import new_device_code, serve
from concierge_tui.domain.central_errors import AddressInsecure, CentralRefused, CentralUnreachable
from concierge_tui.domain.clock import milliseconds, system_clock
from concierge_tui.domain.errors import ConciergeError, PortTaken
from concierge_tui.domain.operation import Draft
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.protocol import MEDIA_TYPE, Batch, Receipts, pack_batch
from concierge_tui.sync.signing import DeviceKey, Request, sign_request
from db.central.tables import nonce
from tests.postgres.stores import SERVICE_ON_BOTH
from tests.syncing.laptops import AREA, Laptop
from tests.syncing.service import Running, enrolled, enrolment, link, synchronise


def test_a_clock_three_days_ahead_syncs_and_is_told(service: Running, laptop: Laptop) -> None:
    laptop.family()
    enrolled(laptop, service)
    service.ahead = timedelta(days=-3)

    tally = synchronise(laptop).sync()

    assert tally.pending == 0
    assert round(tally.clock_ahead_ms / 86_400_000) == 3


def signed(laptop: Laptop, service: Running, method: str, path: str, body: bytes = b"") -> Request:
    request = Request(method, service.url + path, {"content-type": MEDIA_TYPE})
    key = DeviceKey(laptop.replica.key())
    sign_request(request, body, key, laptop.replica.stream().device, system_clock())
    return request


def error_of(reply: httpx.Response) -> tuple[int, str]:
    return reply.status_code, reply.json()["error"]


@SERVICE_ON_BOTH
def test_a_request_is_good_once(service: Running, laptop: Laptop) -> None:
    enrolled(laptop, service)
    request = signed(laptop, service, "GET", f"/v1/hello?area={AREA}")

    first = httpx.get(request.url, headers=request.headers)
    second = httpx.get(request.url, headers=request.headers)

    assert first.status_code == 200
    assert error_of(second) == (401, "replay")


def test_a_signature_is_remembered_as_long_as_it_is_accepted_and_no_longer(
    service: Running, laptop: Laptop
) -> None:
    enrolled(laptop, service)
    synchronise(laptop).sync()
    service.ahead = timedelta(minutes=11)

    synchronise(laptop).sync()

    with service.engine.begin() as connection:
        kept = connection.scalars(nonce.select().with_only_columns(nonce.c.at)).all()
    assert kept
    assert min(kept) > milliseconds(system_clock())


def test_nothing_that_was_signed_can_be_changed(service: Running, laptop: Laptop) -> None:
    enrolled(laptop, service)
    body = pack_batch(Batch())
    push = signed(laptop, service, "POST", "/v1/push", body)
    hello = signed(laptop, service, "GET", f"/v1/hello?area={AREA}")

    altered = httpx.post(push.url, headers=push.headers, content=body + b"x")
    moved = httpx.get(hello.url + "&more=1", headers=hello.headers)
    bare = httpx.get(hello.url)

    assert error_of(altered) == error_of(moved) == error_of(bare) == (401, "signature")


def test_a_stranger_is_told_so(service: Running, laptop: Laptop) -> None:
    laptop.peer.enrolled(service.url, "みその", 1)

    with pytest.raises(CentralRefused) as refused:
        synchronise(laptop).sync()

    assert refused.value.code == "unknown_device"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not zstd",
        zstandard.compress(b"[]"),
        zstandard.compress(b"{" * 100_000),
        zstandard.compress(b" " * 50_000_000),
        zstandard.compress(b'{"v":1,"segments":[{}],"fills":[]}'),
        pack_batch(Batch())[:-3],
    ],
)
def test_a_hostile_batch_is_refused_whole(service: Running, laptop: Laptop, body: bytes) -> None:
    enrolled(laptop, service)
    request = signed(laptop, service, "POST", "/v1/push", body)

    reply = httpx.post(request.url, headers=request.headers, content=body)

    assert error_of(reply) == (400, "malformed")


def test_an_endless_request_is_not_read_to_its_end(service: Running) -> None:
    reply = httpx.post(f"{service.url}/v1/push", content=bytes(3 * 1024 * 1024))

    assert error_of(reply) == (413, "too_large")


def test_where_nothing_listens_nothing_is_lost(laptop: Laptop) -> None:
    laptop.family()
    laptop.peer.enrolled("http://127.0.0.1:9", "みその", 1)

    with pytest.raises(CentralUnreachable):
        synchronise(laptop).sync()

    assert synchronise(laptop).status().pending == len(laptop.ids())


def test_plain_http_stays_on_this_machine(laptop: Laptop, tmp_path: Path) -> None:
    with pytest.raises(AddressInsecure):
        enrolment(laptop).enrol("http://central.example", "x")
    with pytest.raises(AddressInsecure):
        serve(host="0.0.0.0", port=0, folder=tmp_path / "open")  # noqa: S104 - that is the point


def test_a_taken_port_is_a_fact(service: Running, tmp_path: Path) -> None:
    port = int(service.url.rpartition(":")[2])

    with pytest.raises(PortTaken):
        serve(port=port, folder=tmp_path / "second")


def test_the_service_describes_itself(service: Running) -> None:
    described = httpx.get(f"{service.url}/openapi.json").json()

    assert {"/v1/hello", "/v1/push", "/v1/pull", "/v1/hash", "/v1/enrol"} <= set(described["paths"])
    assert httpx.get(f"{service.url}/v1/health").json() == {"status": "ok"}


def test_the_service_does_not_load_textual() -> None:
    program = (
        "import sys, concierge_tui.central.serving, concierge_tui.central.app;"
        "print('textual' in sys.modules)"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert ran.stdout.strip() == "False"


SERVE = """
import sys
from pathlib import Path
from concierge_tui.central.serving import serve
serve(port=int(sys.argv[2]), folder=Path(sys.argv[1]))
"""


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), str(port)], cwd=Path(__file__).parents[2]
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{port}/v1/health")
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return process
    raise AssertionError("the service did not start")


def test_a_service_killed_in_the_middle_has_all_that_it_acknowledged(
    laptop: Laptop, tmp_path: Path
) -> None:
    folder = tmp_path / "central"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for _ in range(100):
        laptop.family()
    process = start(folder, port)
    enrolment(laptop).enrol(f"http://127.0.0.1:{port}", new_device_code("みその", folder=folder))

    class Killing(HttpLink):
        def push(self, batch: Batch) -> Receipts:
            receipts = super().push(batch)
            process.kill()
            process.wait()
            return receipts

    for _ in range(5):
        laptop.write(*(Draft("looked.at", "x", {"what": "phone"}) for _ in range(120)))
    killing = Killing(
        laptop.peer.central_url() or "", laptop.replica.stream().device, laptop.replica.key()
    )
    with killing, pytest.raises(ConciergeError):
        Engine(laptop.replica, killing)()
    acknowledged = laptop.status().safe_at_central

    process = start(folder, port)
    try:
        with link(laptop) as restarted:
            heads = restarted.hello(AREA).heads
            assert sum(head.n for head in heads.values()) >= acknowledged > 0
        tally = synchronise(laptop).sync()
    finally:
        process.kill()
        process.wait()

    assert tally.pending == 0
    assert laptop.status().safe_at_central == len(laptop.ids())
