"""Anybody in the network may announce anything; what is shown of it is harmless."""

import socket

from hypothesis import given
from hypothesis import strategies as st
from zeroconf import ServiceInfo

from concierge_tui.services.hub_ports import Nearby
from concierge_tui.sync.nearby import KIND, read

PIN = bytes(range(32))


def told(properties: dict[bytes, bytes], port: int = 8788) -> ServiceInfo:
    address = socket.inet_aton("192.0.2.7")
    return ServiceInfo(KIND, f"a.{KIND}", addresses=[address], port=port, properties=properties)


def test_a_hub_is_read() -> None:
    said = {b"name": "受付1".encode(), b"pin": PIN.hex().encode()}
    assert read(told(said)) == Nearby("受付1", "192.0.2.7:8788", PIN)


def test_what_is_no_hub_is_passed_over() -> None:
    assert read(told({})) is None
    assert read(told({b"pin": b"00"})) is None
    assert read(told({b"pin": b"zz" * 32})) is None
    assert read(told({b"pin": PIN.hex().encode(), b"name": b"\xff\xfe"})) is None
    assert read(told({b"pin": PIN.hex().encode()}, port=0)) is None


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_nothing_hostile_is_shown(name: bytes, pin: bytes) -> None:
    for said in ({b"name": name, b"pin": pin}, {b"name": name, b"pin": PIN.hex().encode()}):
        found = read(told(said))
        assert found is None or (
            len(found.name) <= 40 and not any(ord(each) < 32 for each in found.name)
        )
