"""Hubs in the same network, found by zeroconf where the network lets it through.

What is announced is a hint and nothing more: an address to be looked at. The words that two
people compare come from the key that really answers there.
"""

import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event, Lock
from typing import Final

from zeroconf import Error, IPVersion, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.services.hub_ports import Nearby

KIND: Final = "_concierge-hub._tcp.local."
_LONGEST_NAME: Final = 40
_MOST: Final = 20
_PATIENCE_MS: Final = 1500
_TROUBLE: Final = (OSError, Error, ValueError, RuntimeError, AssertionError)
"""What a network that lets nothing through makes of it."""


def announce(name: str, addresses: Sequence[str], port: int, pin: bytes, ended: Event) -> None:
    """Tell the network of a hub until `ended`; where it lets nothing through, do nothing."""
    with suppress(*_TROUBLE):
        zeroconf = Zeroconf(interfaces=list(addresses), ip_version=IPVersion.V4Only)
        try:
            # The print makes the name unique; what a person reads is in the properties.
            zeroconf.register_service(
                ServiceInfo(
                    KIND,
                    f"{pin.hex()[:16]}.{KIND}",
                    addresses=[socket.inet_aton(address) for address in addresses],
                    port=port,
                    properties={"name": name, "pin": pin.hex()},
                )
            )
            ended.wait()
        finally:
            zeroconf.close()


class _Listener(ServiceListener):
    """Collects what is announced; anybody may announce anything."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: dict[str, Nearby] = {}

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Keep a hub that can be read."""
        info = zc.get_service_info(type_, name, _PATIENCE_MS)
        nearby = read(info) if info is not None else None
        if nearby is not None:
            with self._lock:
                if len(self._found) < _MOST:
                    self._found[name] = nearby

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Read it anew."""
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Forget a hub that has gone."""
        del zc, type_
        with self._lock:
            self._found.pop(name, None)

    def found(self) -> list[Nearby]:
        """Return what was found, in a steady order."""
        with self._lock:
            return sorted(self._found.values())


def read(info: ServiceInfo) -> Nearby | None:
    """Return the hub in an announcement, or None where it is none."""
    with suppress(*_TROUBLE):
        told = {key: value or b"" for key, value in info.properties.items()}
        pin = bytes.fromhex(told.get(b"pin", b"").decode("ascii"))
        addresses = info.parsed_addresses(IPVersion.V4Only)
        if len(pin) == 32 and addresses and info.port:
            name = clean_text(told.get(b"name", b"").decode("utf-8"))[:_LONGEST_NAME]
            return Nearby(name, f"{addresses[0]}:{info.port}", pin)
    return None


def nearby(seconds: float, cancelled: Callable[[], bool]) -> list[Nearby]:
    """Return the hubs that are announced within `seconds`; none where nothing gets through."""
    listener, over = _Listener(), Event()
    with suppress(*_TROUBLE):
        zeroconf = Zeroconf(ip_version=IPVersion.V4Only)
        try:
            ServiceBrowser(zeroconf, KIND, listener)
            for _ in range(round(seconds / 0.1)):
                if cancelled():
                    break
                over.wait(0.1)
        finally:
            zeroconf.close()
    return listener.found()
