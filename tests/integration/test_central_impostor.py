"""What can stand in the place of the service, or speak to it and go away."""

import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import httpx
import pytest
import zstandard

from concierge_tui.central import gate
from concierge_tui.domain.central_errors import CentralTrouble, NotCentral, ReplyCutShort
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.sync import http as way
from concierge_tui.sync.protocol import MAX_PAGE_RAW, MEDIA_TYPE
from tests.syncing.laptops import Laptop
from tests.syncing.service import Running, synchronise


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
        (says(200, MEDIA_TYPE, zstandard.compress(bytes(MAX_PAGE_RAW + 1))), ReplyCutShort),
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


def test_a_sender_that_trickles_is_let_go_and_nobody_waits_for_it(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(service.url.rpartition(":")[2])
    monkeypatch.setattr(gate, "PATIENCE", 0.5)
    head = b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nx"
    with ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            for _ in range(60)
        ]
        for line in lines:
            line.sendall(head)
        assert httpx.get(f"{service.url}/v1/health").is_success, "they hold nobody up"
        answers = {line.recv(4096).partition(b"\r\n")[0] for line in lines}

    assert answers == {b"HTTP/1.1 400 Bad Request"}


def test_a_body_that_promises_too_much_is_refused_unread(service: Running) -> None:
    port = int(service.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n")
        answer = line.recv(4096)

    assert b" 413 " in answer.partition(b"\r\n")[0]
