"""The key of a hub is exactly what counts: no other key, no name, no date."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from concierge_tui.central.hub import certificate
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.hub_errors import HubIsNone, HubKeyOther, HubUnreachable
from concierge_tui.services.hub_ports import Seen
from concierge_tui.sync.hub_link import HubAddress, HubLink
from concierge_tui.sync.signing import DeviceKey
from tests.syncing.halls import laptop
from tests.syncing.laptops import AREA


def signed(key: str, name: str, ends: datetime) -> str:
    """Return another certificate for the same key."""
    from cryptography.hazmat.primitives.serialization import Encoding

    private = load_pem_private_key(key.encode(), None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2001, 1, 1, tzinfo=UTC))
        .not_valid_after(ends)
        .sign(private, hashes.SHA256())
    )
    return made.public_bytes(Encoding.PEM).decode()


class Heard:
    """What a listener got to hear."""

    def __init__(self) -> None:
        self.port = 0
        self.sent = b""


@contextmanager
def listener(context: ssl.SSLContext | None) -> Iterator[Heard]:
    """Listen once; shake hands, keep whatever is said, and say nothing useful."""
    heard = Heard()
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard.port = server.getsockname()[1]

        def serve() -> None:
            with suppress(OSError):
                plain, _ = server.accept()
                plain.settimeout(5)
                with (
                    plain if context is None else context.wrap_socket(plain, server_side=True) as c
                ):
                    while said := c.recv(4096):
                        heard.sent += said
                        if b"\r\n\r\n" in heard.sent:
                            c.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
                            return

        thread = Thread(target=serve)
        thread.start()
        try:
            yield heard
        finally:
            with suppress(OSError), socket.create_connection(("127.0.0.1", heard.port), 0.2):
                pass
            thread.join()


def ask(port: int, pin: bytes, host: str = "127.0.0.1") -> ConciergeError:
    """Say hello to whoever listens, believing in `pin`; return what came of it."""
    key = DeviceKey.generate()
    with (
        HubLink(HubAddress(f"https://{host}:{port}", pin), "device", key) as link,
        pytest.raises(ConciergeError) as raised,
    ):
        link.hello(AREA)
    return raised.value


def pin_of(written: str) -> bytes:
    return certificate.print_of(written)


def test_another_key_hears_nothing() -> None:
    _, ours = certificate.make()
    key, theirs = certificate.make()
    with listener(certificate.context(key, theirs)) as heard:
        error = ask(heard.port, pin_of(ours))

    assert isinstance(error, HubKeyOther)
    assert heard.sent == b""


def test_neither_name_nor_date_matters() -> None:
    key, ours = certificate.make()
    for name, year in (("elsewhere.example", 2002), ("127.0.0.1", 2090)):
        other = signed(key, name, datetime(year, 1, 1, tzinfo=UTC))
        assert pin_of(other) == pin_of(ours)
        with listener(certificate.context(key, other)) as heard:
            error = ask(heard.port, pin_of(ours), host="localhost")

        assert not isinstance(error, HubKeyOther)
        assert b"GET /v1/hello" in heard.sent


def test_a_certificate_copied_without_its_key_is_of_no_use() -> None:
    """Whoever shows our certificate has to prove that the key is theirs."""
    _, ours = certificate.make()
    other, _ = certificate.make()
    with pytest.raises(ssl.SSLError):
        certificate.context(other, ours)  # OpenSSL itself refuses to serve it


def test_a_print_that_is_right_but_for_one_bit_is_wrong() -> None:
    key, ours = certificate.make()
    pin = pin_of(ours)
    for wrong in (bytes([pin[0] ^ 1]) + pin[1:], pin[:-1] + bytes([pin[-1] ^ 128]), pin[:8], b""):
        with listener(certificate.context(key, ours)) as heard:
            assert isinstance(ask(heard.port, wrong), HubKeyOther)
        assert heard.sent == b""


def test_an_older_tls_is_not_spoken() -> None:
    key, ours = certificate.make()
    context = certificate.context(key, ours)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with listener(context) as heard:
        ask(heard.port, pin_of(ours))

    assert heard.sent == b""


def test_looking_asks_nothing_and_joining_an_impostor_sends_nothing(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "a")
    key, written = certificate.make()
    with listener(certificate.context(key, written)) as heard:
        seen = desk.hub.look(f"127.0.0.1:{heard.port}")
    assert seen.pin == pin_of(written)
    assert heard.sent == b""
    other, theirs = certificate.make()
    with listener(certificate.context(other, theirs)) as heard, pytest.raises(HubKeyOther):
        desk.hub.join(Seen(f"https://127.0.0.1:{heard.port}", seen.pin))
    assert heard.sent == b""
    assert desk.hub.joined() is None
    with listener(None) as heard, pytest.raises(HubIsNone):
        desk.hub.look(f"127.0.0.1:{heard.port}")
    with pytest.raises(HubUnreachable):
        desk.hub.look(f"127.0.0.1:{heard.port}")
    desk.close()


def test_the_key_never_lies_open_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    really = Path.unlink

    def read_first(self: Path, *args: object, **options: object) -> None:
        written.append(self.read_text(encoding="ascii"))
        really(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "unlink", read_first)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    certificate.context(*certificate.make())

    assert len(written) == 1
    assert "BEGIN ENCRYPTED PRIVATE KEY" in written[0]
    assert "BEGIN PRIVATE KEY" not in written[0]
