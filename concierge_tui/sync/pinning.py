"""TLS to a hub: its key is what two people compared, and nothing else about it matters.

A hub has no name that a certificate could vouch for and lives where clocks are wrong, so neither
host name nor date is looked at. The key is looked at before the first byte of a request leaves.
"""

import hashlib
import hmac
import socket
import ssl
from typing import Any, Final, Self

from concierge_tui.sync.line import WrongKey

_PATIENCE: Final = 10.0


def key_print(certificate: bytes) -> bytes:
    """Return the SHA-256 of the public key in a certificate (DER): what is pinned."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_der_x509_certificate

    public = load_der_x509_certificate(certificate).public_key()
    return hashlib.sha256(
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).digest()


class PinnedContext(ssl.SSLContext):
    """Lets a connection be used only where the other side has the one key."""

    pin: bytes
    """The print of the key."""

    def __new__(cls, pin: bytes) -> Self:
        """Return a context for one key; everything else about a certificate is passed over."""
        made = super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
        made.minimum_version = ssl.TLSVersion.TLSv1_3
        made.pin = pin
        return made

    def wrap_socket(self, *args: Any, **options: Any) -> ssl.SSLSocket:
        """Shake hands, then compare the key.

        Raises:
            WrongKey: when it is another one; nothing was sent.
        """
        options["do_handshake_on_connect"] = True
        wrapped = super().wrap_socket(*args, **options)
        if not hmac.compare_digest(shown_by(wrapped), self.pin):
            wrapped.close()
            raise WrongKey
        return wrapped

    def wrap_bio(self, *_args: Any, **_options: Any) -> ssl.SSLObject:
        """Refuse: there the key could not be compared before something is sent."""
        raise WrongKey


def shown_by(connection: ssl.SSLSocket) -> bytes:
    """Return the print of the key that the other side showed and proved to have."""
    certificate = connection.getpeercert(binary_form=True)
    try:
        return key_print(certificate) if certificate else b""
    except ValueError:
        return b""


def look(host: str, port: int) -> bytes:
    """Return the print of the key of whoever listens there; nothing is asked of it.

    Raises:
        OSError: when nobody listens, or it speaks no TLS.
    """
    seeing = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    seeing.check_hostname = False
    seeing.verify_mode = ssl.CERT_NONE
    seeing.minimum_version = ssl.TLSVersion.TLSv1_3
    with (
        socket.create_connection((host, port), timeout=_PATIENCE) as plain,
        seeing.wrap_socket(plain, server_hostname=None) as wrapped,
    ):
        return shown_by(wrapped)
