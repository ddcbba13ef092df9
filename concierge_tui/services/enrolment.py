"""Joining the central service with a one-time code."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from concierge_tui.domain.central_errors import AddressInsecure, AddressUnreadable, OtherArea
from concierge_tui.domain.enrolment import read_enrolment_code
from concierge_tui.domain.errors import PracticeOnly
from concierge_tui.services.sync_ports import Enrolled, Enroller


class Enrolment:
    """Enrols this laptop; what was written before goes up with the next sync."""

    def __init__(self, area: str, enroller: Enroller, *, practice: bool) -> None:
        self._area = area
        self._enroller = enroller
        self._practice = practice

    def enrol(self, address: str, code: str) -> Enrolled:
        """Join the central service at `address`; both sides then compare the fingerprint.

        Raises:
            PracticeOnly: in a rehearsal.
            AddressUnreadable: when the address is none.
            AddressInsecure: when it is plain HTTP to another machine.
            EnrolmentCodeUnreadable: when the code was mistyped.
            OtherArea: when the code is for another area; nothing was sent.
            EnrolmentCodeRefused: when the service does not take the code.
        """
        if self._practice:
            raise PracticeOnly
        url = read_address(address)
        read = read_enrolment_code(code)
        if not read.is_for(self._area):
            raise OtherArea
        return self._enroller(url, read.characters)


def read_address(text: str) -> str:
    """Return the address of a service as it is stored, from what was typed.

    Raises:
        AddressUnreadable: when it is none.
        AddressInsecure: when it is plain HTTP to another machine.
    """
    typed = text.strip()
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise AddressUnreadable from None
    if parts.scheme not in ("http", "https") or not host or not host.isascii():
        raise AddressUnreadable
    if parts.scheme == "http" and not _is_this_machine(host):
        raise AddressInsecure
    if " " in host or parts.username is not None:
        raise AddressUnreadable
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
