"""Each trouble of a sync is a sentence of its own and a way on; nothing is ever lost by it."""

import datetime as dt
import http.server
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import event

from concierge_tui.domain.clock import milliseconds, system_clock
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.sync import http as way
from concierge_tui.sync.packing import pack
from concierge_tui.sync.protocol import MEDIA_TYPE
from concierge_tui.text.errors import sentence
from concierge_tui.text.sync_errors import clock_sentence
from db.central.opening import writing
from tests.syncing.laptops import Laptop
from tests.syncing.service import Running, enrolled, synchronise

Handler = http.server.BaseHTTPRequestHandler
KEPT = "入力した内容はこの端末に残っています。"
DAY = 86_400_000


@contextmanager
def answering(
    answer: Callable[[Handler], None], tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """Serve one answer to everything, over HTTP or with a certificate."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def says(status: int, media: str, body: bytes) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", media)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def refuses(status: int, error: str, **facts: object) -> Callable[[Handler], None]:
    body = json.dumps({"mbsync": 1, "error": error, **facts}).encode()
    return says(status, "application/json", body)


def greets(protocol: list[int]) -> Callable[[Handler], None]:
    return says(200, MEDIA_TYPE, pack({"protocol": protocol}))


NOW = milliseconds(system_clock())
TROUBLES = {
    "captive portal": (says(200, "text/html", b"<html>Login</html>"), "Wi-Fiのログイン画面"),
    "portal elsewhere": (says(302, "text/html", b""), "Wi-Fiのログイン画面"),
    "revoked": (refuses(403, "revoked"), "登録は本部で取り消されています"),
    "unknown device": (refuses(401, "unknown_device"), "本部はこの端末を知りません"),
    "clock not taken": (refuses(401, "clock", now=NOW - 3 * DAY), "時計が本部と合いません"),
    "program too old": (greets([2, 3]), "新しい版を入れて"),
    "service too old": (greets([0, 0]), "本部のプログラムが古くて"),
    "busy": (refuses(503, "busy"), "混み合っています"),
    "full": (refuses(507, "full"), "保存場所がいっぱい"),
    "broken": (says(500, "text/plain", b"oops"), "不具合が起きています"),
}


def told_by_sync(laptop: Laptop) -> str:
    """Try to sync; return the sentence that a person reads."""
    with pytest.raises(ConciergeError) as fact:
        synchronise(laptop).sync()
    return sentence(fact.value)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_trouble_is_one_sentence_with_a_way_on_and_nothing_is_lost(
    laptop: Laptop, trouble: str
) -> None:
    answer, words = TROUBLES[trouble]
    laptop.family()
    with answering(answer) as url:
        laptop.peer.enrolled(url, "みその", 1)
        told = told_by_sync(laptop)

    assert words in told
    assert "ください" in told
    assert told.endswith(KEPT)
    assert synchronise(laptop).status().pending == len(laptop.ids())


def test_no_route_no_answer_and_no_certificate_are_three_things(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def wait(_: Handler) -> None:
        over.wait(10)

    monkeypatch.setattr(way.HttpLink, "patience", httpx.Timeout(0.3))
    laptop.peer.enrolled("http://127.0.0.1:9", "みその", 1)
    no_route = told_by_sync(laptop)
    with answering(wait) as url:
        laptop.peer.enrolled(url, "みその", 1)
        silent = told_by_sync(laptop)
        over.set()
    with answering(says(200, "text/html", b""), self_signed(tmp_path)) as url:
        laptop.peer.enrolled(url, "みその", 1)
        unverified = told_by_sync(laptop)

    assert "電波のあるところで" in no_route
    assert "返事が来ません" in silent
    assert "証明書を確かめられない" in unverified
    assert all(told.endswith(KEPT) for told in (no_route, silent, unverified))


def self_signed(folder: Path) -> ssl.SSLContext:
    """Return a server's context whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "impostor")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "impostor.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_full_disks_here_and_there_and_a_revoked_device_lose_nothing(
    service: Running, laptop: Laptop, tmp_path: Path
) -> None:
    other = enrolled(Laptop(tmp_path, "beni", now=system_clock), service)
    enrolled(laptop, service)
    for _ in range(8):
        other.family("な" * 2000)
    synchronise(other).sync()

    pages = laptop.connection.execute("PRAGMA page_count").fetchone()[0]
    laptop.connection.execute(f"PRAGMA max_page_count = {pages}")
    here = told_by_sync(laptop)
    laptop.connection.execute("PRAGMA max_page_count = 1000000")
    synchronise(laptop).sync()
    assert laptop.ids() == other.ids()

    def full(connection: object, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

    for _ in range(8):
        laptop.family("な" * 2000)
    waiting = laptop.status().pending
    event.listen(service.engine, "checkout", full)
    there = told_by_sync(laptop)
    event.remove(service.engine, "checkout", full)
    assert laptop.status().pending == waiting

    with writing(service.engine) as connection:
        connection.exec_driver_sql(
            "UPDATE device SET revoked_at = 1 WHERE id = ?", (other.replica.stream().device,)
        )
    revoked = told_by_sync(other)

    assert "ディスク" in here or "空き" in here
    assert "保存場所がいっぱい" in there
    assert "取り消されています" in revoked
    other.close()


def test_a_clock_three_days_off_is_told_and_the_sync_goes_on(
    service: Running, laptop: Laptop
) -> None:
    laptop.family()
    enrolled(laptop, service)
    service.ahead = dt.timedelta(days=-3)

    tally = synchronise(laptop).sync()

    assert tally.pending == 0
    told = clock_sentence(tally.clock_ahead_ms) or ""
    assert told.startswith("この端末の時計が3日進んでいます。")
