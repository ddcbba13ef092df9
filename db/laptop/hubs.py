"""The laptop's store at its one end of a hub; what speaks TLS is imported only when it is used."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from concierge_tui.domain.central_errors import CentralRefused, CentralUnreachable, ReplyCutShort
from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.hub_errors import HubCodeNeeded, HubIsNone, HubUnreachable
from concierge_tui.services.hub import Hub
from concierge_tui.services.hub_ports import HubSecrets, Joined, Known, Nearby, Seen, Told
from concierge_tui.services.sync_ports import Cancelled, Tally
from db.laptop.connection import Connection
from db.laptop.copies import SqliteCopies
from db.laptop.grants import HUB, OWN_HUB
from db.laptop.identity import SqliteIdentity
from db.laptop.peers import SqlitePeer
from db.laptop.settings import SqliteSettings

_PIN: Final = "hub_pin"
_SEARCH_SECONDS: Final = 3.0
_SECRETS: Final = "hub_secrets"


def hub(store: Connection, now: Clock, then: Callable[[], object], *, practice: bool) -> Hub:
    """Return what joins a hub, and does `then` when something came by it."""
    rows = SqliteHubRows(store)
    area = SqliteIdentity(store).stream().area
    way, house = SqliteHubWay(store, now, then), SqliteHouse(store, now, then)
    return Hub(rows, way, house, area=area, practice=practice)


class SqliteHubRows:
    """Answers `services.hub_ports.HubRows`."""

    def __init__(self, store: Connection) -> None:
        self._store = store
        self._settings = SqliteSettings(store)

    def joined(self) -> Joined | None:
        """Return the hub that this laptop joined, or None."""
        pin = self._settings.get(_PIN)
        row = self._store.execute(
            "SELECT url, last_sync FROM local_peer WHERE id = ?", (HUB,)
        ).fetchone()
        return Joined(row[0], bytes.fromhex(pin), row[1]) if row and pin else None

    def is_shared(self) -> bool:
        """Say whether a hub was joined, or ran on this laptop."""
        found = self._store.execute("SELECT 1 FROM local_peer WHERE id IN (?, ?)", (HUB, OWN_HUB))
        return found.fetchone() is not None

    def keep(self, seen: Seen, at: int) -> None:
        """Remember a hub; of the one that is known already nothing is forgotten."""
        known = self.joined()
        self._settings.put(_PIN, seen.pin.hex())
        if known is not None and known.pin == seen.pin:
            SqlitePeer(self._store, HUB).moved(seen.url)
        else:
            SqlitePeer(self._store, HUB).enrolled(seen.url, "", at)

    def leave(self) -> None:
        """Forget it; what came by it stays."""
        self._settings.drop(_PIN)
        SqlitePeer(self._store, HUB).left()

    def last_change(self) -> int:
        """Return the number of the newest operation here, whoever wrote it."""
        return SqlitePeer(self._store, HUB).last_change()

    def others_wrote(self) -> int:
        """Return a number that changes whenever another connection writes into this store."""
        return int(self._store.execute("PRAGMA data_version").fetchone()[0])


class SqliteHubWay:
    """Answers `services.hub_ports.HubWay` on one thread's connection."""

    def __init__(self, store: Connection, now: Clock, then: Callable[[], object]) -> None:
        self._store = store
        self._now = now
        self._then = then

    def look(self, host: str, port: int) -> bytes:
        """Return the print of the key of whoever listens there."""
        import ssl

        from concierge_tui.sync.pinning import look

        try:
            return look(host, port)
        except ssl.SSLError:
            raise HubIsNone from None
        except OSError:
            raise HubUnreachable from None

    def nearby(self, cancelled: Cancelled) -> list[Nearby]:
        """Return the hubs that are announced in the network just now."""
        from concierge_tui.sync.nearby import nearby

        return nearby(_SEARCH_SECONDS, cancelled)

    def join(self, seen: Seen, code: str) -> None:
        """Introduce this laptop and remember the hub."""
        from concierge_tui.sync.hub_link import HubAddress, HubLink

        replica = self._replica()
        stream, key = replica.stream(), replica.key()
        try:
            with HubLink(HubAddress(*seen), stream.device, key, now=self._now) as link:
                if code:
                    link.enrol(stream.area, code)
                link.hello(stream.area)
        except CentralRefused as refused:
            if refused.code in ("unknown_device", "signature"):
                raise HubCodeNeeded from None
            raise
        except ReplyCutShort:
            raise HubUnreachable from None
        except CentralUnreachable as error:
            if type(error) is CentralUnreachable:
                raise HubUnreachable from None
            raise
        SqliteHubRows(self._store).keep(seen, milliseconds(self._now()))

    def carry(self, told: Told, cancelled: Cancelled) -> None:
        """Keep this laptop and the hub alike until cancelled."""
        from concierge_tui.sync.courier import Courier
        from concierge_tui.sync.hub_link import HubAddress, HubLink

        joined = SqliteHubRows(self._store).joined()
        if joined is None:
            return
        replica, peer = self._replica(), SqlitePeer(self._store, HUB)
        device, key = replica.stream().device, replica.key()

        def link() -> HubLink:
            return HubLink(
                HubAddress(joined.url, joined.pin), device, key,
                now=self._now, ahead_ms=peer.clock_ahead(), cancelled=cancelled,
            )  # fmt: skip

        def hear(carried: Any) -> None:
            if carried.pulled:
                self._then()
            told(carried)

        Courier(
            replica, link, peer.last_change, told=hear, cancelled=cancelled, now=self._now
        ).run()

    def _replica(self) -> Any:
        from db.laptop.replica import SqliteReplica

        return SqliteReplica(self._store, HUB, now=self._now)


class SqliteHouse:
    """Answers `services.hub_ports.House` on one thread's connection."""

    def __init__(self, store: Connection, now: Clock, then: Callable[[], object]) -> None:
        self._store = store
        self._now = now
        self._then = then

    def secrets(self, make: Callable[[], tuple[str, str]]) -> HubSecrets:
        """Return the secrets of the hub, made the first time."""
        settings = SqliteSettings(self._store)
        kept = settings.get(_SECRETS)
        if kept is None:
            settings.put(_SECRETS, json.dumps([secrets.token_hex(32), *make()]))
            return self.secrets(make)
        store, key, certificate = json.loads(kept)
        return HubSecrets(bytes.fromhex(store), key, certificate)

    def known(self) -> Sequence[Known]:
        """Return the devices of the area, as this laptop last heard of them."""
        from concierge_tui.sync.signing import DeviceKey
        from db.laptop.bundles import SqliteBundles

        grant = SqliteBundles(self._store).grant()
        found = (
            {each.id: Known(each.id, each.key, each.revoked) for each in grant.devices}
            if (grant)
            else {}
        )
        for name, key in self._store.execute("SELECT id, public_key FROM local_device"):
            found.setdefault(name, Known(name, bytes(key), revoked=False))
        replica = self._replica()
        own = replica.stream().device
        found[own] = Known(own, DeviceKey(replica.key()).public, revoked=False)
        return list(found.values())

    def exchange(self, link: Any, history: Any, cancelled: Cancelled) -> Tally:
        """Exchange with the hub's store, which lies on this laptop too."""
        from concierge_tui.sync.engine import Engine

        peer = SqlitePeer(self._store, OWN_HUB)
        if peer.central_url() is None:
            peer.enrolled("", "", milliseconds(self._now()))
        tally = Engine(self._replica(), link, now=self._now, hub=history)(None, cancelled)
        if tally.pulled:
            self._then()
        return tally

    def copied(self, told: Mapping[str, Mapping[Any, Any]]) -> None:
        """Remember what stands at the desks too; a desk that was revoked keeps nothing safe."""
        shut_out = [each.id for each in self.known() if each.revoked]
        SqliteCopies(self._store).told(told, shut_out)

    def _replica(self) -> Any:
        from db.laptop.replica import SqliteReplica

        return SqliteReplica(self._store, OWN_HUB, now=self._now)
