"""What the hub needs from elsewhere, and what it tells the screens."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from concierge_tui.services.sync_ports import Cancelled, Tally


class Seen(NamedTuple):
    """A hub that was looked at, and not yet trusted."""

    url: str
    pin: bytes
    """The print of its key; its first bytes are compared as words."""


class Nearby(NamedTuple):
    """A hub that is announced in the network; whether it is one is to be seen."""

    name: str
    address: str
    pin: bytes


class Joined(NamedTuple):
    """The hub that this laptop keeps alike with."""

    url: str
    pin: bytes
    last: int | None
    """When an exchange with it last came to its end, in milliseconds."""


class Carried(NamedTuple):
    """What became of one walk to the hub."""

    trouble: str
    """Empty when all went well; else away, other_key, other_area, unknown_device or revoked."""
    pulled: int = 0


Told = Callable[[Carried], None]


class Known(NamedTuple):
    """A device whose signature a hub may believe."""

    id: str
    key: bytes
    revoked: bool


class HubSecrets(NamedTuple):
    """What a hub is made of; it lies in the laptop's encrypted store alone."""

    store: bytes
    key: str
    certificate: str


class HubRun(Protocol):
    """A hub that this program runs on this laptop."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Under which addresses it is reached, the likeliest first."""
        ...

    @property
    def port(self) -> int:
        """At which port."""
        ...

    @property
    def pin(self) -> bytes:
        """The print of its key; its first bytes are compared as words."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether it has ended, for whatever reason."""
        ...

    def new_code(self) -> str:
        """Return a one-time code for a laptop that it does not know."""
        ...

    def guests(self) -> dict[str, int]:
        """Return the devices that spoke to it since it began, and when they did last."""
        ...

    def stop(self) -> None:
        """End it; every desk goes on without it. It may take seconds."""
        ...


class HubRows(Protocol):
    """What this laptop remembers of the hub that it joined."""

    def joined(self) -> Joined | None:
        """Return the hub, or None."""
        ...

    def is_shared(self) -> bool:
        """Say whether a hub was joined, or ran on this laptop."""
        ...

    def leave(self) -> None:
        """Forget it; what came by it stays."""
        ...

    def last_change(self) -> int:
        """Return the number of the newest operation here, whoever wrote it."""
        ...

    def others_wrote(self) -> int:
        """Return a number that changes whenever somebody else writes into this store."""
        ...


class HubWay(Protocol):
    """The way to a hub; every method may take seconds."""

    def look(self, host: str, port: int) -> bytes:
        """Return the print of the key of whoever listens there; nothing is asked of it.

        Raises:
            HubUnreachable: when nobody does.
        """
        ...

    def nearby(self, cancelled: Cancelled) -> list[Nearby]:
        """Return the hubs that are announced in the network just now."""
        ...

    def join(self, seen: Seen, code: str) -> None:
        """Introduce this laptop, with a one-time `code` where there is one, and remember the hub.

        Raises:
            HubCodeNeeded: when the hub does not know this laptop and there is no code.
            ConciergeError: when it cannot be reached, or refuses.
        """
        ...

    def carry(self, told: Told, cancelled: Cancelled) -> None:
        """Keep this laptop and the hub alike until cancelled."""
        ...


class House(Protocol):
    """The laptop on which a hub runs, as the hub sees it."""

    def secrets(self, make: Callable[[], tuple[str, str]]) -> HubSecrets:
        """Return the secrets of the hub; `make` makes key and certificate the first time."""
        ...

    def known(self) -> Sequence[Known]:
        """Return the devices of the area, as this laptop last heard of them."""
        ...

    def exchange(self, link: Any, history: Any, cancelled: Cancelled) -> Tally:
        """Exchange with the hub's store at the other end of `link`."""
        ...

    def copied(self, told: Mapping[str, Mapping[Any, Any]]) -> None:
        """Remember what stands at the desks too, by what each of them `told` of the streams."""
        ...
