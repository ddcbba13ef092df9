"""The hub's own key, and the certificate that TLS wants around it."""

import os
import secrets
import ssl
import tempfile
from datetime import UTC, datetime
from pathlib import Path

_BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
_ENDS = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""What RFC 5280 writes for no end at all: nobody looks at it, the key is what was compared."""


def make() -> tuple[str, str]:
    """Return a new key and its certificate, both as PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "concierge hub")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_BEGINS)
        .not_valid_after(_ENDS)
        .sign(key, hashes.SHA256())
    )
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return written.decode(), certificate.public_bytes(Encoding.PEM).decode()


def print_of(certificate: str) -> bytes:
    """Return the print of the key in a certificate (PEM)."""
    from concierge_tui.sync.pinning import key_print

    return key_print(ssl.PEM_cert_to_DER_cert(certificate))


def context(key: str, certificate: str) -> ssl.SSLContext:
    """Return what a server speaks TLS with.

    Python takes keys from files alone: for that moment there is one, sealed by a random word.
    """
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        load_pem_private_key,
    )

    word = secrets.token_hex(16)
    sealed = load_pem_private_key(key.encode(), None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(word.encode())
    )
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    descriptor, name = tempfile.mkstemp(prefix="concierge-", suffix=".pem")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed + certificate.encode())
        made.load_cert_chain(name, password=word)
    finally:
        Path(name).unlink()
    return made
