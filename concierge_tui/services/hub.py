"""A hub in the hall: one laptop by which the others see each other's work at once."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from concierge_tui.domain.central_errors import OtherArea
from concierge_tui.domain.enrolment import read_enrolment_code
from concierge_tui.domain.errors import PracticeOnly
from concierge_tui.domain.hub_errors import HubAddressUnreadable, HubIsNone
from concierge_tui.services.hub_ports import House, HubRows, HubWay, Joined, Nearby, Seen, Told
from concierge_tui.services.sync_ports import Cancelled

PORT: Final = 8788
WORDS: Final = 8
"""How many bytes of a key's print are compared aloud, one word each."""


class Hub:
    """Joins a hub, keeps alike with it and leaves it; no desk ever waits for it."""

    def __init__(
        self, rows: HubRows, way: HubWay, house: House, *, area: str, practice: bool
    ) -> None:
        self._rows = rows
        self._way = way
        self._area = area
        self._practice = practice
        self.house = house
        """This laptop as the place where a hub runs."""

    def joined(self) -> Joined | None:
        """Return the hub that this laptop joined, or None."""
        return None if self._practice else self._rows.joined()

    def is_shared(self) -> bool:
        """Say whether others write here by a hub: one that was joined, or one that runs here."""
        return not self._practice and self._rows.is_shared()

    def look(self, address: str) -> Seen:
        """Return whose key answers at `address`; nothing of this laptop is sent.

        Raises:
            PracticeOnly: in a rehearsal.
            HubAddressUnreadable: when the address is none.
            HubUnreachable: when nobody answers.
            HubIsNone: when something answers that shows no key.
        """
        if self._practice:
            raise PracticeOnly
        host, port = read_address(address)
        pin = self._way.look(host, port)
        if not pin:
            raise HubIsNone
        shown = f"[{host}]" if ":" in host else host
        return Seen(f"https://{shown}:{port}", pin)

    def nearby(self, cancelled: Cancelled) -> list[Nearby]:
        """Return the hubs that are announced in the network; none is joined by that.

        Raises:
            PracticeOnly: in a rehearsal.
        """
        if self._practice:
            raise PracticeOnly
        return self._way.nearby(cancelled)

    def join(self, seen: Seen, code: str = "") -> None:
        """Join a hub whose words two people compared; `code` introduces a stranger.

        Raises:
            EnrolmentCodeUnreadable: when the code was mistyped.
            OtherArea: when the code is for another area; nothing was sent.
            HubKeyOther: when something else answers there by now; nothing was sent.
            HubCodeNeeded: when the hub does not know this laptop and there is no code.
            EnrolmentCodeRefused: when the hub does not take the code.
        """
        if self._practice:
            raise PracticeOnly
        if code:
            read = read_enrolment_code(code)
            if not read.is_for(self._area):
                raise OtherArea
            code = read.characters
        self._way.join(seen, code)

    def leave(self) -> None:
        """Leave the hub; what came by it stays."""
        self._rows.leave()

    def last_change(self) -> int:
        """Return the number of the newest operation here, whoever wrote it."""
        return self._rows.last_change()

    def others_wrote(self) -> int:
        """Return a number that changes whenever somebody else writes into this store."""
        return self._rows.others_wrote()

    def carry(self, told: Told, cancelled: Cancelled) -> None:
        """Keep this laptop and the hub alike until cancelled; call it in a thread of its own."""
        if self.joined() is not None:
            self._way.carry(told, cancelled)


def words_of(pin: bytes) -> bytes:
    """Return the bytes of a key's print that two people compare."""
    return pin[:WORDS]


def read_address(text: str) -> tuple[str, int]:
    """Return host and port of a hub from what was typed.

    Raises:
        HubAddressUnreadable: when it is none.
    """
    typed = text.strip().rstrip("/")
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{_bracketed(typed)}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise HubAddressUnreadable from None
    if parts.scheme != "https" or not host or not host.isascii() or " " in host:
        raise HubAddressUnreadable
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        raise HubAddressUnreadable
    return host, port or PORT


def _bracketed(typed: str) -> str:
    """Put an IPv6 address without port into brackets, as an address on paper has none."""
    try:
        return f"[{typed}]" if ip_address(typed).version == 6 else typed
    except ValueError:
        return typed
