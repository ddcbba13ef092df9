"""The service over real HTTP, and everything that can stand in its place."""

import http.server
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import zstandard

from concierge_tui.central.serving import new_device_code, serve
from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.errors import (
    AddressInsecure,
    CentralRefused,
    CentralTrouble,
    CentralUnreachable,
    ConciergeError,
    NotCentral,
    PortTaken,
    ReplyCutShort,
)
from concierge_tui.domain.operation import Draft
from concierge_tui.sync import http as way
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.protocol import MEDIA_TYPE, Batch, Receipts, pack_batch
from concierge_tui.sync.signing import DeviceKey, Request, sign_request
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


def test_a_request_is_good_once(service: Running, laptop: Laptop) -> None:
    enrolled(laptop, service)
    request = signed(laptop, service, "GET", f"/v1/hello?area={AREA}")

    first = httpx.get(request.url, headers=request.headers)
    second = httpx.get(request.url, headers=request.headers)

    assert first.status_code == 200
    assert error_of(second) == (401, "replay")


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


@contextmanager
def impostor(answer: Callable[[http.server.BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Serve the same answer to everything, as a hotel's sign-in page does."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def says(status: int, media: str, body: bytes, length: int | None = None) -> Callable[..., None]:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", media)
        handler.send_header("content-length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        (says(200, "text/html", b"<html>Sign in</html>"), NotCentral),
        (says(302, "text/html", b""), NotCentral),
        (says(200, "application/json", b"{}"), NotCentral),
        (says(200, MEDIA_TYPE, zstandard.compress(b'{"hello":1}')), NotCentral),
        (says(404, "application/json", b'{"detail":"Not Found"}'), NotCentral),
        (says(502, "text/html", b"Bad Gateway"), CentralTrouble),
        (says(500, "text/plain", b"Internal Server Error"), CentralTrouble),
        (says(503, "application/json", b'{"mbsync":1,"error":"busy"}'), CentralTrouble),
        (says(200, MEDIA_TYPE, zstandard.compress(b"{}")[:-2]), ReplyCutShort),
        (says(200, MEDIA_TYPE, b"abc", length=1000), ReplyCutShort),
    ],
)
def test_whatever_answers_instead_becomes_a_fact_and_nothing_is_lost(
    laptop: Laptop, answer: Callable[..., None], fact: type[ConciergeError]
) -> None:
    laptop.family()
    with impostor(answer) as url:
        laptop.peer.enrolled(url, "みその", 1)

        with pytest.raises(fact):
            synchronise(laptop).sync()

    assert synchronise(laptop).status().pending == len(laptop.ids())


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_peer_that_trickles_lets_go_when_a_person_asks(laptop: Laptop, part: str) -> None:
    over = threading.Event()

    def trickle(handler: http.server.BaseHTTPRequestHandler) -> None:
        if part == "body":
            handler.send_response(200)
            handler.send_header("content-type", MEDIA_TYPE)
            handler.end_headers()
        with suppress(OSError):
            while not over.wait(0.05):
                handler.wfile.write(b"x")

    laptop.family()
    with impostor(trickle) as url:
        laptop.peer.enrolled(url, "みその", 1)
        asked = time.monotonic()
        tally = synchronise(laptop).sync(cancelled=lambda: time.monotonic() - asked > 0.3)
        taken = time.monotonic() - asked
        over.set()

    assert tally.cancelled
    assert tally.pending == len(laptop.ids())
    assert taken < 10


def test_an_answer_that_never_ends_is_given_up(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def wait(_: http.server.BaseHTTPRequestHandler) -> None:
        over.wait(30)

    monkeypatch.setattr(way, "DEADLINE", 0.3)
    with impostor(wait) as url:
        laptop.peer.enrolled(url, "みその", 1)
        with pytest.raises(ReplyCutShort):
            synchronise(laptop).sync()
        over.set()


def test_a_sender_that_goes_away_leaves_no_trace_of_an_error(
    service: Running, caplog: pytest.LogCaptureFixture
) -> None:
    port = int(service.url.rpartition(":")[2])
    for head in ("Content-Length: 100000", "Transfer-Encoding: chunked"):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(f"POST /v1/push HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n1\r\nx".encode())
    time.sleep(0.3)

    assert httpx.get(f"{service.url}/v1/health").is_success
    assert [record for record in caplog.records if record.exc_info] == []


def test_a_body_that_promises_too_much_is_refused_unread(service: Running) -> None:
    port = int(service.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n")
        answer = line.recv(4096)

    assert b" 413 " in answer.partition(b"\r\n")[0]


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
