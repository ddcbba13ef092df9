"""Signatures of devices: over the ends of streams and over requests."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.operation import Stream
from concierge_tui.sync.signing import (
    DeviceKey,
    NotSigned,
    Request,
    fingerprint,
    head_verifies,
    sign_request,
    signer_of,
)
from concierge_tui.text.kana_words import WORDS, as_words

KEY = DeviceKey(bytes(range(32)))
STREAM = Stream("device", "incarnation", "area")
HEAD = bytes(range(32))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def request(url: str = "http://127.0.0.1:8787/v1/push") -> Request:
    made = Request("POST", url, {"content-type": "application/vnd.mbsync"})
    sign_request(made, b"body", KEY, "device", NOON)
    return made


def keys(device: str) -> bytes | None:
    return {"device": KEY.public}.get(device)


@given(st.integers(1, 2**60), st.binary(min_size=32, max_size=32))
def test_a_signed_end_verifies_and_no_other_does(n: int, head: bytes) -> None:
    signature = KEY.sign_head(STREAM, n, head)

    assert head_verifies(KEY.public, STREAM, n, head, signature)
    assert not head_verifies(KEY.public, STREAM, n + 1, head, signature)
    assert not head_verifies(KEY.public, STREAM._replace(area="b"), n, head, signature)
    assert not head_verifies(KEY.public, STREAM, n, bytes(reversed(head)) + b"x", signature)
    assert not head_verifies(DeviceKey(bytes(32)).public, STREAM, n, head, signature)
    assert not head_verifies(b"no key", STREAM, n, head, signature)


def test_a_request_names_its_signer_and_its_time() -> None:
    signed = signer_of(request(), b"body", keys)

    assert signed.device == "device"
    assert signed.created == int(NOON.timestamp())
    assert len(signed.nonce) >= 20


def test_two_requests_have_different_nonces() -> None:
    assert signer_of(request(), b"body", keys).nonce != signer_of(request(), b"body", keys).nonce


def altered(**changes: object) -> Request:
    made = request()
    for name, value in changes.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    "forged",
    [
        altered(method="GET"),
        altered(url="http://127.0.0.1:8787/v1/pull"),
        altered(url="http://evil.example/v1/push"),
        altered(headers={}),
        altered(headers={**request().headers, "Content-Digest": "sha-256=:AAAA:"}),
        altered(headers={**request().headers, "Signature": "mbsync=:AAAA:"}),
        altered(headers={**request().headers, "Signature-Input": "("}),
        altered(headers={**request().headers, "Signature-Input": 'mbsync=();tag="mbsync"'}),
    ],
)
def test_nothing_of_a_request_can_be_changed(forged: Request) -> None:
    with pytest.raises(NotSigned):
        signer_of(forged, b"body", keys)


def test_another_body_or_an_unknown_device_is_not_signed() -> None:
    with pytest.raises(NotSigned):
        signer_of(request(), b"other", keys)
    with pytest.raises(NotSigned):
        signer_of(request(), b"body", lambda _: None)


def test_a_fingerprint_is_six_words_that_tell_keys_apart() -> None:
    words = {as_words(fingerprint(DeviceKey(bytes([n]) * 32).public)) for n in range(50)}

    assert len(words) == 50
    assert all(len(word.split()) == 6 for word in words)
    assert len(set(WORDS)) == 256
