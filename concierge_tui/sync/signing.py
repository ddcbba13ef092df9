"""Ed25519 for devices: heads of streams, and requests by RFC 9421."""

import hashlib
import secrets
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from concierge_tui.domain.operation import Stream, canonical

COVERED: Final = ("@method", "@target-uri", "content-digest")
TAG: Final = "mbsync"
_HEAD: Final = b"mbsync/1 head\0"
_FINGERPRINT: Final = b"mbsync/1 device\0"
_MEMBER: Final = b"mbsync/1 member\0"
_WIPE: Final = b"mbsync/1 wipe\0"
_WIPED: Final = b"mbsync/1 wiped\0"


class NotSigned(Exception):
    """The request bears no valid signature of a known device."""


class DeviceKey:
    """The private key of one device."""

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(raw)

    @classmethod
    def generate(cls) -> bytes:
        """Return the raw bytes of a new key."""
        return Ed25519PrivateKey.generate().private_bytes_raw()

    @property
    def private(self) -> Ed25519PrivateKey:
        """The key as the cryptography library holds it."""
        return self._key

    @property
    def public(self) -> bytes:
        """The 32 bytes that others verify with."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign_head(self, stream: Stream, n: int, head: bytes) -> bytes:
        """Return the signature that vouches for `stream` up to `n`."""
        return self._key.sign(_head_message(stream, n, head))

    def certify(self, area: str, device: str, public: bytes) -> bytes:
        """Return the signature that vouches for a device of an area."""
        return self._key.sign(_member_message(area, device, public))

    def order_wipe(self, order: "WipeOrder", public: bytes) -> bytes:
        """Return the signature by which one device, and no other, locks itself for good."""
        return self._key.sign(_wipe_message(order, public))

    def say_wiped(self, order: "WipeOrder") -> bytes:
        """Return the signature by which this device says that it obeyed."""
        return self._key.sign(_wiped_message(order))


class WipeOrder(NamedTuple):
    """Which device is to lock itself, and since when."""

    area: str
    device: str
    at: int
    """Milliseconds since 1970 on the service's clock."""


def is_signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether the holder of `public` signed `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def head_verifies(public: bytes, stream: Stream, n: int, head: bytes, signature: bytes) -> bool:
    """Say whether the holder of `public` vouches for `stream` up to `n`."""
    return is_signed_by(public, _head_message(stream, n, head), signature)


def certificate_verifies(
    clerk: bytes, area: str, device: str, public: bytes, certificate: bytes
) -> bool:
    """Say whether the service whose clerk holds `clerk` vouches for a device of an area."""
    return is_signed_by(clerk, _member_message(area, device, public), certificate)


def wipe_verifies(clerk: bytes, order: WipeOrder, public: bytes, signature: bytes) -> bool:
    """Say whether the service whose clerk holds `clerk` orders the holder of `public` so."""
    return is_signed_by(clerk, _wipe_message(order, public), signature)


def wiped_verifies(public: bytes, order: WipeOrder, signature: bytes) -> bool:
    """Say whether the holder of `public` says that it obeyed `order`."""
    return is_signed_by(public, _wiped_message(order), signature)


def _wipe_message(order: WipeOrder, public: bytes) -> bytes:
    return _WIPE + canonical(list(order)).encode() + b"\0" + public


def _wiped_message(order: WipeOrder) -> bytes:
    return _WIPED + canonical(list(order)).encode()


def _member_message(area: str, device: str, public: bytes) -> bytes:
    return _MEMBER + canonical([area, device]).encode() + b"\0" + public


def _head_message(stream: Stream, n: int, head: bytes) -> bytes:
    return _HEAD + canonical([*stream, n]).encode() + b"\0" + head


def fingerprint(public: bytes) -> bytes:
    """Return the six bytes that two people compare as words at an enrolment."""
    return hashlib.sha256(_FINGERPRINT + public).digest()[:6]


@dataclass
class Request:
    """What is signed of a request."""

    method: str
    url: str
    headers: MutableMapping[str, str]


@dataclass(frozen=True)
class Signed:
    """Who signed a request, when by the signer's clock, and its single-use number."""

    device: str
    created: int
    nonce: str


def sign_request(
    request: Request, body: bytes, key: DeviceKey, device: str, created: datetime
) -> None:
    """Add the headers of RFC 9421 to `request`."""
    from http_message_signatures import HTTPMessageSigner, MappingKeyResolver
    from http_message_signatures.algorithms import ED25519

    signer = HTTPMessageSigner(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={device: key.private}),
    )
    signer.sign(
        request,
        key_id=device,
        created=created,
        nonce=secrets.token_urlsafe(16),
        label=TAG,
        tag=TAG,
        covered_component_ids=COVERED,
        body=body,
    )


def signer_of(request: Request, body: bytes, public_key: Callable[[str], bytes | None]) -> Signed:
    """Return who signed `request`, whatever the time; the caller judges `created`.

    Raises:
        NotSigned: when nobody known did, or anything covered was changed.
    """
    from http_message_signatures import HTTPMessageSignaturesException
    from http_message_signatures.algorithms import ED25519

    verifier = _verifier_class()(signature_algorithm=ED25519, key_resolver=_Keys(public_key))
    try:
        results = verifier.verify(
            request, expect_tag=TAG, require_components=COVERED, max_age=None, body=body
        )
        parameters: Mapping[str, Any] = results[0].parameters
        return Signed(
            str(parameters["keyid"]), int(parameters["created"]), str(parameters["nonce"])
        )
    except (
        HTTPMessageSignaturesException,
        InvalidSignature,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
    ):
        raise NotSigned from None


@cache
def _verifier_class() -> Any:
    from datetime import timedelta

    from http_message_signatures import HTTPMessageVerifier

    class Verifier(HTTPMessageVerifier):
        # The caller compares with its own clock and answers with the right time.
        max_clock_skew = timedelta(days=36500)

    return Verifier


class _Keys:
    """Answers the verifier's question for a key."""

    def __init__(self, public_key: Callable[[str], bytes | None]) -> None:
        self._public_key = public_key

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        """Return the key of the device `key_id`, or None where it is unknown."""
        raw = self._public_key(key_id)
        return None if raw is None else Ed25519PublicKey.from_public_bytes(raw)
