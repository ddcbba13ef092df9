"""A token is good only as it was issued, by whom it was issued, in the one way it is spelled."""

import base64
import hmac
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain import hand_off
from concierge_tui.domain.hand_off import HandOffRefused, Token, key_of, read_token, write_token

KEY = bytes(range(32))
TOKEN = Token(
    "01939f00-0000-7000-8000-00000000000d", "01939f00-0000-7000-8000-0000000000f1", 29_000_000
)
WRITTEN = write_token(TOKEN, KEY)
IDS = st.uuids().map(str)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@given(IDS, IDS, st.integers(0, 2**32 - 1), st.binary(min_size=32, max_size=32))
def test_what_was_written_is_read(device: str, family: str, issued: int, key: bytes) -> None:
    token = Token(device, family, issued)

    carried = read_token(write_token(token, key))

    assert carried.token == token
    assert carried.is_genuine(key)


def test_no_flipped_bit_passes() -> None:
    carried = read_token(WRITTEN)
    whole = carried.signed + carried.tag
    for bit in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << (bit % 8)
        text = base64.b32encode(bytes(changed)).decode().rstrip("=")
        try:
            assert not read_token(text).is_genuine(KEY), bit
        except HandOffRefused:
            assert bit < 8, "only another version has no shape"


@pytest.mark.parametrize("place", range(len(WRITTEN)))
def test_no_changed_character_passes(place: int) -> None:
    for other in ALPHABET.replace(WRITTEN[place], ""):
        text = WRITTEN[:place] + other + WRITTEN[place + 1 :]
        try:
            assert not read_token(text).is_genuine(KEY)
        except HandOffRefused:
            continue


@given(st.text(max_size=200))
def test_anything_else_is_no_token(text: str) -> None:
    try:
        carried = read_token(text)
    except HandOffRefused:
        return
    assert not carried.is_genuine(KEY)


def test_a_key_serves_one_device() -> None:
    secret = bytes(32)
    here, there = key_of(secret, TOKEN.device), key_of(secret, str(uuid.UUID(int=7)))

    assert here != there
    assert read_token(write_token(TOKEN, here)).is_genuine(here)
    assert not read_token(write_token(TOKEN, there)).is_genuine(here)


def test_the_comparison_takes_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    really = hmac.compare_digest

    def compare(left: bytes, right: bytes) -> bool:
        compared.append((left, right))
        return really(left, right)

    monkeypatch.setattr("concierge_tui.domain.hand_off.hmac.compare_digest", compare)

    assert read_token(WRITTEN).is_genuine(KEY)
    assert [len(side) for side in compared[0]] == [16, 16]


def test_a_telephone_may_spell_it_in_small_letters() -> None:
    assert read_token(WRITTEN.lower()) == read_token(WRITTEN)


def test_it_is_made_for_the_densest_mode_of_a_qr() -> None:
    address = hand_off.address_of("https://honbu.example.jp", WRITTEN)

    assert set(address) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(address) <= 122, "version 5 with error correction M, which 80×24 has room for"


def test_only_uuids_can_be_carried() -> None:
    with pytest.raises(HandOffRefused):
        write_token(Token("laptop", TOKEN.family, 1), KEY)
